"""Rule values in force: what a law or a practice says today, with its source."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.statements import rows_asked
from ruangaman.lib.clocks import months_later

WEAK_MARKS = frozenset({"K-m", "K-l"})
_DAYS = {"days": 1, "weeks": 7}
_MONTHS = {"months": 1, "years": 12}


class RuleMissing(KeyError):
    """No value of this rule is in force today."""


def rule(key: str) -> RuleValue:
    """Return the value of ``key`` in force today, or raise ``RuleMissing``."""
    value = _in_force().filter(key=key).last()
    if value is None:
        raise RuleMissing(key)
    return value


def days(key: str, *, default: int = 3) -> int:
    """Return a rule's whole days; ``default`` where no pack is loaded."""
    try:
        value = rule(key)
    except RuleMissing:
        return default
    return default if value.value is None else int(value.value)


def rule_numbers(*keys: str) -> dict[str, int]:
    """Return the numbers of these rules in force today, in one query; one without is left out."""
    return {
        key: value
        for key, value in rows_asked(_numbers, timezone.localdate(), *keys)
        if value is not None
    }


def rules_in_force() -> dict[str, RuleValue]:
    """Return every value in force today by its key, in one query."""
    return {value.key: value for value in _in_force()}


def month_after(day: dt.date) -> dt.date:
    """Return the first of the next month: a day in the open that does not tell the exact one."""
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1)


def shifted(day: dt.date, value: RuleValue, *, back: bool = False) -> dt.date | None:
    """Return ``day`` moved by a rule's length; None if the rule is not a number of days or more."""
    sign = -1 if back else 1
    if value.value is None:
        return None
    if value.unit in _DAYS:
        return day + dt.timedelta(days=sign * _DAYS[value.unit] * value.value)
    if value.unit in _MONTHS:
        return months_later(day, sign * _MONTHS[value.unit] * value.value)
    return None


def verified(value: RuleValue) -> bool:
    """Say whether a named person has confirmed the value."""
    return value.verified_on is not None and bool(value.verified_by)


def weak(value: RuleValue) -> bool:
    """Say whether the screen must add "belum diverifikasi": unconfirmed general knowledge."""
    return not verified(value) and value.mark in WEAK_MARKS


def _numbers(today: dt.date, *keys: str) -> QuerySet[RuleValue, tuple[Any, ...]]:
    return _in_force(today).filter(key__in=keys).values_list("key", "value")


def _in_force(today: dt.date | None = None) -> QuerySet[RuleValue]:
    """``valid_to`` is the last day on which a value holds; the newest comes last."""
    today = today or timezone.localdate()
    not_over = Q(valid_to=None) | Q(valid_to__gte=today)
    return RuleValue.objects.filter(not_over, valid_from__lte=today).order_by("valid_from", "pk")
