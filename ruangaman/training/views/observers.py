"""Role-plays outside an event: the coordinator names a trainer, who observes and enters."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.network.models import Person
from ruangaman.network.selectors.people import PersonRow, people_found, person_rows
from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.training.forms.roleplay import ObserverForm, RolePlayForm
from ruangaman.training.models import ObserverTask
from ruangaman.training.permissions import is_keeper, keeper_required, organiser_required
from ruangaman.training.selectors.events import trainers_to_choose
from ruangaman.training.selectors.roleplay import tasks_for
from ruangaman.training.services import roleplay as services
from ruangaman.training.views.roleplay import entry, refuse, say_result, trainer_required

PAGE_SIZE = 50
MOST_SHOWN = 30
_forms = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@organiser_required
def observers(request: HttpRequest) -> HttpResponse:
    """List observations outside events: the coordinator all, a trainer the own ones."""
    return _list(request)


@_forms
@keeper_required
def observer_name(request: HttpRequest) -> HttpResponse:
    """Look for somebody by POST, choose her and a trainer."""
    user = user_of(request)
    form = ObserverForm(posted(request), users=trainers_to_choose())
    rows: list[PersonRow] = []
    failed = ""
    if form.is_bound and form.is_valid():
        rows = person_rows(people_found(user, name=form.cleaned_data["cari"])[:MOST_SHOWN])
        if "tunjuk" in request.POST:
            failed = _named(request, form)
            if not failed:
                messages.success(request, _("Pengamat ditunjuk. Ia melihatnya di halaman ini."))
                return redirect("training:observers")
    context = {
        "form": form,
        "rows": rows,
        "more": len(rows) == MOST_SHOWN,
        "failed": failed,
        "chosen": frozenset(request.POST.getlist("orang")),
    }
    wrong = failed or (form.is_bound and not form.is_valid())
    return render(
        request, "training/practice/observer_name.html", context, status=422 if wrong else 200
    )


@_forms
@keeper_required
def observer_cancel(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Take a task back. A GET leads to the list."""
    task = ObserverTask.objects.filter(pk=pk).first()
    if task is None:
        raise Http404
    if request.method != "POST":
        return redirect("training:observers")
    try:
        services.observer_cancel(task=task, by=user_of(request))
    except Refused as fault:
        return _list(request, failed=str(fault.message), status=422)
    messages.success(request, _("Penunjukan dibatalkan."))
    return redirect("training:observers")


@_forms
@trainer_required
def observed(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Enter what the named observer saw; what was entered already leads to its correction."""
    user = user_of(request)
    task = tasks_for(user, keeps=False).filter(pk=pk).first()
    if task is None:
        raise Http404
    if task.role_play is not None and request.method != "POST":
        return redirect("training:roleplay_correct", task.role_play.pk)
    form = RolePlayForm(posted(request), initial={"hari": timezone.localdate(), "percobaan": "1"})
    if form.is_valid():
        try:
            row = services.roleplay_of_task(task=task, observation=form.observation, by=user)
        except Refused as fault:
            refuse(form, fault)
        else:
            say_result(request, row)
            return redirect("training:observers")
    context: dict[str, Any] = {"event": None, "person": task.person}
    return entry(request, form, "training/practice/roleplay_enter.html", context)


def _named(request: HttpRequest, form: ObserverForm) -> str:
    """Name the observer; return what is wrong, in a sentence."""
    user = user_of(request)
    person = _person(request)
    if person is None:
        return _("Pilih dulu orangnya.")
    if form.observer is None:
        return _("Pilih dulu pengamatnya.")
    try:
        services.observer_name(person=person, observer=form.observer, by=user)
    except Refused as fault:
        return str(fault.message)
    return ""


def _person(request: HttpRequest) -> Person | None:
    try:
        pk = uuid.UUID(request.POST.get("orang", ""))
    except ValueError:
        return None
    return people_found(user_of(request)).filter(pk=pk).first()


def _list(request: HttpRequest, *, failed: str = "", status: int = 200) -> HttpResponse:
    user = user_of(request)
    keeps = is_keeper(user)
    page = Paginator(tasks_for(user, keeps=keeps), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "keeps": keeps, "user_pk": user.pk, "failed": failed}
    return render(request, "training/practice/observers.html", context, status=status)
