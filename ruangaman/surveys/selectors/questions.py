"""What a survey asks, for those who write it: its parts, what is missing, what waits."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Sum
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.lib.questionnaire import (
    DefinitionError,
    DefinitionFault,
    Kind,
    Questionnaire,
    questionnaire_draft,
)
from ruangaman.lib.questionnaire.edit import without_crosswise
from ruangaman.lib.survey_sample import CROSSWISE_LEAST, enough_for_crosswise
from ruangaman.surveys.models import Content, Survey
from ruangaman.surveys.selectors.content import content_one, contents

MOST_COPIED = 50


class SurveyNotFound(Exception):
    """There is no such survey."""


def survey_one(pk: uuid.UUID) -> Survey:
    """Return a survey, or raise ``SurveyNotFound``."""
    found = Survey.objects.filter(pk=pk).first()
    if found is None:
        raise SurveyNotFound
    return found


def surveys_to_copy() -> list[Survey]:
    """Return the newest surveys, whose questions can be asked again."""
    return list(
        Survey.objects.only("id", "title", "title_en").order_by("-created_at")[:MOST_COPIED]
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """What a survey would ask if it were opened now, and what is wrong with it.

    The places of ``faults`` are those of ``definition``.
    """

    definition: dict[str, Any]
    asked: Questionnaire
    faults: tuple[DefinitionFault, ...]


def standing_of_questions(survey: Survey) -> Standing:
    """Return what would be asked: crosswise items only where they are switched on."""
    on = survey.crosswise and not crosswise_wait(survey)
    bare = {name: value for name, value in survey.definition.items() if name != "minutes"}
    definition = bare if on else without_crosswise(bare)
    asked, faults = questionnaire_draft(definition)
    return Standing(definition, asked, tuple(faults))


def asked_of(survey: Survey) -> Questionnaire:
    """Return what a survey asks once it is opened. Raises ``DefinitionError``."""
    found = standing_of_questions(survey)
    if found.faults:
        raise DefinitionError(found.faults)
    return found.asked


def crosswise_wait(survey: Survey) -> list[str]:
    """Return why crosswise items have to wait, in sentences; nothing when they need not."""
    waits = []
    if not (survey.ethics_body and survey.ethics_reference and survey.ethics_on):
        waits.append(_("Pertanyaan dua kalimat menunggu kelaikan etik yang tercatat."))
    people = sample_of(survey)
    if not enough_for_crosswise(people):
        words = _(
            "Pertanyaan dua kalimat memerlukan paling sedikit %(least)s orang yang ditanya. "
            "Yang direncanakan sekarang: %(people)s."
        )
        least, planned = (number_format(n, force_grouping=True) for n in (CROSSWISE_LEAST, people))
        waits.append(words % {"least": least, "people": planned})
    return waits


def sample_of(survey: Survey) -> int:
    """Return how many people are asked: those drawn, else everybody in the strata."""
    total = survey.strata.aggregate(drawn=Sum("drawn"), staff=Sum("staff"))
    return int(total["drawn"] or total["staff"] or 0)


def bank() -> dict[str, list[dict[str, Any]]]:
    """Return the bank of the pack: ``items``, ``sensitive``, ``harmless``; empty without one."""
    found = content_one(Content.Kind.BANK, "bank")
    body: dict[str, Any] = found.body if found else {}
    return {name: list(body.get(name, ())) for name in ("items", "sensitive", "harmless")}


def questions_to_take(definition: Mapping[str, Any]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return questions of the pack by where they stand, without those the survey has.

    Crosswise items need a harmless sentence of their own and are not among them.
    """
    taken = {item["key"] for one in definition.get("sections", ()) for item in one["items"]}
    groups = [
        (
            str(said(survey.body, "title")),
            [item for section in survey.body["sections"] for item in section["items"]],
        )
        for survey in contents(Content.Kind.SURVEY)
    ]
    groups.append((_("Pertanyaan lain"), bank()["items"]))
    free = [
        (title, [i for i in items if i["key"] not in taken and i["kind"] != Kind.CROSSWISE])
        for title, items in groups
    ]
    return [(title, items) for title, items in free if items]


def harmless_free(definition: Mapping[str, Any], *, but: str = "") -> list[dict[str, Any]]:
    """Return harmless sentences no item of the survey uses, except the item ``but``."""
    items = [item for one in definition.get("sections", ()) for item in one["items"]]
    used = {item.get("about") for item in items if item["key"] != but}
    return [one for one in bank()["harmless"] if one["about"] not in used]
