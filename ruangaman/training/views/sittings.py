"""``/pelatihan/tes/``: a participant's way through a test, by account or by her own code.

Answers are kept with every page that is sent. The browser is never asked what time it is.
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.clock import now
from ruangaman.lib.testing import BLUEPRINT, percent
from ruangaman.people.faults import Refused
from ruangaman.training.access import by_code, participant_of, participations_of
from ruangaman.training.models import Paper, Participant, Sitting
from ruangaman.training.selectors.mine import papers_mine
from ruangaman.training.selectors.sitting_pages import (
    page_asked,
    page_fields,
    pages_of,
    pages_state,
)
from ruangaman.training.selectors.sittings import (
    PER_PAGE,
    Standing,
    State,
    rules,
    standing,
)
from ruangaman.training.services.sittings import (
    NoSuchChoice,
    SittingOver,
    answers_save,
    sitting_begin,
    sitting_end,
    sittings_settle,
)
from ruangaman.training.testing_words import SUBJECTS, minutes_said
from ruangaman.training.views.sitting_results import result_context

_forms = require_http_methods(["GET", "HEAD", "POST"])


class NotHers(Exception):
    """Whoever asks does not take part in the event of this test, or there is none."""


@gzip_page
@_forms
def test(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Say what a test is, and begin it; coming back, go on where an answer is missing."""
    try:
        who, found = _standing(request, pk)
    except NotHers:
        return _door(request)
    if request.method == "POST":
        try:
            sitting_begin(paper=found.paper, participant=who)
        except Refused as fault:
            return _start(request, who, found, failed=fault.message)
        return redirect("training:test_page", pk, 1)
    return _start(request, who, found)


@gzip_page
@_forms
def test_page(request: HttpRequest, pk: uuid.UUID, page: int) -> HttpResponse:
    """Show a page of the test; sent, its answers are kept and the next one follows."""
    try:
        who, found = _standing(request, pk)
    except NotHers:
        return _door(request)
    sitting = found.last
    if sitting is None:
        return redirect("training:test", pk)
    if not 1 <= page <= pages_of(sitting):
        raise Http404
    if request.method == "POST":
        return _page_sent(request, who, found, sitting, page)
    if found.state is not State.GOING:
        return redirect("training:test_result", pk)
    return _page(request, who, found, sitting, page)


@gzip_page
@_forms
def test_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Ask about what has no answer yet, then end the test; sent twice, it ends once."""
    try:
        who, found = _standing(request, pk)
    except NotHers:
        return _door(request)
    sitting = found.last
    if sitting is None:
        return redirect("training:test", pk)
    if request.method == "POST":
        if _of_another(request, sitting):
            return _another(request, who, found)
        sitting_end(sitting=sitting)
        return redirect("training:test_result", pk)
    if found.state is not State.GOING:
        return redirect("training:test_result", pk)
    pages = pages_state(sitting)
    context = {
        "pages": [one for one in pages if one.open],
        "unanswered": sum(one.open for one in pages),
        "total": len(sitting.order),
        "last": len(pages),
        "sitting": sitting,
    }
    return render(request, "training/test_end.html", context | _frame(who, found, sitting))


@gzip_page
@require_safe
def test_result(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show what became of a test, to the person alone."""
    try:
        who, found = _standing(request, pk)
    except NotHers:
        return _door(request)
    ended = [one for one in found.sittings if one.ended_at is not None]
    if not ended:
        return redirect("training:test", pk)
    context = result_context(ended[-1], links=request.user.is_authenticated) | {
        "standing": found,
        "earlier": [(one, percent(one.right or 0, one.total)) for one in ended[:-1]],
        "mark": rules().mark,
        "who": who.person.name,
        "event": found.paper.event,
    }
    return render(request, "training/test_result.html", context)


@require_safe
def test_mine(request: HttpRequest) -> HttpResponse:
    """List the tests that are somebody's, open, coming, and ended, with her results."""
    mine = list(participations_of(request))
    if not mine and not request.user.is_authenticated:
        return _door(request)
    sittings_settle(participants=mine)
    context = {
        "rows": papers_mine(mine),
        "who": mine[0].person.name if mine else "",
        "account": request.user.is_authenticated and not by_code(request),
    }
    return render(request, "training/test_mine.html", context)


