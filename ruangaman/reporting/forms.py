"""One form for each question page. Control names are the contract of the reporter's pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.reporting.fields import PlainText, Question, any_of, one_of
from ruangaman.reporting.labels import QUESTIONS
from ruangaman.reporting.reader_forms import Place, Readers

STORY_CHARACTERS = 10_000
MESSAGE_CHARACTERS = 5_000


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
    "di_sini": Place,
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
