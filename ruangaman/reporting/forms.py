"""One form for each question page. Control names are the contract of the reporter's pages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from ruangaman.reporting.labels import CHOICES, HINTS, OFFERED, QUESTIONS

STORY_CHARACTERS = 10_000
MESSAGE_CHARACTERS = 5_000
_INVISIBLE = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")

CHOOSE_ONE = _("Pilih satu jawaban.")


def plain_text(text: str) -> str:
    """Return text as it is kept: composed, one kind of line end, no control or direction marks."""
    unified = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub("", unified).strip()


class PlainText(forms.CharField):
    """A text field that drops control and direction marks instead of refusing them."""

    def __init__(self, *, limit: int, rows: int = 0, **options: Any) -> None:
        """Take the longest length in characters; ``rows`` makes it a text area."""
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        self.limit = limit
        super().__init__(required=False, widget=widget, strip=False, **options)
        self.validators = []

    def clean(self, value: Any) -> str:
        """Return the cleaned text; the error says by how many characters it is too long."""
        text = plain_text(str(value or ""))
        if len(text) > self.limit:
            over = len(text) - self.limit
            raise forms.ValidationError(
                ngettext_lazy(
                    "Terlalu panjang. Kurangi %(over)s huruf.",
                    "Terlalu panjang. Kurangi %(over)s huruf.",
                    over,
                ),
                params={"over": over},
            )
        return text


def one_of(name: str, *, required: Any = "") -> forms.ChoiceField:
    """Return radios for a question; ``required`` is the sentence shown when left empty."""
    field = forms.ChoiceField(
        label=QUESTIONS[name],
        choices=CHOICES[name],
        widget=forms.RadioSelect,
        required=bool(required),
        error_messages={"required": required or CHOOSE_ONE, "invalid_choice": CHOOSE_ONE},
    )
    field.choice_hints = HINTS.get(name, {})  # type: ignore[attr-defined]
    return field


def any_of(name: str) -> forms.MultipleChoiceField:
    """Return check boxes for a question; none is fine."""
    message = _("Pilih dari jawaban yang ada.")
    field = forms.MultipleChoiceField(
        label=QUESTIONS[name],
        choices=CHOICES[name],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": message, "invalid_list": message},
    )
    field.choice_hints = HINTS.get(name, {})  # type: ignore[attr-defined]
    return field


class Question(forms.Form):
    """A page. ``given`` are the answers so far."""

    def __init__(self, *args: Any, given: Mapping[str, Any], **options: Any) -> None:
        """Keep the answers so far."""
        self.given = given
        super().__init__(*args, **options)


class Silent(Question):
    """A page that tells and asks nothing."""


class Safe(Question):
    """Page 1."""

    aman = one_of("aman")


class Purpose(Question):
    """Page 2."""

    tujuan = one_of("tujuan", required=_("Pilih apa yang Anda inginkan."))


class About(Question):
    """Page 3."""

    tentang = one_of("tentang", required=_("Pilih ini tentang siapa."))


class Witness(Question):
    """Someone else's experience: does she know, and is an alert wanted."""

    tahu = one_of("tahu")
    pemberitahuan = one_of("pemberitahuan")

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer an alert only to somebody who wants something done."""
        super().__init__(*args, **options)
        if self.given.get("tujuan") != "lapor":
            del self.fields["pemberitahuan"]


class Conflict(Question):
    """Page 4."""

    konflik = any_of("konflik")

    def clean_konflik(self) -> list[str]:
        """Refuse "no" together with a place."""
        chosen: list[str] = self.cleaned_data["konflik"]
        if "tidak" in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Pilih tempatnya, atau pilih “Tidak / tidak tahu” saja."))
        return chosen


class Readers(Question):
    """Page 5: only what is offered, at least one."""

    izin = one_of("izin")
    izin_fokal = any_of("izin_fokal")
    cadangan = any_of("cadangan")

    def __init__(
        self, *args: Any, offered: Mapping[str, list[str]], recovery: bool, **options: Any
    ) -> None:
        """Keep just the offered choices; ``recovery``: there is a recovery key to refuse."""
        super().__init__(*args, **options)
        if not recovery:
            del self.fields["cadangan"]
        for name in ("izin", "izin_fokal"):
            if name not in offered:
                del self.fields[name]
                continue
            field = self.fields[name]
            field.choices = [pair for pair in OFFERED[name] if pair[0] in offered[name]]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one reader."""
        given = super().clean() or {}
        if given.get("izin") == "tidak":
            given["izin"] = ""
        if not self.errors and not given.get("izin") and not given.get("izin_fokal"):
            first = next((name for name in ("izin", "izin_fokal") if name in self.fields), None)
            self.add_error(first, forms.ValidationError(_("Pilih siapa yang boleh tahu.")))
        return given


