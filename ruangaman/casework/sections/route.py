"""Which ways a report opens (jalur): SEA and SH are two questions, and their routes differ.

SEA: sexual exploitation or abuse of a person served. SH: sexual harassment in the world of work.
Both may be true. A suggestion follows from her answers; a person decides. What she says of her own
place in the mailbox outranks what a worker wrote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.sections.risk import ONE
from ruangaman.casework.sections.words import chosen_words
from ruangaman.core.notes import open_notes
from ruangaman.directory.selectors import group_said
from ruangaman.reporting.selectors.purpose import place_said
from ruangaman.reporting.work import PLACES

ABOUT = "route"
YES_NO = (("ya", _("Ya")), ("tidak", _("Tidak")), ("belum", _("Belum jelas")))
SERVED = frozenset({"pasien", "warga"})
WORKING = frozenset({"pegawai", "magang"})


class RouteForm(RecordForm):
    """Decide both questions, and whether the person concerned belongs to a partner."""

    sea = forms.ChoiceField(
        label=_("Apakah penyintas orang yang dilayani? (SEA)"),
        help_text=_(
            "Eksploitasi atau kekerasan seksual terhadap warga, pasien, murid, penerima bantuan."
        ),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    sh = forms.ChoiceField(
        label=_("Apakah keduanya di dunia kerja? (pelecehan di tempat kerja, SH)"),
        help_text=_("Pegawai, honorer, magang, relawan, pelamar kerja."),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    mitra = forms.ChoiceField(
        label=_("Apakah orang itu staf PBB, WFP, atau mitra mereka?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    siapa = forms.ChoiceField(
        label=_("Penyintas di sini sebagai"),
        choices=[*PLACES, ("belum", _("Belum jelas"))],
        widget=forms.RadioSelect,
        error_messages=ONE,
    )


def suggested(sheet: Sheet, place: str) -> list[tuple[str, str]] | None:
    """Return what her answers speak for, with the reason; None while her account is closed."""
    items = sheet.items.get("account")
    if items is None:
        return None
    said: Mapping[str, Any] = next(
        (one.body.get("answers", {}) for one in items if one.kind == "account"), {}
    )
    where, who, what = said.get("di_mana"), said.get("posisi"), said.get("apa", ())
    found = []
    if where == "layanan" or who == "petugas" or place in SERVED:
        found.append(("SEA", str(_("terjadi saat mengurus layanan, atau oleh petugas layanan"))))
    if where == "kerja" or who in ("atasan", "rekan") or place in WORKING:
        found.append(
            ("SH", str(_("terjadi di tempat kerja atau magang, atau oleh atasan atau rekan")))
        )
    if "imbalan" in what:
        found.append((str(_("Perhatikan")), str(_("diminta imbalan: bisa eksploitasi"))))
    return found


def _context(sheet: Sheet) -> dict[str, Any]:
    record, place = sheet.one("needs", ABOUT), place_of(sheet)
    said = record.fields if record else {}
    return {
        "decided": bool(record),
        "answers": {name: chosen_words(YES_NO, said.get(name)) for name in ("sea", "sh", "mitra")},
        "sea": said.get("sea") == "ya",
        "sh": said.get("sh") == "ya",
        "partner": said.get("mitra") == "ya",
        "group": group_said(place),
        "hers": bool(_hers(sheet)),
        "suggested": suggested(sheet, place),
        "notes": open_notes("atasan"),
        "may_suggest": "account" in sheet.case.box.parts,
        "by": record.last.body.get("role", "") if record else "",
        "at": record.at if record else None,
    }


def place_of(sheet: Sheet) -> str:
    """Return her place here: what she signed herself, else what a worker found."""
    record = sheet.one("needs", ABOUT)
    return _hers(sheet) or (str(record.fields.get("siapa", "")) if record else "")


def _hers(sheet: Sheet) -> str:
    return place_said(sheet.items.get("needs", ()))


def _decide(sheet: Sheet, form: Any) -> bool:
    names: Sequence[str] = ("sea", "sh", "mitra", "siapa")
    return sheet.write_only("needs", ABOUT, form, {n: form.cleaned_data[n] for n in names})


def _form(sheet: Sheet, data: Any) -> RouteForm:
    record = sheet.one("needs", ABOUT) if data is None else None
    initial = dict(record.fields) if record else {}
    if data is None and (place := place_of(sheet)):
        initial["siapa"] = place
    return RouteForm(data, initial=initial)


ROUTE = Section(
    slug="jalur",
    title=_("Jalur: SEA dan SH"),
    part="needs",
    on_wish=("account",),
    only_report=True,
    template="casework/section_route.html",
    context=_context,
    actions={"tentukan": Action(_form, _decide, _("Jalur tersimpan."))},
)
