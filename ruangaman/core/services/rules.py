"""Writes rule values and keeps the history of those that change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from ruangaman.core.models import RuleValue
from ruangaman.core.services.reference import Changes, fields_write, source_fields
from ruangaman.lib.pack import Rule

_CONTENT = ("value", "value_max", "unit", "clock")
_DAY = timedelta(days=1)


def rules_write(*, rules: Iterable[Rule], today: date) -> Changes:
    """Make the values in force equal to ``rules``; a value that changes gets a new row.

    The old row ends the day before the new one begins, or yesterday where the new row corrects
    a value of the same first day. Labels, sources and confirmations change in place.
    """
    changes = Changes()
    present: dict[str, list[RuleValue]] = {}
    for row in RuleValue.objects.order_by("pk"):
        present.setdefault(row.key, []).append(row)
    ordered = sorted(rules, key=lambda rule: (rule.key, rule.valid_from))
    for key, versions in groupby(ordered, key=lambda rule: rule.key):
        _history_write(key, list(versions), present.pop(key, []), today, changes)
    for key, rows in sorted(present.items()):
        if _close([row for row in rows if row.valid_to is None], [], today):
            changes.retired.append(key)
    return changes


def _history_write(
    key: str, versions: Sequence[Rule], rows: Sequence[RuleValue], today: date, changes: Changes
) -> None:
    """Write the versions of one rule (oldest first) over its rows (in order of recording)."""
    latest = {row.valid_from: row for row in rows}
    kept = {
        rule.valid_from: latest[rule.valid_from]
        for rule in versions
        if rule.valid_from in latest and not _differences(latest[rule.valid_from], rule)
    }
    outdated = [row for row in rows if row.valid_to is None and row not in kept.values()]
    _close(outdated, versions, today)
    fields: set[str] = set()
    for rule, valid_to in zip(versions, _ends(versions), strict=True):
        values = _values(rule) | {"valid_to": valid_to}
        if rule.valid_from in kept:
            fields.update(fields_write(kept[rule.valid_from], values))
            continue
        RuleValue.objects.create(key=key, **values)
        old = latest.get(rule.valid_from)
        fields.update(_differences(old, rule) if old else ["valid_from"])
    if not rows:
        changes.added.append(key)
    elif fields:
        changes.changed[key] = sorted(fields)


def _close(rows: Iterable[RuleValue], versions: Sequence[Rule], today: date) -> bool:
    """End ``rows``: before the next version, else yesterday; say whether there was one."""
    closed = False
    for row in rows:
        later = [rule.valid_from for rule in versions if rule.valid_from > row.valid_from]
        row.valid_to = min(later, default=max(row.valid_from, today)) - _DAY
        row.save(update_fields=["valid_to"])
        closed = True
    return closed


def _ends(versions: Sequence[Rule]) -> list[date | None]:
    """Return the last day of each version; the newest has none."""
    return [*(rule.valid_from - _DAY for rule in versions[1:]), None]


def _differences(row: RuleValue, rule: Rule) -> list[str]:
    """Name the parts of the value itself that differ."""
    return [name for name in _CONTENT if getattr(row, name) != getattr(rule, name)]


def _values(rule: Rule) -> dict[str, Any]:
    """Return the rule as model fields."""
    names = ("label_id", "label_en", *_CONTENT, "valid_from")
    return {name: getattr(rule, name) for name in names} | source_fields(rule)