class UnitChoice(Question):
    """The unit whose focal points may read: search by words, then choose."""

    cari = PlainText(limit=100, label=_("Cari nama kantor"))
    unit = forms.ChoiceField(
        label=_("Pilih kantor"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Pilih kantor dari daftar.")},
    )

    def __init__(self, *args: Any, units: list[tuple[str, str]], **options: Any) -> None:
        """Offer ``units`` as (code, name)."""
        super().__init__(*args, **options)
        self.fields["unit"].choices = units  # type: ignore[attr-defined]


class When(Question):
    """Page 6."""

    kapan = one_of("kapan")


class Needs(Question):
    """Page 7."""

    butuh = any_of("butuh")


class SafeAdult(Question):
    """Child path: which adult is safe."""

    dewasa = PlainText(limit=300, label=QUESTIONS["dewasa"])


class Reply(Question):
    """Page 8."""

    balas = one_of("balas")
    nomor = PlainText(limit=40, label=QUESTIONS["nomor"])
    jam = PlainText(limit=100, label=QUESTIONS["jam"])

    def clean_nomor(self) -> str:
        """Take digits with the usual signs; 8 to 15 digits (ITU-T E.164)."""
        text: str = self.cleaned_data["nomor"]
        if self.data.get("balas") != "telepon":
            return ""
        digits = re.sub(r"[\s().-]", "", text)
        if not digits:
            raise forms.ValidationError(_("Tulis nomornya, atau pilih “Hanya lewat kode”."))
        if not re.fullmatch(r"\+?\d{8,15}", digits):
            raise forms.ValidationError(_("Nomor ini belum benar. Contoh: 0812 3456 7890."))
        return digits

    def clean_jam(self) -> str:
        """Keep the hours only with a number."""
        return str(self.cleaned_data["jam"]) if self.data.get("balas") == "telepon" else ""


class Account(Question):
    """Page 9."""

    apa = any_of("apa")
    di_mana = one_of("di_mana")
    posisi = one_of("posisi")
    cerita = PlainText(limit=STORY_CHARACTERS, rows=8, label=QUESTIONS["cerita"])


class AskQuestion(Question):
    """The question of someone who asks first."""

    pertanyaan = PlainText(limit=MESSAGE_CHARACTERS, rows=8, label=QUESTIONS["pertanyaan"])

    def clean_pertanyaan(self) -> str:
        """Ask for a question."""
        text: str = self.cleaned_data["pertanyaan"]
        if not text:
            raise forms.ValidationError(_("Tulis pertanyaan Anda. Satu kalimat sudah cukup."))
        return text


FORMS: Mapping[str, type[Question]] = {
    "aman": Safe,
    "bantuan": Silent,
    "tujuan": Purpose,
    "info": Silent,
    "tentang": About,
    "saksi": Witness,
    "teruskan": Silent,
    "anak": Silent,
    "konflik": Conflict,
    "tanpa_penerima": Silent,
    "izin": Readers,
    "unit_saya": UnitChoice,
    "unit_lain": UnitChoice,
    "kapan": When,
    "kesehatan": Silent,
    "butuh": Needs,
    "dewasa": SafeAdult,
    "balas": Reply,
    "apa": Account,
    "pertanyaan": AskQuestion,
    "periksa": Silent,
}


class MessageForm(forms.Form):
    """A message in the mailbox."""

    pesan = PlainText(limit=MESSAGE_CHARACTERS, rows=5, label=_("Tulis pesan"))

    def clean_pesan(self) -> str:
        """Ask for a text."""
        text: str = self.cleaned_data["pesan"]
        if not text:
            raise forms.ValidationError(_("Tulis pesan Anda dulu."))
        return text


class CodeForm(forms.Form):
    """The mailbox's door. The words are checked by ``lib.codename``."""

    kode = PlainText(limit=500, label=_("8 kata Anda"))
    kode.widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
