"""What is typed about a document: its blanks, under what it holds, when it ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.core.rules import RuleMissing, rule, shifted
from ruangaman.core.words import words
from ruangaman.policy.forms.words import PlainLine
from ruangaman.policy.models import Content, Document
from ruangaman.policy.selectors.templates import blanks_of, template_of
from ruangaman.policy.services.documents import NUMBERED, Adopted, Draft

MOST_PLACES = 2000
REVIEW = "policy_review"
_BLANK = "isi_"


class Revised(forms.Form):
    """A form that knows which revision of a document was shown with it."""

    revisi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)

    @property
    def revision(self) -> int:
        """The revision that was shown."""
        return int(self.cleaned_data["revisi"])


class PastDay(DayField):
    """A day on a paper: it may be years ago."""

    back = dt.timedelta(days=365 * 25)
    ahead = dt.timedelta(days=365 * 5)


class DraftForm(forms.Form):
    """A document being written: its title, and a field for each blank of its template."""

    judul = PlainLine(_("Judul dokumen"), 200, missing=_("Tulis judulnya."))
    jenis = forms.ChoiceField(
        label=_("Jenis dokumen"),
        choices=[("", _("Pilih jenis")), *Document.Kind.choices],
        error_messages={
            "required": _("Pilih jenisnya."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    pengurus = PlainLine(
        _("Jabatan yang mengurus (boleh kosong)"),
        120,
        help_text=_("Jabatan saja, tanpa nama. Misalnya: Sekretaris."),
    )
    tempat_poster = forms.IntegerField(
        label=_("Berapa tempat poster?"),
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Semua tempat yang direncanakan. Buktinya satu foto untuk tiap tempat."),
        error_messages={
            "invalid": _("Tulis angka saja."),
            "min_value": _("Paling sedikit satu tempat."),
            "max_value": _("Paling banyak 2.000 tempat."),
        },
    )

    def __init__(
        self, *args: Any, template: Content | None, kind: str = "", **options: Any
    ) -> None:
        """Offer the blanks of ``template``; of a known ``kind`` it is not asked."""
        super().__init__(*args, **options)
        self.template, self.kind = template, kind
        if kind:
            del self.fields["jenis"]
        if kind not in ("", Document.Kind.POSTER):
            del self.fields["tempat_poster"]
        for blank in blanks_of(template):
            self.fields[f"{_BLANK}{blank['key']}"] = _blank_field(blank)

    @property
    def blanks(self) -> list[Any]:
        """The fields of the blanks, for the template of the page."""
        return [self[name] for name in self.fields if name.startswith(_BLANK)]

    @property
    def chosen_kind(self) -> str:
        """Which kind was chosen, or was known."""
        return self.kind or str(self.cleaned_data["jenis"])

    @property
    def draft(self) -> Draft:
        """What was typed; of no poster there are no places."""
        data = self.cleaned_data
        places = data.get("tempat_poster") if self.chosen_kind == Document.Kind.POSTER else None
        return Draft(
            title=data["judul"],
            owner=data["pengurus"],
            places=places,
            fields={
                name.removeprefix(_BLANK): value
                for name, value in data.items()
                if name.startswith(_BLANK) and value
            },
        )


class DraftChangeForm(DraftForm, Revised):
    """A draft that stands already."""


def _blank_field(blank: Mapping[str, Any]) -> PlainLine:
    """A blank may stay empty while a draft is written; before it holds all are asked for."""
    text = blank["kind"] == "text"
    return PlainLine(
        words(blank, "label"),
        1000 if text else 200,
        help_text=words(blank, "help"),
        widget=forms.Textarea(attrs={"rows": 3}) if text else forms.TextInput(),
        initial=words(blank, "usual"),
    )


def draft_typed(document: Document) -> dict[str, Any]:
    """Return a draft as its form shows it; a blank left empty stays so, a new one is proposed."""
    known = {blank["key"]: "" for blank in blanks_of(template_of(document))}
    return {
        "revisi": document.revision,
        "judul": document.title,
        "pengurus": document.owner,
        "tempat_poster": document.places,
        **{f"{_BLANK}{key}": value for key, value in (known | document.fields).items()},
    }


class AdoptForm(Revised):
    """Under what a document holds."""

    nomor = Line(_("Nomor"), 100, help_text=_("Persis seperti di naskah bertanda tangan."))
    tanggal = PastDay(_("Tanggal naskah"), "", required=False)
    berlaku = PastDay(_("Berlaku sejak"), _("Isi hari mulai berlaku."))
    tinjau = PastDay(
        _("Ditinjau lagi pada"),
        _("Isi hari peninjauan."),
        help_text=_("Anda diingatkan 60, 30, dan 7 hari sebelumnya."),
    )
    pengurus = PlainLine(
        _("Jabatan yang mengurus"),
        120,
        missing=_("Tulis jabatannya."),
        help_text=_("Jabatan saja, tanpa nama. Misalnya: Sekretaris."),
    )

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        """Of a kind that nobody signs no number is asked."""
        super().__init__(*args, **options)
        if kind not in NUMBERED:
            for name in ("nomor", "tanggal"):
                self.fields[name].label = _OPTIONAL[name]

    @property
    def adopted(self) -> Adopted:
        """What was typed."""
        data = self.cleaned_data
        return Adopted(
            number=data["nomor"],
            dated=data["tanggal"],
            in_force_from=data["berlaku"],
            review_on=data["tinjau"],
            owner=data["pengurus"],
        )


_OPTIONAL = {"nomor": _("Nomor (boleh kosong)"), "tanggal": _("Tanggal naskah (boleh kosong)")}
ADOPTED = {
    "number": "nomor",
    "dated": "tanggal",
    "in_force_from": "berlaku",
    "review_on": "tinjau",
    "owner": "pengurus",
}
"""Which field of the form a fault of the service belongs to."""


def adopt_proposed(document: Document) -> dict[str, Any]:
    """Return what is proposed before a draft holds."""
    today = timezone.localdate()
    return {
        "revisi": document.revision,
        "berlaku": today,
        "tinjau": review_proposed(today),
        "pengurus": document.owner or document.fields.get("wakil", ""),
    }


def adopt_typed(document: Document) -> dict[str, Any]:
    """Return under what a document holds, as its form shows it."""
    names = {name: getattr(document, field) for field, name in ADOPTED.items()}
    return {**names, "revisi": document.revision}


def review_proposed(today: dt.date) -> dt.date:
    """Return when a policy is looked at again: a rule of the pack, else a year."""
    try:
        later = shifted(today, rule(REVIEW))
    except RuleMissing:
        later = None
    return later or today + dt.timedelta(days=365)


class EndForm(Revised):
    """Since when a document no longer holds."""

    akhir_berlaku = PastDay(_("Tidak berlaku sejak"), _("Isi harinya."))
