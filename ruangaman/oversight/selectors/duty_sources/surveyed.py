"""Surveys that asked the staff of units: that one ran, never what was answered."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator

from ruangaman.lib.clocks import months_later
from ruangaman.oversight.selectors.duty_sources import KEPT, LACKING, Told
from ruangaman.surveys.models import Stratum, Survey

_RAN = (Survey.State.OPEN, Survey.State.CLOSING, Survey.State.CLOSED)
_UNSAID: Told = (None, "units_unsaid")


class Surveys:
    """Whom surveys asked that count on a day."""

    def __init__(self, day: dt.date, months: int) -> None:
        """Read the surveys and their strata, in two queries."""
        self._named: set[str] = set()
        self._rest = LACKING
        parts: defaultdict[uuid.UUID, list[list[str]]] = defaultdict(list)
        counting = [pk for pk, first, last in _surveys() if _counts(day, months, first, last)]
        strata = Stratum.objects.filter(survey__in=counting)
        for survey, codes in strata.values_list("survey", "unit_codes"):
            parts[survey].append(codes)
        for listed in parts.values():
            self._add(listed)

    def told(self, code: str) -> Told:
        """Say whether a unit was asked; a stratum may name no units."""
        return KEPT if code in self._named else self._rest

    def _add(self, listed: list[list[str]]) -> None:
        """A survey that names no unit at all asks the whole staff."""
        self._named.update(code for codes in listed for code in codes)
        if not any(listed):
            self._rest = KEPT
        elif not all(listed) and self._rest == LACKING:
            self._rest = _UNSAID


def _surveys() -> Iterator[tuple[uuid.UUID, dt.date, dt.date | None]]:
    """Yield key, first and last day of answering."""
    rows = Survey.objects.filter(state__in=_RAN).exclude(opened_on=None)
    fields = ("pk", "opened_on", "opens_on", "closes_on", "closed_on")
    for pk, opened, opens, closes, closed in rows.values_list(*fields):
        ends = [day for day in (closes, closed) if day]
        yield pk, max(opened, opens or opened), min(ends, default=None)


def _counts(day: dt.date, months: int, first: dt.date, last: dt.date | None) -> bool:
    return first <= day and (last is None or day < months_later(last, months))
