"""``/pelatihan/belajar/``: modules to work through alone, page by page.

For everybody with an account, and for whoever typed the own code at the door of an event.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.core.pack_content import said
from ruangaman.core.questions import ANSWER, QuestionForm
from ruangaman.network.models import Person
from ruangaman.people.forms import posted
from ruangaman.people.models import User
from ruangaman.training.access import frame_of, learner_required, participant_entered
from ruangaman.training.selectors.home import bridge_texts, person_of
from ruangaman.training.selectors.study import Step, StudyModule, study_module, study_modules
from ruangaman.training.services.study import study_step_done


@require_safe
@learner_required
def study(request: HttpRequest) -> HttpResponse:
    """List the modules and what is done of each."""
    person = _learner(request)
    modules = study_modules(person)
    context = {
        "modules": modules,
        "known": person is not None,
        "hours": sum(one.studied.jp for one in modules if one.studied),
        "bridges": bridge_texts(),
        "entered": participant_entered(request),
    }
    return _show(request, "training/study.html", context)


@require_safe
@learner_required
def module(request: HttpRequest, number: int) -> HttpResponse:
    """Show a module: what one learns, and its steps."""
    mine, person = _module(request, number)
    return _show(request, "training/study_module.html", {"mine": mine, "known": person})


@require_http_methods(["GET", "HEAD", "POST"])
@learner_required
def step(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Show a page or a question; a POST says that it was read, or answers it."""
    mine, person = _module(request, number)
    if not 1 <= place <= len(mine.steps):
        raise Http404
    here = mine.steps[place - 1]
    if here.item:
        return _question(request, mine, here, person)
    if request.method != "POST":
        return _show(request, "training/study_page.html", {"mine": mine, "step": here})
    return _on(request, mine, here, person)


def _question(
    request: HttpRequest, mine: StudyModule, here: Step, person: Person | None
) -> HttpResponse:
    body: dict[str, Any] = here.item.body if here.item else {}
    if request.POST.get("lanjut"):
        return redirect(*_next(mine, here))
    form = QuestionForm(posted(request), question=body, choices=body["choice"])
    context: dict[str, Any] = {"mine": mine, "step": here, "form": form}
    if form.is_valid():
        chosen = form.cleaned_data[ANSWER]
        right = next(one for one in body["choice"] if one["right"])
        context |= {
            "answered": True,
            "right": chosen == right["key"],
            "right_text": said(right, "text"),
            "reason": said(body, "reason"),
        }
        if context["right"]:
            context["credited"] = _remember(request, mine, here, person)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return _show(request, "training/study_question.html", context, status=status)


def _on(request: HttpRequest, mine: StudyModule, here: Step, person: Person | None) -> HttpResponse:
    if _remember(request, mine, here, person) and request.user.is_authenticated:
        messages.success(request, _("Modul ini selesai. Jam belajarnya tercatat."))
    return redirect(*_next(mine, here))


def _remember(request: HttpRequest, mine: StudyModule, here: Step, person: Person | None) -> bool:
    if person is None:
        return False
    by = request.user if isinstance(request.user, User) else None
    return study_step_done(module=mine, step=here.key, person=person, by=by)


def _next(mine: StudyModule, here: Step) -> tuple[Any, ...]:
    """Return where the way goes on: the following step, after the last the module."""
    if here.number < len(mine.steps):
        return ("training:study_step", mine.number, here.number + 1)
    return ("training:study_module", mine.number)


def _module(request: HttpRequest, number: int) -> tuple[StudyModule, Person | None]:
    person = _learner(request)
    found = study_module(number, person)
    if found is None:
        raise Http404
    return found, person


def _learner(request: HttpRequest) -> Person | None:
    """Return who learns: a code that was typed in this browser counts before the account."""
    if entered := participant_entered(request):
        return entered.person
    return person_of(request.user) if isinstance(request.user, User) else None


def _show(
    request: HttpRequest, name: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, name, {**context, "frame": frame_of(request)}, status=status)
