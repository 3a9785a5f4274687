"""The sections there are, in the order in which the desk offers them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.casework.held import Case
from ruangaman.casework.sections.age import AGE
from ruangaman.casework.sections.base import Section
from ruangaman.casework.sections.breach import BREACH
from ruangaman.casework.sections.clocks import CLOCKS
from ruangaman.casework.sections.coding import CODING
from ruangaman.casework.sections.examiner import EXAMINER
from ruangaman.casework.sections.handover import HANDING
from ruangaman.casework.sections.measures import MEASURES
from ruangaman.casework.sections.notes import NOTES
from ruangaman.casework.sections.plan import PLAN
from ruangaman.casework.sections.referrals import REFERRALS
from ruangaman.casework.sections.risk import RISK
from ruangaman.casework.sections.route import ROUTE
from ruangaman.casework.sections.safety import SAFETY
from ruangaman.casework.sections.simfoni import SIMFONI
from ruangaman.casework.sections.successor import SUCCESSOR
from ruangaman.casework.sections.tasks import TASKS

SECTIONS: Mapping[str, Section] = {
    one.slug: one
    for one in (
        RISK,
        AGE,
        PLAN,
        REFERRALS,
        MEASURES,
        CLOCKS,
        ROUTE,
        TASKS,
        SAFETY,
        NOTES,
        SIMFONI,
        SUCCESSOR,
        HANDING,
        EXAMINER,
        CODING,
        BREACH,
    )
}  # fmt: skip


def beside(case: Case) -> dict[str, Any]:
    """Return for the side of a page the sections this reader may open, and those withheld.

    Withheld is what her team keeps here, in a part that the reporter did not give her. Each
    question of how a team works is asked once.
    """
    hers = [one for one in SECTIONS.values() if one.hers(case)]
    answers = {ask: ask(case) for ask in {one.offered for one in hers}}
    offered = [one for one in hers if answers[one.offered]]
    return {
        "sections": [one for one in offered if one.part in case.box.parts],
        "withheld": [one for one in offered if one.part not in case.box.parts],
    }
