"""Risk (penilaian keselamatan): danger now, and detriment for having told (ISO 37002:2021, 8.3.2).

Coded scales only. Each assessment is a new writing about the same thing, so the ones before stay
readable, and two people who assess at once do not write over each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.sections.words import chosen_words
from ruangaman.casework.selectors.hotlines import hotlines_named
from ruangaman.core.fields import DayField
from ruangaman.core.rules import rule_numbers
from ruangaman.core.templatetags.dates import day as day_words
from ruangaman.reporting import work
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.parts import ReadItem

ABOUT = work.RISK
NOW, MORTAL = "sekarang", "nyawa"
DANGER = (
    ("tidak", _("Tidak ada tanda bahaya")),
    ("mungkin", _("Mungkin ada bahaya")),
    (NOW, _("Bahaya sekarang")),
    (MORTAL, _("Bahaya sekarang, nyawa terancam")),
)
DETRIMENT = (
    ("rendah", _("Rendah")),
    ("sedang", _("Sedang")),
    ("tinggi", _("Tinggi")),
    ("belum", _("Belum diketahui")),
)
SIGNS = (
    ("ancaman", _("Ada ancaman")),
    ("kekerasan", _("Pernah ada kekerasan fisik, atau ada senjata")),
    ("dekat", _("Orang itu ditemui setiap hari, atau tinggal serumah")),
    ("kuasa", _("Orang itu berkuasa atas kerja, nilai, atau bantuan")),
    ("tahu", _("Orang itu tahu bahwa ia bercerita")),
    ("balas", _("Sudah ada yang memburuk sejak ia bercerita")),
    ("diri", _("Ia berpikir menyakiti diri")),
    ("anak", _("Ada anak yang ikut terancam")),
)
SOURCES = (
    ("ditanya", _("Sudah ditanyakan kepada pelapor")),
    ("tulisan", _("Dari tulisannya saja")),
)
_REVIEW: Mapping[str, tuple[str, int]] = {
    "tidak": ("risk_review_longest", 30),
    "mungkin": ("risk_review_possible", 7),
    NOW: ("risk_review_danger", 1),
    MORTAL: ("risk_review_danger", 1),
}
"""By which rule, and within how many days without one, safety is looked at again."""

ONE = {"required": _("Pilih satu."), "invalid_choice": _("Pilih satu.")}
HOTLINES = ("polisi-110", "ambulans-119", "sapa-129")


class ReviewDay(DayField):
    """The day on which safety is looked at again."""

    back = dt.timedelta(0)
    ahead = dt.timedelta(days=366)


class RiskForm(RecordForm):
    """An assessment. Whoever called for help without her yes says why, and she is told."""

    bahaya = forms.ChoiceField(
        label=_("Bahaya sekarang"), choices=DANGER, widget=forms.RadioSelect, error_messages=ONE
    )
    rugi = forms.ChoiceField(
        label=_("Kemungkinan ia dirugikan karena bercerita"),
        help_text=_("Misalnya kehilangan kerja, nilai, bantuan, atau dijauhi."),
        choices=DETRIMENT,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    tanda = forms.MultipleChoiceField(
        label=_("Yang membuatnya lebih berbahaya"),
        choices=SIGNS,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    dasar = forms.ChoiceField(
        label=_("Dari mana Anda tahu?"),
        choices=SOURCES,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    tinjau = ReviewDay(_("Dilihat lagi paling lambat"), _("Isi tanggalnya."))
    tanpa_izin = forms.BooleanField(
        label=_("Bantuan dipanggil tanpa izinnya, karena nyawa terancam"), required=False
    )
    sebab = PlainText(
        limit=300,
        rows=3,
        label=_("Siapa yang dipanggil, dan mengapa tidak bisa menunggu izinnya?"),
        help_text=_("Hanya bila bantuan dipanggil tanpa izinnya. Ia membaca kalimat ini."),
    )

    def clean(self) -> dict[str, Any]:
        """Check what hangs together."""
        given = super().clean()
        danger, review = given.get("bahaya", ""), given.get("tinjau")
        if danger and review and review > (latest := latest_review(danger)):
            words = _("Untuk bahaya seperti ini paling lambat %(day)s.")
            self.add_error("tinjau", words % {"day": day_words(latest)})
        if given.get("tanpa_izin") and danger and danger != MORTAL:
            self.add_error(
                "tanpa_izin", _("Tanpa izinnya hanya bila nyawa terancam. Tanyakan kepadanya.")
            )
        if given.get("tanpa_izin") and not given.get("sebab") and "sebab" not in self.errors:
            self.add_error("sebab", _("Tulis siapa dan mengapa. Ia berhak mengetahuinya."))
        return given


def latest_review(danger: str) -> dt.date:
    """Return the last day on which safety must be looked at again."""
    key, without = _REVIEW[danger]
    days = rule_numbers(key).get(key, without)
    return timezone.localdate() + dt.timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Assessed:
    """The newest assessment in words, for the top of the opened case."""

    danger: str
    words: str
    review: dt.date
    now: bool
    late: bool


def assessed_in(record: Record | None) -> Assessed | None:
    """Return the newest assessment; None where there is none."""
    if record is None or "bahaya" not in record.fields:
        return None
    danger, review = record.fields["bahaya"], dt.date.fromisoformat(record.fields["tinjau"])
    return Assessed(
        danger=danger,
        words=chosen_words(DANGER, danger),
        review=review,
        now=danger in (NOW, MORTAL),
        late=review < timezone.localdate(),
    )


def newest_risk(needs: Sequence[ReadItem]) -> Assessed | None:
    """Return the newest assessment among the opened needs."""
    return assessed_in(next(iter(records_of(needs, ABOUT)), None))


def _context(sheet: Sheet) -> dict[str, Any]:
    record = sheet.one("needs", ABOUT)
    return {
        "newest": assessed_in(record),
        "history": [_row(item) for item in reversed(record.history)] if record else [],
        "hotlines": hotlines_named(HOTLINES),
        "adults": sheet.purpose.answers.get("dewasa", ""),
    }


def _row(item: ReadItem) -> dict[str, Any]:
    said = item.body["set"]
    return {
        "at": item.at,
        "role": item.body.get("role", ""),
        "danger": chosen_words(DANGER, said.get("bahaya")),
        "detriment": chosen_words(DETRIMENT, said.get("rugi")),
        "signs": ", ".join(chosen_words(SIGNS, one) for one in said.get("tanda", ())),
        "source": chosen_words(SOURCES, said.get("dasar")),
        "review": dt.date.fromisoformat(said["tinjau"]),
        "why": said.get("sebab", ""),
    }


def _assess(sheet: Sheet, form: Any) -> bool:
    given = form.cleaned_data
    values = {name: given[name] for name in ("bahaya", "rugi", "tanda", "dasar")}
    values |= {"tinjau": str(given["tinjau"]), "tanpa_izin": bool(given["tanpa_izin"])}
    values["sebab"] = given["sebab"] if given["tanpa_izin"] else ""
    return sheet.write_only("needs", ABOUT, form, values)


def _form(sheet: Sheet, data: Any) -> RiskForm:
    """Begin with what was found last, so that a change stands out; the day is asked for anew."""
    record = sheet.one("needs", ABOUT) if data is None else None
    last = {name: record.fields.get(name) for name in ("bahaya", "rugi", "tanda")} if record else {}
    return RiskForm(data, initial=last)


RISK = Section(
    slug="keselamatan",
    title=_("Penilaian keselamatan"),
    part="needs",
    template="casework/section_risk.html",
    context=_context,
    actions={"nilai": Action(_form, _assess, _("Penilaian tersimpan."))},
)
