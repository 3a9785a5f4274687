"""``/belajar/<token>/``: the induction for all staff, without account, cookie or script.

Pages after the first are answers to a POST at the same address. ``ke`` names the page to show,
``jawab`` the question that is answered; pages are numbered through, the questions after the
texts and the result last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ruangaman.core.pack_content import said
from ruangaman.core.questions import (
    ANSWER,
    QuestionForm,
    State,
    right_of,
    state_open,
    state_seal,
)
from ruangaman.lib.carry import CarryError
from ruangaman.network.selectors.units import unit_names
from ruangaman.network.unit_links import typed_read
from ruangaman.training.forms.study import AcknowledgementForm
from ruangaman.training.induction_links import link_shown
from ruangaman.training.models import Content, InductionLink
from ruangaman.training.selectors.induction import induction_content, link_found
from ruangaman.training.services.induction import induction_count

_WHOLE = 100


@dataclass(frozen=True)
class Course:
    """The induction of this link: its pages, its questions, and what travels along."""

    link: InductionLink
    content: Content
    token: str
    state: State

    @property
    def pages(self) -> list[dict[str, Any]]:
        """The texts."""
        return list(self.content.body["page"])

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions."""
        return list(self.content.body["question"])

    @property
    def last(self) -> int:
        """The number of the result."""
        return len(self.pages) + len(self.questions) + 1

    @property
    def passed(self) -> bool:
        """Whether enough answers are right."""
        right, needed = self.state.right(self.questions), int(self.content.body["pass_percent"])
        return right * _WHOLE >= needed * len(self.questions)

    @property
    def open(self) -> int | None:
        """The number of the first question without an answer."""
        first = len(self.pages) + 1
        for number, one in enumerate(self.questions, start=first):
            if one["key"] not in self.state.answers:
                return number
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def induction(request: HttpRequest, token: str) -> HttpResponse:
    """Show the first page, then whatever is asked for."""
    link, content = link_found(token), induction_content()
    if link is None or content is None:
        return _closed(request, status=404)
    if link.ended_on:
        return _closed(request, ended=True, status=410)
    shown = link_shown(typed_read(token))
    if request.method != "POST":
        return _start(request, Course(link, content, shown, State()))
    try:
        state = state_open(request.POST.get("isi", ""), step=_step(link))
    except CarryError:
        return _start(request, Course(link, content, shown, State()), old=True)
    return _answer(request, Course(link, content, shown, state))


def _answer(request: HttpRequest, course: Course) -> HttpResponse:
    if "selesai" in request.POST:
        return _end(request, course)
    if "ulang" in request.POST:
        anew = Course(course.link, course.content, course.token, course.state.anew())
        return _question(request, anew, len(course.pages) + 1)
    if "jawab" in request.POST:
        return _question(request, course, _number(request, "jawab", course), answering=True)
    return _asked(request, course, _number(request, "ke", course))


def _asked(request: HttpRequest, course: Course, number: int) -> HttpResponse:
    """Show the page of a number: 0 is the first, the last one the result."""
    if number == 0:
        return _start(request, course)
    if number <= len(course.pages):
        return _page(request, course, number)
    if number < course.last:
        return _question(request, course, number)
    return _result(request, course)


def _number(request: HttpRequest, name: str, course: Course) -> int:
    """Return the number asked for; the first page for what is none."""
    typed = request.POST.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    least = len(course.pages) + 1 if name == "jawab" else 0
    return max(least, min(number, course.last - (name == "jawab")))


def _start(request: HttpRequest, course: Course, *, old: bool = False) -> HttpResponse:
    body = course.content.body
    context = {
        "intro": said(body, "intro"),
        "heading": said(body, "title"),
        "minutes": body["minutes"],
        "contents": [(at, said(one, "title")) for at, one in enumerate(course.pages, start=1)],
        "first_question": len(course.pages) + 1,
        "old": old,
    }
    return _show(request, course, "start", context, status=422 if old else 200)


def _page(request: HttpRequest, course: Course, number: int) -> HttpResponse:
    one = course.pages[number - 1]
    context = {
        "number": number,
        "of": len(course.pages),
        "heading": said(one, "title"),
        "paragraphs": said(one, "paragraphs"),
        "source": one["source"],
        "before": number - 1,
        "next": number + 1,
    }
    return _show(request, course, "page", context)


def _question(
    request: HttpRequest, course: Course, number: int, *, answering: bool = False
) -> HttpResponse:
    one = course.questions[number - len(course.pages) - 1]
    form = QuestionForm(request.POST if answering else None, question=one, choices=one["choice"])
    state = course.state
    if answering and form.is_valid():
        state = state.answered(one["key"], form.cleaned_data[ANSWER])
    chosen = state.answers.get(one["key"])
    right = right_of(one)
    context = {
        "number": number,
        "at": number - len(course.pages),
        "of": len(course.questions),
        "form": form,
        "asked": said(one, "text"),
        "chosen": next((said(c, "text") for c in one["choice"] if c["key"] == chosen), ""),
        "right": chosen == right["key"],
        "right_text": said(right, "text"),
        "reason": said(one, "reason"),
        "next": number + 1,
    }
    course = Course(course.link, course.content, course.token, state)
    status = 422 if answering and not chosen else 200
    return _show(request, course, "question", context, status=status)


def _result(
    request: HttpRequest, course: Course, form: AcknowledgementForm | None = None
) -> HttpResponse:
    if course.open is not None:
        return _question(request, course, course.open)
    body = course.content.body
    context = {
        "form": form or AcknowledgementForm(),
        "right": course.state.right(course.questions),
        "of": len(course.questions),
        "percent": body["pass_percent"],
        "passed": course.passed,
        "acknowledgement": said(body, "acknowledgement"),
    }
    return _show(request, course, "result", context, status=422 if form else 200)


def _end(request: HttpRequest, course: Course) -> HttpResponse:
    """Take the acknowledgement; the same page sent again is counted no second time."""
    form = AcknowledgementForm(request.POST)
    if course.open is not None or not course.passed:
        return _result(request, course)
    if not form.is_valid():
        return _result(request, course, form)
    induction_count(unit_code=course.link.unit_code, once=course.state.once)
    context = {
        "heading": said(course.content.body, "title"),
        "acknowledgement": said(course.content.body, "acknowledgement"),
        "name": form.cleaned_data["nama"],
        "unit": unit_names([course.link.unit_code]).get(course.link.unit_code, ""),
        "today": timezone.localdate(),
    }
    return _show(request, course, "end", context)


def _closed(request: HttpRequest, *, ended: bool = False, status: int) -> HttpResponse:
    context = {"ended": ended, "other_language_url": ""}
    return render(request, "public/induction/closed.html", context, status=status)


def _show(
    request: HttpRequest, course: Course, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context |= {"isi": state_seal(course.state, step=_step(course.link)), "token": course.token}
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, f"public/induction/{name}.html", context, status=status)


def _step(link: InductionLink) -> str:
    return f"belajar-{link.pk}"
