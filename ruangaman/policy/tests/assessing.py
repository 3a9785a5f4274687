"""The standards of the pack in the database, and a unit that answers them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from django.conf import settings

from ruangaman.core.models import RuleValue
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.policy import Policy, read_policy
from ruangaman.policy.models import Answer, Assessment
from ruangaman.policy.selectors.assessments import standards_now
from ruangaman.policy.services.assessments import Reply, answer_save
from ruangaman.policy.services.content import policy_contents_write

UNIT = "dinas-kesehatan"
RULES = {
    "capacity_full": (8, "count", "K-m"),
    "capacity_medium": (6, "count", "K-m"),
    "capacity_not_applicable": (2, "count", "K-m"),
    "assessment_due": (11, "months", "D"),
}


@cache
def pack_policy() -> Policy:
    """What the pack of NTT says about policy."""
    faults = FaultList()
    found = read_policy(Path(settings.PACKS_DIR) / "ntt", faults)
    assert found is not None
    assert not faults.found
    return found


def standards_loaded() -> None:
    """Write the standards and the rules they are counted by."""
    policy_contents_write(policy=pack_policy())
    for key, (value, unit, mark) in RULES.items():
        RuleValue.objects.create(
            key=key,
            label_id=key,
            label_en=key,
            value=value,
            unit=unit,
            clock="calendar",
            source="uji",
            mark=mark,
            valid_from=dt.date(2020, 1, 1),
        )


def answered(by, year: int, *, score: int = 2, unit: str = UNIT, met: str = "") -> Assessment:
    """A unit's whole self-assessment: the same score, and ``met``, at every standard."""
    for view, contents in standards_now().items():
        for content in contents:
            reply = (
                Reply(score=score, note="SE di map A")
                if view == Answer.View.STANDARD
                else Reply(met=met, note="SE di map A")
            )
            if view == Answer.View.STANDARD or met:
                answer_save(code=unit, year=year, content=content, version=0, reply=reply, by=by)
    return Assessment.objects.get(unit_code=unit, year=year)
