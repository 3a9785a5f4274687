"""What a POST of a survey's page means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from ruangaman.lib.questionnaire import Questionnaire
from ruangaman.surveys.answering.forms import SectionForm
from ruangaman.surveys.answering.pages import Page, pages_of

_LONGEST = 3


@dataclass(frozen=True, slots=True)
class Step:
    """The page to show, the answers so far, and whether they are to be sent.

    ``form`` is set where an answer could not be read: its page is shown again.
    """

    number: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    send: bool = False
    form: SectionForm | None = None


def step_taken(
    asked: Questionnaire, *, at: int, answers: Mapping[str, str], data: QueryDict
) -> Step:
    """Return where the page ``at`` leads.

    The buttons: ``lanjut``, ``kembali``, ``ke`` with a number, ``kirim`` (from the check alone).
    The answers of the page count whichever was pressed, so that going back loses nothing.
    """
    pages = pages_of(asked)
    at = min(max(at, 0), len(pages) - 1)
    form = _form(pages[at], answers, data)
    found = form.answered(answers) if form else dict(answers)
    if form and form.errors and "kembali" not in data:
        return Step(at, found, form=form)
    if "kirim" in data and pages[at].name == "check":
        return Step(at, found, send=True)
    return Step(_next(at, data, len(pages) - 1), found)


def _form(page: Page, answers: Mapping[str, str], data: QueryDict) -> SectionForm | None:
    return SectionForm(page.section, answers=answers, data=data) if page.section else None


def _next(at: int, data: QueryDict, last: int) -> int:
    """Return the number of the page asked for."""
    typed = data.get("ke", "")
    if typed.isascii() and typed.isdigit() and len(typed) < _LONGEST:
        return min(int(typed), last)
    if "kembali" in data:
        return max(at - 1, 0)
    return min(at + 1, last) if "lanjut" in data else at
