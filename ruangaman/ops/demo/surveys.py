"""Surveys in the demo world: two that are over, with invented answers, and one that is open."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from ruangaman.lib.estimates import Tallying
from ruangaman.people.models import Role, User
from ruangaman.surveys.models import Content, Stratum, Survey, Tally
from ruangaman.surveys.selectors.questions import standing_of_questions
from ruangaman.surveys.services.life import (
    Part,
    holders_set,
    strata_set,
    survey_open,
    survey_plan,
)
from ruangaman.surveys.services.questions import survey_begin

DAY = dt.timedelta(days=1)
_TEMPLATE = "a1"
_OVER = ("a2", "a1")
_PARTS = (
    Part(name="Dinas (contoh)", name_en="Agencies (example)", staff=2400),
    Part(name="Badan dan biro (contoh)", name_en="Boards and bureaus (example)", staff=1100),
    Part(name="Rumah sakit (contoh)", name_en="Hospitals (example)", staff=900),
)
_DRAWN, _ANSWERED = 800, 0.62
_CODES = {"agree": ("1", "2", "3", "4", "5"), "behaviour": ("never", "once", "few", "many")}
_WEIGHTS = (2, 3, 4, 6, 4)
_HAPPENED = (96, 2, 1, 1)
_TRUE, _READS = 0.05, 0.85
"""Invented: of whom a sensitive sentence is true, and how many read both sentences."""


def surveys_create() -> None:
    """Make the surveys; nothing for a pack without any."""
    if not Content.objects.filter(kind=Content.Kind.SURVEY, key=_TEMPLATE, current=True).exists():
        return
    dewi = User.objects.get(username="koordinator")
    for template in _OVER:
        _over(dewi, template)
    _open(dewi)


def _over(dewi: User, template: str) -> None:
    """Leave it as a closing does: strata, tallies, no box and no key."""
    survey = _begun(dewi, template, "(contoh, tahun lalu)", "(example, last year)")
    today = timezone.localdate()
    survey.crosswise, survey.ethics_on = True, today - 400 * DAY
    survey.ethics_body, survey.ethics_reference = "KEPK Contoh", "Contoh/001"
    survey.save(update_fields=["crosswise", "ethics_on", "ethics_body", "ethics_reference"])
    asked = standing_of_questions(survey).definition
    chance, spent = random.Random(7), 0  # noqa: S311 (invented answers)
    for stratum in survey.strata.all():
        answered = round(_DRAWN * _ANSWERED) + stratum.position
        tallies = _tallies(asked, answered, chance)
        Tally.objects.bulk_create(
            Tally(survey=survey, stratum=stratum.position, item=item, code=code, count=count)
            for (item, code), count in sorted(tallies.items())
        )
        fields = {"made": _DRAWN, "drawn": _DRAWN, "answered": answered}
        Stratum.objects.filter(pk=stratum.pk).update(**fields)
        spent += answered
    Survey.objects.filter(pk=survey.pk).update(
        definition=asked,
        state=Survey.State.CLOSED,
        opens_on=today - 380 * DAY,
        closes_on=today - 360 * DAY,
        opened_on=today - 381 * DAY,
        closed_on=today - 359 * DAY,
        spent=spent,
    )


def _open(dewi: User) -> None:
    survey, today = _begun(dewi, _TEMPLATE, "(contoh)", "(example)"), timezone.localdate()
    holders = User.objects.filter(grants__role=Role.STATISTICS).values_list("pk", flat=True)
    survey_plan(
        survey=survey,
        by=dewi,
        revision=survey.revision,
        opens_on=today,
        closes_on=today + 14 * DAY,
    )
    survey.refresh_from_db()
    holders_set(survey=survey, by=dewi, revision=survey.revision, holders=list(holders))
    survey.refresh_from_db()
    survey_open(survey=survey, by=dewi, revision=survey.revision)


def _begun(dewi: User, template: str, suffix: str, suffix_en: str) -> Survey:
    survey = survey_begin(by=dewi, template=template)
    strata_set(survey=survey, by=dewi, revision=survey.revision, parts=_PARTS)
    survey.refresh_from_db()
    survey.title, survey.title_en = f"{survey.title} {suffix}", f"{survey.title_en} {suffix_en}"
    survey.save(update_fields=["title", "title_en"])
    return survey


def _tallies(
    asked: Mapping[str, Any], answered: int, chance: random.Random
) -> Counter[tuple[str, str]]:
    tallying, found = Tallying.of(asked), Counter[tuple[str, str]]()
    items = [item for section in asked["sections"] for item in section["items"]]
    for _ in range(answered):
        reads = chance.random() < _READS
        answers = {item["key"]: _answer(item, chance, reads=reads) for item in items}
        for one in tallying.counted(answers):
            found[one] += 1
    return found


def _answer(item: Mapping[str, Any], chance: random.Random, *, reads: bool) -> str:
    if item["kind"] == "crosswise":
        true = not item.get("anchor") and chance.random() < _TRUE
        same = (chance.random() < item["p"]) == true if reads else chance.random() < 1 / 2
        return "same" if same else "one"
    codes = _CODES.get(item["kind"]) or tuple(one["code"] for one in item["options"])
    weights = [_WEIGHTS[at % 5] for at in range(len(codes))]
    return chance.choices(codes, _HAPPENED if item["kind"] == "behaviour" else weights)[0]
