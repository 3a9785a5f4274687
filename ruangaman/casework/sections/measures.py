"""Interim measures at work, as the desk proposes and keeps them. Nothing begins without her yes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.core.fields import DayField
from ruangaman.core.notes import open_notes
from ruangaman.reporting import measures
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.measures import Measure, measure_of, measures_of
from ruangaman.reporting.services.desk import NotAllowed

TEXT_CHARACTERS = 300
ONE = {"required": _("Pilih satu."), "invalid_choice": _("Pilih satu.")}


class ReviewDay(DayField):
    """A day on which a measure is looked at again: not in the past, within three months."""

    back = dt.timedelta()
    ahead = dt.timedelta(days=92)


class PastDay(DayField):
    """A day on which something happened."""

    back = dt.timedelta(days=366)
    ahead = dt.timedelta()


class MeasureForm(RecordForm):
    """Propose a measure: what, for whom, who has to know, when it is looked at again."""

    jenis = forms.ChoiceField(
        label=_("Apa tindakannya?"),
        choices=measures.KINDS,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    untuk = forms.ChoiceField(
        label=_("Siapa yang berubah?"),
        help_text=_("Penyintas tidak dipindah, kecuali ia sendiri meminta dan menandainya."),
        choices=measures.FOR_WHOM,
        initial=measures.FOR_OTHER,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )
    isi = PlainText(
        limit=TEXT_CHARACTERS,
        rows=3,
        label=_("Tepatnya apa, dan sampai kapan?"),
        help_text=_("Tanpa nama. Penyintas membaca kalimat ini sebelum menjawab ya atau tidak."),
    )
    tahu = forms.MultipleChoiceField(
        label=_("Siapa yang harus tahu? Sesedikit mungkin"),
        choices=measures.WHO_KNOWS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Pilih paling sedikit satu: tindakan ini tidak bisa berjalan diam-diam."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    tinjau = ReviewDay(_("Dilihat lagi paling lambat"), _("Isi tanggalnya."))

    def clean_isi(self) -> str:
        """Ask for the words."""
        text: str = self.cleaned_data["isi"]
        if not text:
            raise forms.ValidationError(_("Tulis tindakannya. Satu kalimat sudah cukup."))
        return text


class OfOneForm(RecordForm):
    """About one measure that is there."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form that lost which measure it is about."""
        given = super().clean()
        if not given.get("hal"):
            raise forms.ValidationError(_("Formulir ini tidak lengkap. Kirim sekali lagi."))
        return given


class StartForm(OfOneForm):
    """Say that a measure began."""

    hari = PastDay(_("Berlaku sejak"), _("Isi tanggalnya."))


class ReviewForm(OfOneForm):
    """Say that a measure was looked at, and when it is the next time."""

    tinjau = ReviewDay(_("Dilihat lagi paling lambat"), _("Isi tanggalnya."))


class EndForm(OfOneForm):
    """End a measure, with a reason."""

    hari = PastDay(_("Berakhir pada"), _("Isi tanggalnya."))
    sebab = forms.ChoiceField(
        label=_("Mengapa berakhir?"),
        choices=measures.ENDINGS,
        widget=forms.RadioSelect,
        error_messages=ONE,
    )


def _context(sheet: Sheet) -> dict[str, Any]:
    found = measures_of(sheet.items.get("needs", ()))
    return {
        "open": [row(one) for one in found if one.state != "ended"],
        "ended": [row(one) for one in found if one.state == "ended"],
        "notes": open_notes("atasan"),
    }


def row(one: Measure) -> dict[str, Any]:
    """Return a measure in words."""
    return {
        "measure": one,
        "kind": dict(measures.KINDS).get(one.kind, "–"),
        "knows": [dict(measures.WHO_KNOWS).get(who, "–") for who in one.knows],
        "why_ended": dict(measures.ENDINGS).get(one.why_ended, ""),
        "late": one.due is not None and one.due < timezone.localdate(),
    }


def _propose(sheet: Sheet, form: Any) -> bool:
    if form.cleaned_data.get("hal"):
        raise NotAllowed("measure")
    given = form.cleaned_data
    values = {name: given[name] for name in measures.TERMS}
    values[measures.REVIEW] = str(given["tinjau"])
    return sheet.write("needs", measures.ABOUT, form, values, action="measure-proposed")


def _start(sheet: Sheet, form: Any) -> bool:
    """Begin what she said yes to; ``NotAllowed`` for anything else, whatever the page showed."""
    _in_state(sheet, form, "agreed")
    values = {measures.STARTED: str(form.cleaned_data["hari"])}
    return sheet.write("needs", measures.ABOUT, form, values, action="measure-started")


def _review(sheet: Sheet, form: Any) -> bool:
    _in_state(sheet, form, "running")
    values = {measures.REVIEW: str(form.cleaned_data["tinjau"])}
    return sheet.write("needs", measures.ABOUT, form, values, action="measure-reviewed")


def _end(sheet: Sheet, form: Any) -> bool:
    _in_state(sheet, form, "asked", "refused", "agreed", "running", "stop")
    given = form.cleaned_data
    values = {measures.ENDED: str(given["hari"]), measures.WHY_ENDED: given["sebab"]}
    return sheet.write("needs", measures.ABOUT, form, values, action="measure-ended")


def _in_state(sheet: Sheet, form: Any, *states: str) -> None:
    """Refuse a step that does not fit; one that came twice goes on, to be found there already."""
    measure = measure_of(sheet.items.get("needs", ()), form.thing)
    written = {item.id for item in sheet.items.get("needs", ())}
    if form.cleaned_data["butir"] in written:
        return
    if measure is None or measure.state not in states:
        raise NotAllowed("measure")


MEASURES = Section(
    slug="tindakan",
    title=_("Tindakan sementara di tempat kerja"),
    part="needs",
    template="casework/section_measures.html",
    context=_context,
    actions={
        "usul": Action(
            lambda _sheet, data: MeasureForm(data),
            _propose,
            _("Usul tercatat. Penyintas membacanya di kotak pesan dan menjawab ya atau tidak."),
        ),
        "mulai": Action(lambda _sheet, data: StartForm(data), _start, _("Tindakan berjalan.")),
        "tinjau": Action(
            lambda _sheet, data: ReviewForm(data), _review, _("Hari berikutnya tercatat.")
        ),
        "akhiri": Action(lambda _sheet, data: EndForm(data), _end, _("Tindakan berakhir.")),
    },
    only_report=True,
)
