"""``/survei/…/hasil/``: what a closed survey says."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ruangaman.core.sheets import sheet_answer
from ruangaman.lib.estimates import Estimate
from ruangaman.surveys.mismatch_words import mismatch_told
from ruangaman.surveys.models import Stratum, Survey
from ruangaman.surveys.permissions import results_required
from ruangaman.surveys.result_sheet import results_sheet
from ruangaman.surveys.result_words import (
    Figure,
    between,
    direct_told,
    figure,
    hidden_told,
    percent,
)
from ruangaman.surveys.selectors.results import Direct, Results, item_strata, results_of
from ruangaman.surveys.thresholds import LEAST_ANSWERS, LEAST_STAFF
from ruangaman.surveys.views.life import survey_of
from ruangaman.surveys.words import told


@require_safe
@results_required
def results(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show a closed survey in whole; before that, say that there is nothing to see yet."""
    survey = survey_of(request, pk)
    context = {"survey": survey, "least": LEAST_ANSWERS, "least_staff": LEAST_STAFF}
    if survey.state != Survey.State.CLOSED:
        return render(request, "surveys/results_none.html", context)
    found = results_of(survey)
    context["mismatch"] = mismatch_told(survey, found.answered)
    if not found.enough:
        return render(request, "surveys/results_none.html", context)
    context |= {
        "found": found,
        "rate": percent(found.answered / found.drawn, 0) if found.drawn else "",
        "a1": [_a1(one) for one in found.a1],
        "any_of": [
            (told(one.section, "title"), figure("", one.counted) if one.counted else None)
            for one in found.any_of
        ],
        "hidden": [hidden_told(one) for one in found.hidden],
        "parts": [
            (
                told(part.section, "title"),
                [direct_told(one, found) for one in part.said],
                [told(item, "text") for item in part.unsaid],
            )
            for part in found.parts
            if part.said or part.unsaid
        ],
    }
    return render(request, "surveys/results.html", context)


@require_safe
@results_required
def results_item(request: HttpRequest, pk: uuid.UUID, item: str) -> HttpResponse:
    """Show one item stratum by stratum, in the order of the strata; none is ranked."""
    found = _closed(request, pk)
    said = _said(found, item)
    if said is None or said.counted is None or not found.apart:
        raise Http404
    lines = [_line(stratum, one) for stratum, one in item_strata(found, said)]
    context = {
        "survey": found.survey,
        "item": direct_told(said, found),
        "lines": lines,
        "any": any(share for _, share, _ in lines),
        "all": all(share for _, share, _ in lines),
        "least": LEAST_ANSWERS,
        "least_staff": LEAST_STAFF,
    }
    return render(request, "surveys/results_item.html", context)


@require_safe
@results_required
def results_file(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Give the same figures as a spreadsheet."""
    found = _closed(request, pk)
    if not found.enough:
        raise Http404
    return sheet_answer(results_sheet(found), "hasil-survei")


def _closed(request: HttpRequest, pk: uuid.UUID) -> Results:
    survey = survey_of(request, pk)
    if survey.state != Survey.State.CLOSED:
        raise Http404
    return results_of(survey)


def _said(found: Results, key: str) -> Direct | None:
    return next((one for part in found.parts for one in part.said if one.item.key == key), None)


def _a1(said: Direct) -> tuple[str, Figure | None]:
    return told(said.item, "text"), figure("", said.counted) if said.counted else None


def _line(stratum: Stratum, found: Estimate | None) -> tuple[Stratum, str, str]:
    """Return whole percents: with tenths, few answers could be computed from several figures."""
    return (stratum, percent(found.value, 0), between(found, 0)) if found else (stratum, "", "")
