"""Indicators of the province as others are told of them: in both languages, month by month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import override

from ruangaman.oversight.models import Figure
from ruangaman.oversight.months import month_after, month_of, months_between
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.indicators import (
    Indicator,
    indicators,
    months_known,
    province_series,
)

A_YEAR = 12

Defined = dict[str, Indicator]
"""An indicator by language."""


@dataclass(frozen=True, slots=True)
class Observed:
    """A month of an indicator; without a value ``why`` is a word of ``oversight.reasons``."""

    month: dt.date
    value: float | None
    numerator: int | None
    denominator: int | None
    parts: dict[str, float]
    why: str
    running: bool


def defined() -> dict[str, Defined]:
    """Return every indicator by its code, in the order of the pack; a query for each language."""
    found: dict[str, Defined] = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            for one in indicators():
                found.setdefault(one.code, {})[language] = one
    return found


def observed(
    chosen: list[Indicator], since: dt.date | None, until: dt.date | None
) -> dict[str, list[Observed]]:
    """Return the months of indicators by code; of the last twelve without ``since``.

    Only months in which anything was computed, and those between them. What exists in releases
    alone has none, whatever stands in the table.
    """
    open_ones = [one for one in chosen if not one.released]
    known = months_known()
    if not known:
        return {one.code: [] for one in chosen}
    last = min(until or known[0], known[0])
    first = max(since or month_after(last, 1 - A_YEAR), known[-1])
    rows = province_series([one.code for one in open_ones], first, last)
    months = list(months_between(first, last)) if first <= last else []
    found: dict[str, list[Observed]] = {one.code: [] for one in chosen}
    for one in open_ones:
        found[one.code] = list(_months(one, months, rows[one.code]))
    return found


def _months(
    one: Indicator, months: list[dt.date], rows: dict[dt.date, Figure]
) -> Iterator[Observed]:
    running = month_of()
    for month in months:
        row = rows.get(month)
        if row is None:
            yield Observed(month, None, None, None, {}, Why.NOT_RECORDED, month == running)
            continue
        parts = {part.key: row.detail.get(part.key) for part in one.parts}
        numbers = {key: float(value) for key, value in parts.items() if _is_number(value)}
        yield Observed(
            month=month,
            value=row.value,
            numerator=row.numerator,
            denominator=row.denominator,
            parts=numbers,
            why=row.why,
            running=month == running,
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
