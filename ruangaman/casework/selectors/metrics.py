"""Figures for monitoring, in Prometheus' text format: the installation's health, never a report.

A number that moves when somebody reports would tell whoever watches the graphs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection

from ruangaman.core.clock import now
from ruangaman.core.models import JobRun
from ruangaman.core.rules import rules_in_force, verified
from ruangaman.core.triggers import triggers_missing
from ruangaman.directory.receivers import somebody_can_read
from ruangaman.people.labels import NO_RECEIVERS
from ruangaman.people.models import Team
from ruangaman.people.selectors import recipient_count
from ruangaman.people.selectors.failed_sign_ins import most_tried, unknown_tried
from ruangaman.people.selectors.verdicts import public_side

ENOUGH_RECEIVERS = 2

Figure = tuple[str, str, float]
"""Name, what it means, value."""


def metrics_text() -> str:
    """Return all figures; while the database does not answer, those that need none."""
    lines = []
    for name, meaning, value in [*_machine(), *_database()]:
        full = f"ruangaman_{name}"
        lines += [f"# HELP {full} {meaning}", f"# TYPE {full} gauge", f"{full} {value:.10g}"]
    return "\n".join([*lines, ""])


def _machine() -> Iterator[Figure]:
    folders = {"home": settings.HOME, "exports": settings.AUDIT_EXPORTS}
    for name, folder in folders.items():
        if folder.exists():
            usage = shutil.disk_usage(folder)
            yield f"disk_free_bytes_{name}", f"Free bytes on the disk of {name}.", usage.free
            share = usage.free / usage.total
            yield f"disk_free_ratio_{name}", f"Free share of the disk of {name}.", share


def _database() -> list[Figure]:
    try:
        return [("database_up", "Whether the database answers.", 1), *_readiness()]
    except DatabaseError:
        return [("database_up", "Whether the database answers.", 0)]


def _readiness() -> Iterator[Figure]:
    rules = rules_in_force().values()
    teams = Team.objects.filter(active=True).exclude(kind__in=NO_RECEIVERS)
    sizes = [recipient_count(team.pk) for team in teams]
    few = sum(size < ENOUGH_RECEIVERS for size in sizes)
    yield "receivers_able", "Whether anybody can read what is sent now.", somebody_can_read()
    yield "teams_below_two_receivers", "Receiving teams with fewer than two receivers.", few
    side = public_side()
    if side.heard:
        yield "public_sound", "Whether the public pages say that they seal.", not side.wrong
        silent = (now() - side.heard).total_seconds()
        yield "public_silent_seconds", "Seconds since the public pages said so.", silent
    unverified = sum(not verified(rule) for rule in rules)
    yield "rules_unverified", "Rule values that no office has confirmed.", unverified
    for name, done in JobRun.objects.values_list("name", "succeeded_at").order_by("name"):
        if done:
            metric = f"job_age_seconds_{name.replace('-', '_')}"
            yield metric, f"Seconds since {name} last succeeded.", (now() - done).total_seconds()
    tried, unknown = most_tried(), unknown_tried()
    yield "sign_ins_failed_most_day", "The most failed sign-ins of one account in a day.", tried
    meaning = "Sign-ins of a day with a name that no account has."
    yield "sign_ins_failed_unknown_day", meaning, unknown
    missing = len(triggers_missing(connection))
    yield "audit_triggers_missing", "Triggers of the audit events that are absent.", missing
