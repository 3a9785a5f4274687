"""What is counted of a sealed line: its kind, its month, and its fields as the grid names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.lib.statistics import CodedRecord

OF = "of"
_COUNTS = {"contact": "contacts", "feedback": "answers", "incident": "incidents"}
_MONTH = {"records": "told", "contacts": "told", "answers": "month", "incidents": "month"}
_END = {"serah": "handed_over", "telepon": "phone"}
_REACHED = {"ya": "reached", "tidak_mau": "declined"}

Fields = Mapping[str, Any]


def counts_of(line: CodedRecord) -> str:
    """Return what a line is counted as; empty for a kind that nobody counts."""
    kind = line.fields.get(OF)
    return "records" if kind is None else _COUNTS.get(str(kind), "")


def month_of(line: CodedRecord) -> str:
    """Return the month (``2026-01``) in which it is counted; empty where it says none."""
    name = _MONTH.get(counts_of(line), "")
    return str(line.fields.get(name, ""))


def fields_of(line: CodedRecord) -> Fields:
    """Return the fields of a line as axes name them."""
    if counts_of(line) == "contacts":
        return {"outcome": _outcome(line.fields), "soon": _soon(line.fields)}
    return line.fields


def _outcome(fields: Fields) -> str:
    """Say what followed a contact, in one word: the last thing that happened."""
    if ended := _END.get(str(fields.get("end"))):
        return ended
    if not fields.get("referred"):
        return ""
    return _REACHED.get(str(fields.get("reached")), "not_reached")


def _soon(fields: Fields) -> str:
    if not fields.get("within_72_hours"):
        return ""
    return "offered" if fields.get("doctor") else "not_offered"
