"""Counts of the network and of the ability to receive; nothing of cases."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ruangaman.core.instance import is_demo
from ruangaman.core.jobs import WORKER, last_success
from ruangaman.core.models import PackLoad
from ruangaman.core.rules import rules_in_force, verified
from ruangaman.duty.selectors.pages import gaps, unreachable_count
from ruangaman.network.selectors import coverage
from ruangaman.notify.channels import channels_configured
from ruangaman.people.labels import NO_RECEIVERS
from ruangaman.people.models import Team
from ruangaman.people.selectors import recipient_count, recipients_of, recovery_key
from ruangaman.people.selectors.verdicts import PublicSide, public_side

ENOUGH_RECEIVERS = 2
"""Below this a supervisor is alarmed (design section 5)."""


def status() -> dict[str, Any]:
    """Return the figures by name.

    ``teams`` are the receiving teams beside focal points, ``receivers`` the people to whom a
    report to these teams is sealed; ``recovery_key`` says whether there is one. ``unreachable`` are
    people at whom no notice arrives by any channel, ``roster_gaps`` teams with a day of the next
    week on which nobody has duty, ``worker_seen`` when the worker last said that it runs.
    ``public_pages`` is what these say of the manifest of receivers.
    The figures of the network are those of its coverage page (``network.selectors.coverage``).
    """
    rules = rules_in_force().values()
    teams = Team.objects.filter(active=True).exclude(kind__in=NO_RECEIVERS)
    counted = {team.short_name: recipient_count(team.pk) for team in teams}
    sizes = list(counted.values())
    return {
        "pack": PackLoad.objects.values_list("name", flat=True).first() or "",
        "demo": is_demo(),
        **asdict(coverage()),
        "rules": len(rules),
        "rules_unverified": sum(not verified(rule) for rule in rules),
        "teams": len(sizes),
        "teams_able": sum(count >= ENOUGH_RECEIVERS for count in sizes),
        "teams_unable": sum(count == 0 for count in sizes),
        "teams_few": {name: n for name, n in counted.items() if n < ENOUGH_RECEIVERS},
        "receivers": len(recipients_of([team.pk for team in teams])),
        "recovery_key": recovery_key() is not None,
        "channels": [str(channel) for channel in channels_configured()],
        "unreachable": unreachable_count(),
        "roster_gaps": len(gaps(teams=teams)),
        "public_pages": _public_pages(public_side()),
        "worker_seen": seen.isoformat() if (seen := last_success(WORKER)) else "",
    }


def _public_pages(side: PublicSide) -> str:
    """Return the verdict of the public pages in English words."""
    if side.heard is None:
        return "never said"
    if side.silent:
        return f"silent since {side.silent.isoformat(timespec='minutes')}"
    if side.unsound:
        since = side.since.isoformat(timespec="minutes") if side.since else "-"
        return f"unsound since {since} ({side.unsound})"
    if side.other_root:
        return "another root"
    return "another version" if side.other_version else "sound"
