"""``/survei/``: answering with a slip, without account, cookie or script.

The door asks for the code; every page after it is the answer to a POST and carries everything
sealed in the form. Nothing of the device, and no hour, is kept.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ruangaman.core.context import other_language
from ruangaman.lib.ballots import BallotFault
from ruangaman.lib.carry import CarryError
from ruangaman.lib.questionnaire import Questionnaire
from ruangaman.lib.slips import SlipFault, slip_read, slip_shown
from ruangaman.surveys.answering import Step, page_context, step_taken
from ruangaman.surveys.carried import FIELD, Carried, carried_read
from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.door import door_of, standing_of, survey_asked, surveys_over
from ruangaman.surveys.selectors.frozen import frozen
from ruangaman.surveys.services.ballots import ballot_cast

STATUS = {
    "cast": 200,
    "again": 200,
    "spent": 409,
    "unknown": 404,
    "early": 409,
    "over": 410,
}
"""What each outcome is told with."""

_LONGEST = 3
_methods = require_http_methods(["GET", "HEAD", "POST"])


class SlipForm(forms.Form):
    """The code of a slip."""

    kode = forms.CharField(
        label=gettext_lazy("Kode di slip Anda"),
        required=False,
        max_length=200,
        error_messages={"max_length": gettext_lazy("Terlalu panjang. Kode slip punya 12 tanda.")},
        widget=forms.TextInput(attrs={"autocapitalize": "characters", "spellcheck": "false"}),
    )


@_methods
@never_cache
def survey(request: HttpRequest, code: str = "") -> HttpResponse:
    """Show the door, let in with a code, or go one page on."""
    if request.method != "POST":
        return _door(request, SlipForm(initial={"kode": _prefilled(code)}), scanned=bool(code))
    if FIELD not in request.POST:
        return _knock(request)
    try:
        carried = carried_read(request.POST[FIELD])
    except CarryError:
        return _door(request, SlipForm(), old=True, status=400)
    return _go_on(request, carried)


def _knock(request: HttpRequest) -> HttpResponse:
    form = SlipForm(request.POST)
    if not form.is_valid():
        return _door(request, form, status=422)
    try:
        code = slip_read(form.cleaned_data["kode"])
    except SlipFault as fault:
        form.add_error("kode", slip_sentence(fault))
        return _door(request, form, status=422)
    door = door_of(code)
    if door.survey is None or door.standing != "open":
        return _outcome(request, door.standing, door.survey, slip_shown(code))
    carried = Carried.begun(code, door.survey.pk, door.stratum)
    return _page(request, frozen(door.survey.pk).asked, carried, Step())


def _go_on(request: HttpRequest, carried: Carried) -> HttpResponse:
    mine = survey_asked(carried.slip.survey)
    if mine is None or standing_of(mine) != "open":
        return _outcome(request, "over" if mine else "unknown", mine)
    asked = frozen(mine.pk).asked
    step = step_taken(asked, at=_at(request), answers=carried.answers, data=request.POST)
    if not step.send:
        return _page(request, asked, carried, step, status=422 if step.form else 200)
    try:
        outcome = ballot_cast(slip=carried.slip, answers=step.answers)
    except BallotFault:
        return _door(request, SlipForm(), old=True, status=400)
    except DatabaseError:
        words = _(
            "Belum terkirim karena gangguan. Jawaban Anda masih ada di sini. Tekan “Kirim jawaban” "
            "sekali lagi."
        )
        return _page(
            request, asked, carried, Step(step.number or _at(request), step.answers), words
        )
    return _outcome(request, outcome, mine)


def _page(
    request: HttpRequest,
    asked: Questionnaire,
    carried: Carried,
    step: Step,
    notice: str = "",
    *,
    status: int = 200,
) -> HttpResponse:
    context = page_context(asked, step)
    hidden = format_html(
        '<input type="hidden" name="{}" value="{}">',
        FIELD,
        carried.with_answers(step.answers).sealed(),
    )
    address = reverse("public:survey")
    context |= {
        "action": address,
        "fields": hidden,
        "notice": notice,
        "switch_url": other_language(address),
        "other_language_url": "",
        "help_url": reverse("public:help"),
    }
    template = f"public/survey/{context['name']}.html"
    return render(request, template, context, status=503 if notice else status)


def _outcome(
    request: HttpRequest, outcome: str, mine: Survey | None, typed: str = ""
) -> HttpResponse:
    context: dict[str, Any] = {
        "outcome": outcome,
        "survey": mine,
        "typed": typed,
        "over": surveys_over() if outcome == "unknown" else [],
        "other_language_url": "",
    }
    return render(request, "public/survey/outcome.html", context, status=STATUS[outcome])


def _door(
    request: HttpRequest,
    form: SlipForm,
    *,
    scanned: bool = False,
    old: bool = False,
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "scanned": scanned, "old": old}
    if request.method == "POST":
        context["other_language_url"] = ""
    return render(request, "public/survey/door.html", context, status=status)


def slip_sentence(fault: SlipFault) -> str:
    """Say what is wrong with a code, and what to do."""
    if fault.reason == "empty":
        return _("Tulis kode dari slip Anda.")
    if fault.reason == "sign":
        return _(
            "Tanda ini tidak ada dalam kode slip: %(signs)s. Huruf I dan O, angka 0 dan 1 tidak "
            "dipakai. Periksa lagi."
        ) % {"signs": " ".join(fault.signs)}
    if fault.reason == "length":
        return _("Kode slip punya 12 tanda; yang Anda tulis %(count)s. Periksa lagi.") % {
            "count": fault.count
        }
    return _("Ada tanda yang keliru atau tertukar. Periksa lagi dari slip Anda.")


def _prefilled(code: str) -> str:
    """Return the code of a scanned address as it is printed; nothing for what is none."""
    try:
        return slip_shown(slip_read(code)) if code else ""
    except SlipFault:
        return code[:40]


def _at(request: HttpRequest) -> int:
    typed = request.POST.get("langkah", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < _LONGEST else 0