def _standing(request: HttpRequest, pk: uuid.UUID) -> tuple[Participant, Standing]:
    """Return who asks and where she stands; a test whose time is over is ended first."""
    paper = Paper.objects.select_related("event").filter(pk=pk).first()
    who = participant_of(request, paper.event) if paper else None
    if paper is None or who is None:
        raise NotHers
    found = standing(paper, who)
    last = found.last
    if last is not None and last.ended_at is None and found.state is not State.GOING:
        sittings_settle(participants=[who])
        found = standing(paper, who)
    return who, found


def _page_sent(
    request: HttpRequest, who: Participant, found: Standing, sitting: Sitting, page: int
) -> HttpResponse:
    if _of_another(request, sitting):
        return _another(request, who, found)
    fields = page_fields(sitting, page)
    chosen = {item: request.POST[name] for name, item in fields.items() if name in request.POST}
    try:
        answers_save(sitting=sitting, chosen=chosen)
    except SittingOver as fault:
        sitting_end(sitting=sitting)
        messages.warning(request, fault.message)
        return redirect("training:test_result", found.paper.pk)
    except NoSuchChoice as fault:
        return _page(request, who, found, sitting, page, failed=fault.message)
    towards = page - 1 if "kembali" in request.POST else page + 1
    if towards > pages_of(sitting):
        return redirect("training:test_end", found.paper.pk)
    return redirect("training:test_page", found.paper.pk, max(towards, 1))


def _page(
    request: HttpRequest,
    who: Participant,
    found: Standing,
    sitting: Sitting,
    page: int,
    *,
    failed: str = "",
) -> HttpResponse:
    context = {
        "asked": page_asked(sitting, page),
        "page": page,
        "pages": pages_of(sitting),
        "total": len(sitting.order),
        "sitting": sitting,
        "failed": failed,
    }
    context |= _frame(who, found, sitting)
    return render(request, "training/test_page.html", context, status=422 if failed else 200)


def _start(
    request: HttpRequest, who: Participant, found: Standing, *, failed: str = ""
) -> HttpResponse:
    at, last = now(), found.last
    pages = pages_state(last) if last and found.state is State.GOING else []
    context = {
        "standing": found,
        "state": str(found.state),
        "pages": pages,
        "next": next((one.number for one in pages if one.open), len(pages)),
        "answered": sum(one.answered for one in pages),
        "minutes": minutes_said((found.due(at) - at).total_seconds()),
        "usual": found.paper.minutes + found.extra,
        "shortened": found.is_shortened(at),
        "total": sum(BLUEPRINT.values()),
        "each": PER_PAGE,
        "subjects": list(SUBJECTS.values()),
        "mark": rules().mark,
        "failed": failed,
    }
    context |= _frame(who, found, last)
    return render(request, "training/test_start.html", context, status=422 if failed else 200)


def _frame(who: Participant, found: Standing, sitting: Sitting | None) -> dict[str, Any]:
    """Return what every page of a test says: who sits it, how long is left by our clock."""
    at = now()
    left = max((sitting.due_at - at).total_seconds(), 0) if sitting else 0
    return {
        "paper": found.paper,
        "event": found.paper.event,
        "who": who.person.name,
        "now": at,
        "left": minutes_said(left),
        "extra": found.extra,
        "in_grace": bool(sitting) and left == 0,
    }


def _of_another(request: HttpRequest, sitting: Sitting) -> bool:
    """Say whether a page was made for another sitting: two people, one phone."""
    return request.POST.get("pengerjaan") != str(sitting.pk)


def _another(request: HttpRequest, who: Participant, found: Standing) -> HttpResponse:
    context = {"who": who.person.name, "paper": found.paper}
    return render(request, "training/test_other.html", context, status=409)


def _door(request: HttpRequest) -> HttpResponse:
    """The same answer for a test that is not hers and for one that does not exist."""
    return render(request, "training/test_door.html", {}, status=404)
