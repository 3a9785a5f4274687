"""The coded record for statistics (catatan terkode): only with her consent, asked in her mailbox.

GBVIMS core types and Incident Recorder fields, and the categories of Simfoni, in bands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.coded import (
    ASKED,
    CONTEXTS,
    GROUPS,
    LONGER,
    MANY,
    OLDER,
    QUESTIONS,
    UNKNOWN,
    VERSION,
    choices_of,
    contexts_of,
    labels_of,
    months_before,
)
from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.coding import ABOUT, coded_of, first_of, word_of
from ruangaman.reporting.services.statistics import OWN, coding_write, statistics_ask

_PICK = _("Pilih dari daftar.")
_DONT_KNOW = (UNKNOWN, _("Belum tahu"))


class AskForm(RecordForm):
    """Ask her in her mailbox; there is nothing to fill in."""


class CodingForm(RecordForm):
    """The coded record. Nothing is chosen beforehand but what was coded before."""

    def __init__(self, data: Any = None, *, coded: Mapping[str, Any] | None = None) -> None:
        """Take what is posted, and what the case was coded as last."""
        super().__init__(data, initial=dict(coded or {}))
        choices = choices_of()
        for name, question in QUESTIONS.items():
            self.fields[name] = _field(name, question, choices.get(name, ()))
        self.fields["bulan"] = _select(_("Bulan kejadian"), _months())

    def groups(self) -> list[tuple[Any, list[Any]]]:
        """Return the fields below their headings, each with how it is shown."""
        return [(title, [(self[name], _shown(name)) for name in names]) for title, names in GROUPS]

    @property
    def values(self) -> dict[str, Any]:
        """What was answered; what was left alone is not there."""
        given, names = self.cleaned_data, [*QUESTIONS, "bulan"]
        return {ASKED: VERSION, **{name: given[name] for name in names if given.get(name)}}

    def clean(self) -> dict[str, Any]:
        """Refuse a kind of exchange where there was none, and "not known" beside what is known."""
        given = super().clean()
        for name in MANY:
            if UNKNOWN in given.get(name, ()) and len(given[name]) > 1:
                self.add_error(name, _("Pilih yang diketahui, atau “Belum tahu” saja."))
        if given.get("exchange") == "no" and given.get("exchange_kind"):
            self.add_error("exchange_kind", _("Tadi dijawab tidak ada imbalan."))
        return given


def _shown(name: str) -> str:
    if name in MANY:
        return "checkboxes"
    return "radios" if name in LONGER else "select"


def _field(name: str, question: Any, choices: Sequence[tuple[str, str]]) -> forms.Field:
    errors = {"required": _PICK, "invalid_choice": _PICK, "invalid_list": _PICK}
    if name in MANY:
        return forms.MultipleChoiceField(
            label=question,
            required=False,
            choices=[*choices, _DONT_KNOW],
            widget=forms.CheckboxSelectMultiple,
            error_messages=errors,
        )
    if name in LONGER:
        return forms.ChoiceField(
            label=question,
            choices=[*choices, _DONT_KNOW],
            widget=forms.RadioSelect,
            error_messages=errors,
        )
    return _select(question, choices)


def _select(question: Any, choices: Sequence[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=question,
        required=False,
        choices=[("", _("Belum diisi")), *choices, _DONT_KNOW],
        error_messages={"invalid_choice": _PICK},
    )


def _months() -> list[tuple[str, Any]]:
    return [
        *((one, _month(one)) for one in months_before(timezone.localdate())),
        (OLDER, _("Lebih lama")),
    ]


def _month(text: str) -> str:
    year, month = text.split("-")
    return date_format(dt.date(int(year), int(month), 1), "F Y")


def _context(sheet: Sheet) -> dict[str, Any]:
    items = sheet.items.get("needs", ())
    record, word = coded_of(sheet.case.report.pk, items), word_of(sheet.case.report.pk, items)
    values = record.fields["coded"] if record else {}
    return {
        "own": _own(sheet),
        "key": statistics_key(),
        "word": word,
        "coded_on": record.at if record else None,
        "counted": record is not None and word.yes and record.last.position > _since(sheet),
        "rows": list(labels_of(values, choices_of())),
        "derived": [CONTEXTS[name] for name in contexts_of(values)],
    }


def _own(sheet: Sheet) -> bool:
    """Whether an adult wrote of herself: nobody consents for another, or for a child."""
    first = first_of(sheet.items.get("needs", ()))
    return first is not None and first.body["answers"].get("tentang") == OWN


def _since(sheet: Sheet) -> int:
    """Return where her newest answer stands: what was coded before it is counted no more."""
    answers = [
        item.position
        for record in sheet.records("needs", ABOUT)
        for item in record.history
        if item.author == "reporter"
    ]
    return max(answers, default=0)


def _coded(sheet: Sheet) -> Mapping[str, Any]:
    record = coded_of(sheet.case.report.pk, sheet.items.get("needs", ()))
    return dict(record.fields.get("coded", {})) if record else {}


def _ask(sheet: Sheet, form: Any) -> bool:
    return statistics_ask(
        reader=sheet.case.reader,
        report=sheet.case.report,
        box=sheet.case.box,
        item_id=form.cleaned_data["butir"],
        seen=form.seen,
    )


def _save(sheet: Sheet, form: Any) -> bool:
    return coding_write(
        reader=sheet.case.reader,
        report=sheet.case.report,
        box=sheet.case.box,
        values=form.values,
        item_id=form.cleaned_data["butir"],
        seen=form.seen,
    )


CODING = Section(
    slug="statistik",
    title=_("Catatan terkode untuk statistik"),
    part="needs",
    template="casework/section_coding.html",
    context=_context,
    actions={
        "minta": Action(
            lambda _sheet, data: AskForm(data),
            _ask,
            _("Pertanyaan sudah ditaruh di halaman pesannya."),
        ),
        "simpan": Action(
            lambda sheet, data: CodingForm(data, coded=_coded(sheet)),
            _save,
            _("Tersimpan. Catatannya masuk antrean tersegel."),
        ),
    },
)
