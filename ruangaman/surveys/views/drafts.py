"""What every page that changes the questions of a survey has in common."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ruangaman.people.access import user_of
from ruangaman.people.faults import Refused
from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.questions import SurveyNotFound, survey_one
from ruangaman.surveys.services.questions import Edit, questions_change
from ruangaman.surveys.services.turns import Changed

_LONGEST = 9


def survey_of(pk: uuid.UUID) -> Survey:
    """Return a survey, or 404."""
    try:
        return survey_one(pk)
    except SurveyNotFound as missing:
        raise Http404 from missing


def is_draft(survey: Survey) -> bool:
    """Say whether the questions may still be changed."""
    return survey.state == Survey.State.DRAFT


def version_in(data: QueryDict) -> int:
    """Return the revision a form was made with; -1, which no survey has, for what is none."""
    typed = data.get("versi", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST else -1


def saved(
    request: HttpRequest,
    *,
    survey: Survey,
    form: forms.Form,
    template: str,
    context: dict[str, Any],
    save: Callable[[], None],
) -> HttpResponse:
    """Save a form and go to the questions, or show it again with everything that was typed.

    When somebody else was faster the answer is 409, and sending the form again counts. What an
    opened survey asks is only looked at.
    """
    if not (form.is_bound or is_draft(survey)):
        return redirect("surveys:questions", survey.pk)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            save()
        except Changed as fault:
            status, form = 409, _again(survey, form)
            context["changed"] = fault.message
        except Refused as fault:
            form.add_error(None, fault.message)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("surveys:questions", survey.pk)
    found = {"form": form, "survey": survey, "back": "surveys:questions"} | context
    return render(request, template, found, status=status)


def edited(request: HttpRequest, survey: Survey, edit: Edit) -> Callable[[], None]:
    """Return a call that changes the questions of a survey by ``edit``."""
    return lambda: questions_change(
        survey=survey, by=user_of(request), revision=version_in(request.POST), edit=edit
    )


def _again(survey: Survey, form: forms.Form) -> forms.Form:
    """Let the same form be sent again, over the survey as it is now."""
    data = cast(QueryDict, form.data).copy()
    data["versi"] = str(survey_one(survey.pk).revision)
    form.data = data
    return form
