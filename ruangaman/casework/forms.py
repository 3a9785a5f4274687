"""What a reader may send from the desk. Text that is refused stays in its field."""

from __future__ import annotations

import re
import uuid
from collections.abc import Collection, Sequence
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.no_settlement import NoSettlement
from ruangaman.lib.boxes import PARTS
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.file_forms import file_field
from ruangaman.reporting.forms import MESSAGE_CHARACTERS
from ruangaman.reporting.labels import CHOICES, PART_NAMES, label
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.moves import MOVES

REASON_CHARACTERS = 500
ALERT_REASONS = ("informasi", "dialihkan", "lain")
OWN_REASONS = ("terpenuhi", "permintaan", "dialihkan", "tanpa_kabar", "lain")
ONE_REASON = {"required": _("Pilih satu alasan."), "invalid_choice": _("Pilih satu alasan.")}
_NUMBER = re.compile(r"([A-Za-z]{1,3})[\s-]*([0-9]{0,4})")

_STATES = (
    Report.State.RECEIVED,
    Report.State.ACKNOWLEDGED,
    Report.State.ASSESSED,
    Report.State.SUPPORTED,
    Report.State.CONCLUDED,
)


def whole_number(text: str) -> str:
    """Return a case number as it is kept ("ktn 4821": "KTN-4821"); empty for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    whole = found and (len(found[1]), len(found[2])) == (3, 4)
    return f"{found[1].upper()}-{found[2]}" if found and whole else ""


class SearchForm(forms.Form):
    """Look for a number, or the beginning of one, and for a state."""

    q = PlainText(limit=20, label=_("Cari nomor"))
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua yang terbuka")), *((state.value, state.label) for state in _STATES)],
        error_messages={"invalid_choice": _("Pilih keadaan dari daftar.")},
    )

    def clean_q(self) -> str:
        """Return the number as it is kept: "ktn 4821" and "ktn4821" mean "KTN-4821"."""
        text: str = self.cleaned_data["q"]
        if not text:
            return ""
        found = _NUMBER.fullmatch(text)
        if found is None:
            raise forms.ValidationError(_("Mulai dengan hurufnya, seperti KTN-4821."))
        letters, digits = found.groups()
        return f"{letters.upper()}-{digits}" if digits else letters.upper()

    @property
    def states(self) -> Collection[str]:
        """The states asked for. A search by number looks in all of them."""
        chosen = self.cleaned_data["keadaan"]
        if chosen:
            return {chosen}
        return set(_STATES) if self.cleaned_data["q"] else ()


class StepForm(NoSettlement):
    """A step on an opened case. ``butir`` makes a step that was sent twice happen once."""

    butir = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Formulir ini tidak lengkap. Kirim sekali lagi."),
            "invalid": _("Formulir ini tidak lengkap. Kirim sekali lagi."),
        },
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Give an unsent form its own random value, and each kind of form its own ids."""
        options.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        options["initial"] = {"butir": uuid.uuid4(), **options.get("initial", {})}
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Give a form whose random value got lost another one: pressing again then works."""
        if "butir" in self.errors:
            data = cast(QueryDict, self.data).copy()
            data["butir"] = str(uuid.uuid4())
            self.data = data
        return super().clean() or self.cleaned_data

    @property
    def text(self) -> str:
        """What was typed, for the case that it must be shown again in another form."""
        return str(self.data.get("teks", ""))


class TextForm(StepForm):
    """A step with a text to the reporter."""

    teks = PlainText(limit=MESSAGE_CHARACTERS, rows=5, label=_("Pesan untuk pelapor"))

    def clean_teks(self) -> str:
        """Ask for a text."""
        text: str = self.cleaned_data["teks"]
        if not text:
            raise forms.ValidationError(_("Tulis pesannya dulu. Pelapor akan membacanya."))
        return text


class MessageForm(TextForm):
    """A message to the reporter."""


class FilesForm(StepForm):
    """A message with files: its text may stay empty. The file is looked at by the view."""

    teks = PlainText(limit=MESSAGE_CHARACTERS, rows=5, label=_("Pesan untuk pelapor"))
    file = file_field()


class AcknowledgementForm(TextForm):
    """The first answer to the reporter."""


class ReopeningForm(TextForm):
    """Open a closed case again: why, and a word to the reporter."""

    field_order = ["butir", "alasan", "teks"]

    alasan = forms.ChoiceField(
        label=_("Mengapa dibuka kembali?"),
        choices=CHOICES["alasan_buka_lagi"],
        widget=forms.RadioSelect,
        error_messages=ONE_REASON,
    )


class MoveForm(StepForm):
    """Move an open case on, or back: to what, and why. ``teks`` may stay empty."""

    langkah = forms.ChoiceField(
        label=_("Keadaan yang baru, dan mengapa"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih satu."),
            "invalid_choice": _("Langkah ini tidak cocok lagi dengan keadaan kasus. Pilih lagi."),
        },
    )
    teks = PlainText(
        limit=MESSAGE_CHARACTERS, rows=3, label=_("Pesan untuk pelapor (boleh kosong)")
    )

    def __init__(self, *args: Any, state: str, **options: Any) -> None:
        """Offer what follows ``state``."""
        super().__init__(*args, **options)
        self.fields["langkah"].choices = [  # type: ignore[attr-defined]
            (
                Report.State(to).label,
                [(f"{to}.{reason}", label("alasan_pindah", reason)) for reason in reasons],
            )
            for to, reasons in MOVES.get(state, {}).items()
        ]

    def clean_langkah(self) -> tuple[str, str]:
        """Return the state and the reason."""
        to, _dot, reason = self.cleaned_data["langkah"].partition(".")
        return to, reason


class ConclusionForm(TextForm):
    """Close the case: why, and a text to the reporter.

    A witness' alert ends in information to pass on; everything else has its own reasons.
    """

    field_order = ["butir", "alasan", "teks"]

    alasan = forms.ChoiceField(
        label=_("Mengapa ditutup?"),
        choices=CHOICES["alasan_tutup"],
        widget=forms.RadioSelect,
        error_messages=ONE_REASON,
    )

    def offer(self, *, alert: bool) -> None:
        """Leave only the reasons that fit."""
        fits = ALERT_REASONS if alert else OWN_REASONS
        field = self.fields["alasan"]
        field.choices = [  # type: ignore[attr-defined]
            choice for choice in CHOICES["alasan_tutup"] if choice[0] in fits
        ]


class HoldForm(StepForm):
    """Hold a report from disposal: for how long, and why."""

    lama = forms.ChoiceField(
        label=_("Ditahan berapa lama?"),
        choices=[
            ("3", _("3 bulan")),
            ("6", _("6 bulan")),
            ("12", _("12 bulan")),
            ("24", _("24 bulan")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih lamanya."), "invalid_choice": _("Pilih lamanya.")},
    )
    alasan = PlainText(
        limit=REASON_CHARACTERS,
        rows=3,
        label=_("Mengapa, dan menurut aturan apa?"),
        help_text=_(
            "Hanya pelapor yang membaca kalimat ini. Contoh: “Perkara ini sedang diperiksa "
            "pengadilan (nama dan nomor aturannya).”"
        ),
    )

    def clean_alasan(self) -> str:
        """Ask for a reason."""
        text: str = self.cleaned_data["alasan"]
        if not text:
            raise forms.ValidationError(_("Tulis alasannya. Pelapor berhak mengetahuinya."))
        return text


class ReaderRequestForm(StepForm):
    """Ask the reporter for another reader."""

    penerima = forms.ChoiceField(
        label=_("Siapa?"),
        widget=forms.Select,
        error_messages={
            "required": _("Pilih satu orang."),
            "invalid_choice": _("Orang ini tidak bisa diminta lagi. Pilih orang lain."),
        },
    )
    minta = forms.MultipleChoiceField(
        label=_("Bagian apa yang perlu ia baca?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu bagian."),
            "invalid_choice": _("Anda hanya bisa meminta bagian yang boleh Anda buka."),
        },
    )
    alasan = PlainText(
        limit=REASON_CHARACTERS,
        rows=3,
        label=_("Mengapa?"),
        help_text=_("Pelapor membaca kalimat ini."),
    )

    def __init__(
        self, *args: Any, people: Sequence[tuple[str, Any]], parts: Collection[str], **options: Any
    ) -> None:
        """Offer ``people`` (choices grouped by team) and the parts the asker may open herself."""
        super().__init__(*args, **options)
        self.fields["penerima"].choices = [("", _("Pilih orang")), *people]  # type: ignore[attr-defined]
        self.fields["minta"].choices = [  # type: ignore[attr-defined]
            (part, PART_NAMES[part]) for part in PARTS if part in parts
        ]

    def clean_alasan(self) -> str:
        """Ask for a reason."""
        text: str = self.cleaned_data["alasan"]
        if not text:
            raise forms.ValidationError(_("Tulis alasannya. Satu kalimat sudah cukup."))
        return text
