"""The page of a case, sealed or opened. Content exists only in the answer to a POST."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from ruangaman.casework.forms import (
    AcknowledgementForm,
    ConclusionForm,
    MessageForm,
    MoveForm,
    ReaderRequestForm,
    ReopeningForm,
    StepForm,
    TextForm,
)
from ruangaman.casework.held import Case
from ruangaman.casework.sections.registry import beside
from ruangaman.casework.sections.risk import newest_risk
from ruangaman.casework.selectors.clocks import (
    CHILD_RULE,
    check_rows,
    clock_rows,
    rule_verified,
)
from ruangaman.casework.selectors.content import Content, content, marks
from ruangaman.casework.selectors.endings import kept_words
from ruangaman.casework.selectors.readers import reader_choices
from ruangaman.casework.selectors.recalls import recalls_open
from ruangaman.casework.selectors.rows import case_row
from ruangaman.casework.suggestions import closing_words, first_answer
from ruangaman.people.access import reader_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.merged import Other, others_of
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.services.desk import parts_open
from ruangaman.reporting.services.refusals import case_refused

DEFAULT_PARTS = ("needs", "messages")
WRITING: Mapping[str, type[TextForm]] = {
    Report.State.RECEIVED: AcknowledgementForm,
    Report.State.CONCLUDED: ReopeningForm,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step did: a sentence, a form with errors, a text that must not get lost.

    ``repeated`` is the item that was already there when ``text`` came.
    """

    done: str = ""
    failed: str = ""
    form: StepForm | None = None
    text: str = ""
    repeated: uuid.UUID | None = None
    status: int = 200


def case_of(request: HttpRequest, number: str) -> Case:
    """Return the case, or 404 and an event: unknown, excluded, withdrawn look alike."""
    reader = reader_of(request)
    try:
        report, box = report_for(reader=reader, number=number)
    except ReportNotFound as missing:
        case_refused(actor=reader.user_id, number=number)
        raise Http404 from missing
    return Case(reader, report, box)


def parts_asked(request: HttpRequest, case: Case) -> list[str]:
    """Return the parts a POST asks for, as far as the box allows them; 404 for none."""
    wanted = request.POST.getlist("bagian") or DEFAULT_PARTS
    allowed = [part for part in case.box.parts if part in wanted]
    if not allowed:
        raise Http404
    return allowed


def sealed_page(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what stands in the open, and the buttons that open."""
    return render(request, "casework/sealed.html", _frame(case))


def opened_page(
    request: HttpRequest, case: Case, parts: Collection[str], outcome: Outcome | None = None
) -> HttpResponse:
    """Record the opening, open ``parts`` and show them."""
    try:
        items = parts_open(reader=case.reader, report=case.report, box=case.box, parts=parts)
    except ReportNotFound as missing:  # her access ended since the page was begun
        raise Http404 from missing
    case.report.unread = case.report.unread and "messages" not in items
    shown = content(items, reader=case.reader.key_id)
    result = _compared(outcome or Outcome(), items.get("messages", ()))
    forms = _forms(case, shown, result)
    context = {
        **_frame(case),
        "content": shown,
        "others": _others(case, items.get("needs", ())),
        "risk": newest_risk(items.get("needs", ())),
        "to_tell": recalls_open(items.get("needs", ())),
        "clocks": clock_rows(case.report, items),
        "checks": check_rows(case.report, items, case.reader),
        "child_verified": rule_verified(CHILD_RULE),
        "opened": list(items),
        **beside(case),
        "concluded": case.report.state == Report.State.CONCLUDED,
        "first": case.report.state == Report.State.RECEIVED,
        "outcome": result,
        "forms": forms,
        "bound": [form for form in forms.values() if form.is_bound],
    }
    return render(request, "casework/opened.html", context, status=result.status)


def _frame(case: Case) -> dict[str, Any]:
    return {
        "row": case_row(case.report),
        "reader": case.reader,
        "parts": case.box.parts,
        "marks": marks(case.box.parts),
        "kept": kept_words(case.report),
    }


def _others(case: Case, needs: Sequence[ReadItem]) -> list[Other]:
    """Return the other reports of this reporter that the reader reads too, as the reporter said."""
    return others_of(
        needs,
        report=case.report.pk,
        reporter=case.box.reporter,
        key_id=case.reader.key_id,
        key=case.reader.key,
    )


def _forms(case: Case, shown: Content, outcome: Outcome) -> dict[str, StepForm]:
    """Return the forms that fit the state; a refused one keeps what was typed."""
    if "messages" not in case.box.parts:
        return {}
    writing = WRITING.get(case.report.state, MessageForm)
    refused = outcome.form
    text = outcome.text
    if refused is not None and issubclass(type(refused), (AcknowledgementForm, MessageForm)):
        text = text or refused.text
    suggestion = first_answer(shown) if writing is AcknowledgementForm else ""
    forms: dict[str, StepForm] = {
        "writing": writing(initial={"teks": text or suggestion}),
        "reader": ReaderRequestForm(
            people=reader_choices(reader=case.reader, conflicts=shown.conflicts),
            parts=case.box.parts,
        ),
        "conclusion": ConclusionForm(initial={"teks": closing_words(shown)}),
        "move": MoveForm(state=case.report.state),
    }
    if case.report.state == Report.State.CONCLUDED and case.report.due_on:
        forms["short"] = MessageForm(initial={"teks": text})
    for name, form in forms.items():
        if type(form) is type(refused):
            forms[name] = refused
    for form in forms.values():
        if isinstance(form, ConclusionForm):
            form.offer(alert=shown.is_alert)
    return forms


def _compared(outcome: Outcome, messages: Sequence[ReadItem]) -> Outcome:
    """Say of a step that came twice whether it was the same; another text is kept, unsent."""
    if outcome.repeated is None:
        return outcome
    same = any(
        item.id == outcome.repeated and item.body.get("text") == outcome.text for item in messages
    )
    if same:
        return replace(outcome, text="", done=_("Sudah terkirim. Tidak dikirim dua kali."))
    failed = _("Yang pertama sudah terkirim. Teks di bawah ini belum.")
    return replace(outcome, failed=failed, status=409)
