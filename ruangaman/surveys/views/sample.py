"""``/survei/…/sampel/``: what can be learnt, asked before anybody is asked anything."""

from __future__ import annotations

import uuid
from math import ceil, floor
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ruangaman.lib.estimates import answers_needed
from ruangaman.lib.survey_sample import CROSSWISE_LEAST, enough_for_crosswise
from ruangaman.surveys.forms.sample import EXPECTED, SampleForm
from ruangaman.surveys.permissions import keeper_required
from ruangaman.surveys.result_words import percent
from ruangaman.surveys.selectors.sample import Line, Plan, expected, plan_of, strata_of
from ruangaman.surveys.thresholds import LEAST_ANSWERS
from ruangaman.surveys.views.life import survey_of

_POINTS = 0.05
"""The margin that most decisions need: five points."""


@require_safe
@keeper_required
def sample(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show margins for the expected number of answers, and for others beside it."""
    survey = survey_of(request, pk)
    strata = strata_of(survey)
    start = {"jawaban": expected(strata), "perkiraan": EXPECTED}
    form = SampleForm(request.GET if request.GET else start)
    staff = sum(one.staff for one in strata)
    context: dict[str, Any] = {
        "survey": survey,
        "form": form,
        "staff": _whole(staff) if staff else "",
        "least": LEAST_ANSWERS,
    }
    if not form.is_valid():
        return render(request, "surveys/sample.html", context, status=422)
    answers, share = form.cleaned_data["jawaban"], form.cleaned_data["perkiraan"] / 100
    plan = plan_of(survey, strata, answers=answers, share=share)
    context |= {
        "lines": [_line(one, share, plan) for one in plan.lines],
        "crosswise": [percent(p, 0) for p in plan.prevalences],
        "enough": enough_for_crosswise(answers),
        "crosswise_least": _whole(CROSSWISE_LEAST),
        "strata": [
            (one, _whole(some), _points(margin) if margin is not None else "")
            for one, some, margin in plan.strata
        ],
        "needed": _needed(share, staff),
    }
    return render(request, "surveys/sample.html", context)


def _line(line: Line, share: float, plan: Plan) -> dict[str, Any]:
    low, high = max(share - line.direct, 0), min(share + line.direct, 1)
    meaning = _(
        "Bila sebenarnya %(share)d dari 100, hasil survei biasanya antara %(low)d dan %(high)d."
    ) % {"share": round(share * 100), "low": floor(low * 100), "high": ceil(high * 100)}
    labels = [percent(p, 0) for p in plan.prevalences]
    return {
        "answers": _whole(line.answers),
        "chosen": line.chosen,
        "margin": _points(line.direct),
        "meaning": meaning,
        "crosswise": list(zip(labels, (_points(one) for one in line.crosswise), strict=True)),
        "corrected": _points(line.corrected) if line.corrected is not None else "–",
    }


def _needed(share: float, staff: int) -> str:
    return _(
        "Untuk rentang lebih kurang 5 poin persen pada pertanyaan langsung diperlukan kira-kira "
        "%(answers)s jawaban."
    ) % {"answers": _whole(answers_needed(_POINTS, share, staff=staff))}


def _points(margin: float) -> str:
    return _("%(points)s poin persen") % {"points": number_format(round(margin * 100, 1), 1)}


def _whole(number: int) -> str:
    return str(number_format(number, force_grouping=True))
