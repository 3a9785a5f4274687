"""How far a fact can be relied on: its source, and who has checked it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.dateparse import parse_date

from ruangaman.core.rules import WEAK_MARKS

_FIELDS = ("source", "mark", "verified_by", "verified_on")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a fact comes from. Without ``verified_on`` nobody has checked it.

    ``weak`` is general knowledge that nobody has checked: the screen says "belum diverifikasi".
    """

    source: str
    weak: bool
    verified_by: str = ""
    verified_on: dt.date | None = None


UNKNOWN = Mark(source="", weak=True)


def mark_of(fact: object) -> Mark:
    """Return the mark of a model or of the JSON body of a ``PackText``."""
    body = fact if isinstance(fact, Mapping) else {name: getattr(fact, name) for name in _FIELDS}
    day = body.get("verified_on")
    checked = parse_date(day) if isinstance(day, str) else day
    name = str(body.get("verified_by") or "")
    if checked and name:
        return Mark(str(body.get("source", "")), weak=False, verified_by=name, verified_on=checked)
    return Mark(str(body.get("source", "")), weak=body.get("mark") in WEAK_MARKS)


def weakest(marks: Iterable[Mark]) -> Mark:
    """Return one mark for several facts: checked only if all are, on the earliest day."""
    found = list(marks)
    if not found:
        return UNKNOWN
    source = "; ".join(dict.fromkeys(mark.source for mark in found if mark.source))
    days = [mark.verified_on for mark in found if mark.verified_on]
    if len(days) < len(found):
        return Mark(source, weak=any(mark.weak for mark in found))
    names = ", ".join(dict.fromkeys(mark.verified_by for mark in found))
    return Mark(source, weak=False, verified_by=names, verified_on=min(days))
