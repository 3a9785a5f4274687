"""What people type about an incident: choices, and few words that must name nobody."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.incidents.words import AUTHORITY, CONCERNED, CONTAINED, HOW_FOUND, KINDS, PERSONS

TEXT_CHARACTERS = 500
LESSON_CHARACTERS = 1000
NUMBER = re.compile(r"\b[A-Za-z]{3}[\s-]?[0-9]{4}\b")
"""What looks like the number of a case."""

_PICK = _("Pilih satu.")
_PICK_SOME = _("Pilih sedikitnya satu.")


class PastDay(DayField):
    """A day on which something was found or done: not in the future."""

    back = dt.timedelta(days=730)
    ahead = dt.timedelta()


class Nameless(Line):
    """Text in which no number of a case may stand: the register never learns it."""

    def __init__(self, label: Any, longest: int, *, missing: Any = None) -> None:
        """Show a text area; ``missing`` makes it required."""
        super().__init__(
            label,
            longest,
            missing=missing,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("Tanpa nama orang, tanpa nomor kasus, tanpa cerita."),
        )

    def clean(self, value: Any) -> str:
        """Refuse what looks like the number of a case."""
        text: str = super().clean(value)
        if NUMBER.search(text):
            raise forms.ValidationError(_("Hapus nomor kasusnya. Kaitkan insiden dari kasus itu."))
        return text


class IncidentForm(forms.Form):
    """A form about an incident. ``butir`` makes one that was sent twice happen once."""

    butir = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Formulir ini tidak lengkap. Kirim sekali lagi."),
            "invalid": _("Formulir ini tidak lengkap. Kirim sekali lagi."),
        },
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        """Give an unsent form its own random value, and each kind of form its own ids."""
        options.setdefault("auto_id", f"{type(self).__name__.removesuffix('Form').lower()}_%s")
        super().__init__(data, initial={"butir": uuid.uuid4()}, **options)

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {}


def radios(label: Any, choices: Mapping[str, Any]) -> forms.ChoiceField:
    """Return radios with nothing chosen."""
    return forms.ChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _PICK, "invalid_choice": _PICK},
    )


def boxes(label: Any, choices: Mapping[str, Any]) -> forms.MultipleChoiceField:
    """Return checkboxes, of which one at least is ticked."""
    errors = {"required": _PICK_SOME, "invalid_choice": _PICK_SOME, "invalid_list": _PICK_SOME}
    return forms.MultipleChoiceField(
        label=label,
        choices=list(choices.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages=errors,
    )


def hour_field(label: Any) -> forms.TypedChoiceField:
    """Return the hours of a day."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("", _("Pilih jam")), *((hour, f"{hour:02}.00") for hour in range(24))],
        coerce=int,
        error_messages={"required": _("Pilih jamnya."), "invalid_choice": _("Pilih jamnya.")},
    )


class Moment(IncidentForm):
    """A day and an hour, as people remember them."""

    def moment(self) -> str:
        """Return them as ISO 8601 with the zone of the office."""
        day, hour = self.cleaned_data["tanggal"], self.cleaned_data["jam"]
        local = dt.datetime.combine(day, dt.time(hour), timezone.get_current_timezone())
        return local.isoformat(timespec="minutes")

    def clean(self) -> dict[str, Any]:
        """Refuse an hour that has not come."""
        cleaned = super().clean() or self.cleaned_data
        given = "tanggal" in cleaned and "jam" in cleaned
        if given and dt.datetime.fromisoformat(self.moment()) > timezone.now():
            self.add_error("jam", _("Jam ini belum lewat."))
        return cleaned


class FoundForm(Moment):
    """An incident as somebody found it."""

    jenis = radios(_("Apa yang terjadi?"), KINDS)
    tanggal = PastDay(_("Kapan pertama diketahui? Tanggal"), _("Isi tanggalnya."))
    jam = hour_field(_("Kira-kira jam berapa?"))
    terkait = boxes(_("Data apa yang mungkin terbuka?"), CONCERNED)
    cara = radios(_("Bagaimana diketahui?"), HOW_FOUND)
    catatan = Nameless(_("Perlu ditambahkan? (boleh kosong)"), TEXT_CHARACTERS)

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        given = self.cleaned_data
        return {
            "kind": given["jenis"],
            "found_at": self.moment(),
            "concerned": given["terkait"],
            "how": given["cara"],
            "text": given["catatan"],
        }


class ContainedForm(IncidentForm):
    """What was done to stop it."""

    langkah = boxes(_("Yang sudah dilakukan"), CONTAINED)

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {"contained": self.cleaned_data["langkah"]}


class AuthorityForm(Moment):
    """That the authority was told, or need not be."""

    lembaga = radios(_("Lembaga pelindungan data pribadi"), AUTHORITY)
    tanggal = PastDay(_("Tanggal"), _("Isi tanggalnya."))
    jam = hour_field(_("Jam"))
    surat = Line(_("Nomor surat atau tanda terima (boleh kosong)"), 60)

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        given = self.cleaned_data
        return {
            "authority": given["lembaga"],
            "authority_at": self.moment(),
            "letter": given["surat"],
        }


class PersonsForm(IncidentForm):
    """How it stands with those who are concerned."""

    orang = radios(_("Orang yang terkait"), PERSONS)

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {"persons": self.cleaned_data["orang"]}


class LessonsForm(IncidentForm):
    """What is to be different from now on."""

    pelajaran = Nameless(
        _("Apa yang diubah supaya tidak terulang?"),
        LESSON_CHARACTERS,
        missing=_("Tulis apa yang diubah. Satu kalimat sudah cukup."),
    )

    def values(self) -> dict[str, Any]:
        """Return what is sealed."""
        return {"lessons": self.cleaned_data["pelajaran"]}


class ReopenForm(IncidentForm):
    """Nothing to fill in: closing, opening again."""
