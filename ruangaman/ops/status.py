"""Counts of the network and of the ability to receive; nothing of cases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ruangaman.core.instance import is_demo
from ruangaman.core.models import PackLoad
from ruangaman.core.rules import rules_in_force, verified
from ruangaman.network.selectors import coverage
from ruangaman.people.models import Team
from ruangaman.people.selectors import recipient_count, recipients_of, recovery_key

ENOUGH_RECEIVERS = 2
"""Below this a supervisor is alarmed (design section 5)."""


def status() -> dict[str, Any]:
    """Return the figures by name.

    ``teams`` are the receiving teams beside focal points, ``receivers`` the people to whom a
    report to these teams is sealed; ``recovery_key`` says whether there is one. ``certified`` is 0
    while no certificates are recorded.
    """
    rules = rules_in_force().values()
    teams = Team.objects.filter(active=True).exclude(kind=Team.Kind.FOCAL_POINT)
    sizes = [recipient_count(team.pk) for team in teams]
    return {
        "pack": PackLoad.objects.values_list("name", flat=True).first() or "",
        "demo": is_demo(),
        **asdict(coverage()),
        "certified": 0,
        "rules": len(rules),
        "rules_unverified": sum(not verified(rule) for rule in rules),
        "teams": len(sizes),
        "teams_able": sum(count >= ENOUGH_RECEIVERS for count in sizes),
        "teams_unable": sum(count == 0 for count in sizes),
        "receivers": len(recipients_of([team.pk for team in teams])),
        "recovery_key": recovery_key() is not None,
    }
