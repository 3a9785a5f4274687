"""``/pernyataan/<token>/``: read the unit's rules and sign, without account, cookie or script.

Pages after the first are answers to a POST at the same address: ``ke`` names the question to show,
``jawab`` the one that is answered; the page to sign comes after the last.
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
from ruangaman.network.unit_links import shown, typed_read
from ruangaman.policy.forms.pledges import SignForm
from ruangaman.policy.models import Content, PledgeLink
from ruangaman.policy.selectors.pledges import documents_signed, link_found, pledge_content
from ruangaman.policy.services.pledges import pledge_sign


@dataclass(frozen=True)
class Reading:
    """What this link leads to, and what travels along."""

    link: PledgeLink
    content: Content
    token: str
    state: State

    @property
    def questions(self) -> list[dict[str, Any]]:
        """The questions."""
        return list(self.content.body["question"])

    @property
    def open(self) -> int | None:
        """The number of the first question without an answer, from 1."""
        for number, one in enumerate(self.questions, start=1):
            if one["key"] not in self.state.answers:
                return number
        return None

    @property
    def passed(self) -> bool:
        """Whether every answer is right."""
        return self.state.right(self.questions) == len(self.questions)

    def with_state(self, state: State) -> Reading:
        """Return the same with another state."""
        return Reading(self.link, self.content, self.token, state)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def pledge(request: HttpRequest, token: str) -> HttpResponse:
    """Show the summary, then whatever is asked for."""
    link, content = link_found(token), pledge_content()
    if link is None or content is None:
        return _closed(request, status=404)
    if link.ended_on:
        return _closed(request, ended=True, status=410)
    reading = Reading(link, content, shown(typed_read(token)), State())
    if request.method != "POST":
        return _start(request, reading)
    try:
        state = state_open(request.POST.get("isi", ""), step=_step(link))
    except CarryError:
        return _start(request, reading, old=True)
    return _answer(request, reading.with_state(state))


def _answer(request: HttpRequest, reading: Reading) -> HttpResponse:
    if "tanda" in request.POST:
        return _sign(request, reading)
    if "ulang" in request.POST:
        return _question(request, reading.with_state(reading.state.anew()), 1)
    if "jawab" in request.POST:
        return _question(request, reading, _number(request, "jawab", reading), answering=True)
    number = _number(request, "ke", reading)
    if number == 0:
        return _start(request, reading)
    if number <= len(reading.questions):
        return _question(request, reading, number)
    return _last(request, reading)


def _number(request: HttpRequest, name: str, reading: Reading) -> int:
    """Return the number asked for: 0 the summary, the last the page to sign."""
    typed = request.POST.get(name, "")
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
    answers = name == "jawab"
    return max(int(answers), min(number, len(reading.questions) + (not answers)))


def _start(request: HttpRequest, reading: Reading, *, old: bool = False) -> HttpResponse:
    code, body = reading.link.unit_code, reading.content.body
    context = {
        "heading": said(body, "title"),
        "intro": said(body, "intro"),
        "minutes": body["minutes"],
        "points": [said(one, "text") for one in body["point"]],
        "documents": documents_signed([code])[code],
        "unit": unit_names([code]).get(code, ""),
        "source": body["source"],
        "old": old,
    }
    return _show(request, reading, "start", context, status=422 if old else 200)


def _question(
    request: HttpRequest, reading: Reading, number: int, *, answering: bool = False
) -> HttpResponse:
    one = reading.questions[number - 1]
    form = QuestionForm(request.POST if answering else None, question=one, choices=one["choice"])
    if answering and form.is_valid():
        answered = reading.state.answered(one["key"], form.cleaned_data[ANSWER])
        reading = reading.with_state(answered)
    chosen, right = reading.state.answers.get(one["key"]), right_of(one)
    context = {
        "number": number,
        "of": len(reading.questions),
        "form": form,
        "asked": said(one, "text"),
        "chosen": next((said(c, "text") for c in one["choice"] if c["key"] == chosen), ""),
        "right": chosen == right["key"],
        "right_text": said(right, "text"),
        "reason": said(one, "reason"),
        "next": number + 1,
    }
    status = 422 if answering and not chosen else 200
    return _show(request, reading, "question", context, status=status)


def _last(request: HttpRequest, reading: Reading, form: SignForm | None = None) -> HttpResponse:
    if reading.open is not None:
        return _question(request, reading, reading.open)
    context = {
        "form": form or SignForm(),
        "passed": reading.passed,
        "right": reading.state.right(reading.questions),
        "of": len(reading.questions),
        "acknowledgement": said(reading.content.body, "acknowledgement"),
    }
    return _show(request, reading, "sign", context, status=422 if form else 200)


def _sign(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Take the signature; the same page sent again is counted no second time."""
    form = SignForm(request.POST)
    if reading.open is not None or not reading.passed:
        return _last(request, reading)
    if not form.is_valid():
        return _last(request, reading, form)
    code = reading.link.unit_code
    pledge_sign(
        unit_code=code,
        content=reading.content,
        name=form.cleaned_data["nama"],
        group=form.cleaned_data["kelompok"],
        once=reading.state.once,
    )
    context = {
        "heading": said(reading.content.body, "title"),
        "acknowledgement": said(reading.content.body, "acknowledgement"),
        "name": form.cleaned_data["nama"],
        "unit": unit_names([code]).get(code, ""),
        "today": timezone.localdate(),
    }
    return _show(request, reading, "end", context)


def _closed(request: HttpRequest, *, ended: bool = False, status: int) -> HttpResponse:
    context = {"ended": ended, "other_language_url": ""}
    return render(request, "public/pledge/closed.html", context, status=status)


def _show(
    request: HttpRequest, reading: Reading, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    context |= {
        "isi": state_seal(reading.state, step=_step(reading.link)),
        "token": reading.token,
    }
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, f"public/pledge/{name}.html", context, status=status)


def _step(link: PledgeLink) -> str:
    return f"pernyataan-{link.pk}"
