"""``/survei/…/``: one survey, and the steps of its life."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ruangaman.people.access import reader_of, reader_required, user_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import Role
from ruangaman.people.permissions import roles_of
from ruangaman.surveys.forms.life import (
    DaysForm,
    HoldersForm,
    Revised,
    StrataForm,
    SureForm,
    strata_text,
)
from ruangaman.surveys.mismatch_words import mismatch_told
from ruangaman.surveys.models import Survey
from ruangaman.surveys.permissions import (
    RESULTS,
    holder_required,
    keeper_required,
    sees_required,
)
from ruangaman.surveys.selectors.surveys import (
    SurveyNotFound,
    survey_page,
    survey_seen,
)
from ruangaman.surveys.services import life
from ruangaman.surveys.services.closing import half_give
from ruangaman.surveys.services.turns import Changed

LOOK_AGAIN = 2
"""Seconds after which the page of a survey that is being closed is asked for again."""

_forms = require_http_methods(["GET", "HEAD", "POST"])
Do = Callable[[Any], str]


def survey_of(request: HttpRequest, pk: uuid.UUID) -> Survey:
    """Return a survey this person may see; for all others there is none (404)."""
    try:
        return survey_seen(user_of(request), pk)
    except SurveyNotFound as missing:
        raise Http404 from missing


@require_safe
@sees_required
def survey(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a survey; while it is being closed the page looks again by itself."""
    page = survey_page(survey_of(request, pk))
    user = user_of(request)
    mine = next((one for one in page.holders if one.user_id == user.pk), None)
    roles = roles_of(user)
    context = {
        "page": page,
        "keeps": Role.COORDINATOR in roles,
        "reads": bool(roles & set(RESULTS)),
        "mine": mine,
        "mismatch": mismatch_told(page.survey, page.answered),
    }
    answer = render(request, "surveys/survey.html", context)
    if page.work and page.work.state != "failed":
        answer["Refresh"] = str(LOOK_AGAIN)
    return answer


@_forms
@keeper_required
def days(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set the first and the last day of answering."""
    mine = survey_of(request, pk)
    form = DaysForm(
        posted(request),
        initial={"mulai": mine.opens_on, "selesai": mine.closes_on, "revisi": mine.revision},
    )

    def do(given: DaysForm) -> str:
        life.survey_plan(
            survey=mine,
            by=user_of(request),
            revision=given.revision,
            opens_on=given.cleaned_data["mulai"],
            closes_on=given.cleaned_data["selesai"],
        )
        return _("Hari untuk menjawab disimpan.")

    return _step(request, mine, form, do, "surveys/days.html")


@_forms
@keeper_required
def strata(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Set the strata of a draft."""
    mine = survey_of(request, pk)
    typed = strata_text(list(mine.strata.order_by("position")))
    form = StrataForm(posted(request), initial={"kelompok": typed, "revisi": mine.revision})

    def do(given: StrataForm) -> str:
        parts = given.cleaned_data["kelompok"]
        life.strata_set(survey=mine, by=user_of(request), revision=given.revision, parts=parts)
        return _("Kelompok pegawai disimpan.")

    return _step(request, mine, form, do, "surveys/strata.html")


@_forms
@keeper_required
def holders(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name the two who will hold the key."""
    mine = survey_of(request, pk)
    chosen = [str(one) for one in mine.halves.values_list("holder_id", flat=True)]
    form = HoldersForm(posted(request), initial={"pemegang": chosen, "revisi": mine.revision})

    def do(given: HoldersForm) -> str:
        named = [uuid.UUID(one) for one in given.cleaned_data["pemegang"]]
        life.holders_set(survey=mine, by=user_of(request), revision=given.revision, holders=named)
        return _("Pemegang kunci disimpan.")

    return _step(request, mine, form, do, "surveys/holders.html")


@_forms
@keeper_required
def opening(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a survey: what is asked is frozen and the key is made."""
    said = _("Survei dibuka. Sekarang buat slipnya.")
    return _sure(request, pk, life.survey_open, said, "surveys/open.html")


@_forms
@keeper_required
def ending(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """End the answering before its last day."""
    said = _("Masa menjawab diakhiri. Mintalah kedua pemegang memberi bagian kuncinya.")
    return _sure(request, pk, life.survey_end, said, "surveys/end.html")


@_forms
@keeper_required
def cancelling(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Cancel a survey and destroy what was answered."""
    said = _("Survei dibatalkan. Semua jawaban, slip, dan kuncinya dimusnahkan.")
    return _sure(request, pk, life.survey_cancel, said, "surveys/cancel.html")


@_forms
@holder_required
@reader_required
def giving(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give one's half of the key, with the vault open."""
    mine = survey_of(request, pk)
    form = SureForm(posted(request), initial={"revisi": mine.revision})

    def do(_given: SureForm) -> str:
        if half_give(reader=reader_of(request), survey=mine):
            return _("Kedua bagian sudah diberikan. Penutupan dimulai.")
        return _("Bagian Anda sudah diberikan. Sekarang pemegang yang lain.")

    return _step(request, mine, form, do, "surveys/give.html")


def _sure(
    request: HttpRequest, pk: uuid.UUID, act: Callable[..., None], said: str, template: str
) -> HttpResponse:
    """Take a step that asks for nothing but a yes."""
    mine = survey_of(request, pk)
    form = SureForm(posted(request), initial={"revisi": mine.revision})

    def do(given: SureForm) -> str:
        act(survey=mine, by=user_of(request), revision=given.revision)
        return said

    return _step(request, mine, form, do, template)


def _step(request: HttpRequest, mine: Survey, form: Revised, do: Do, template: str) -> HttpResponse:
    """Take a step, or show its page again with what was typed and what is wrong."""
    status = 200
    if isinstance(form, forms.Form) and form.is_bound:
        status = 422
        if form.is_valid():
            try:
                messages.success(request, do(form))
            except Changed as fault:
                form = _anew(request, form, mine)
                form.add_error(None, str(fault.message))
                status = 409
            except Refused as fault:
                form.add_error(None, str(fault.message))
            else:
                return redirect("surveys:survey", mine.pk)
    context = {"form": form, "page": survey_page(mine)}
    return render(request, template, context, status=status)


def _anew(request: HttpRequest, form: Revised, mine: Survey) -> Revised:
    """Return the form as it was typed, over the revision of now."""
    mine.refresh_from_db()
    data = request.POST.copy()
    data["revisi"] = str(mine.revision)
    again = type(form)(data)
    again.is_valid()
    return again
