"""The duties of one unit over the years: strips, gaps in words, and how the unit changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from ruangaman.core.pack_content import said
from ruangaman.network.models import Unit
from ruangaman.network.selectors.unit_pages import ChangeLine, unit_page
from ruangaman.oversight.duty_words import duty_said, unknown_said
from ruangaman.oversight.models import Content
from ruangaman.oversight.months import months_between
from ruangaman.oversight.selectors.duties import duty_contents
from ruangaman.oversight.selectors.strips import (
    Told,
    months_of,
    newest_month,
    oldest_month,
    told_of,
    unit_strip,
    year_until,
)
from ruangaman.oversight.strips import Box, Span, Strip, StripRow
from ruangaman.policy.selectors.lineage import forebears_of, heirs_of


@dataclass(frozen=True, slots=True)
class DutyStory:
    """A duty in words: how often it was kept up, its gaps, why months are not known."""

    key: str
    title: str
    what: str
    lasts: str
    next: str
    kept: int
    known: int
    gaps: tuple[Span, ...]
    unknown: tuple[tuple[str, int], ...]

    @property
    def goes_on(self) -> Span | None:
        """Return the gap that is there now."""
        return next((one for one in self.gaps if one.goes_on), None)


@dataclass(frozen=True, slots=True)
class UnitStory:
    """A unit with its strips (the newest year first) and what they say in words.

    ``unit`` is the row in force today, or the last. ``heirs`` and ``forebears`` are code and name
    of the units that went on from it, or from which it went on.
    """

    unit: Unit
    ended: bool
    strips: tuple[Strip, ...]
    duties: tuple[DutyStory, ...]
    changes: tuple[ChangeLine, ...]
    heirs: tuple[tuple[str, str], ...]
    forebears: tuple[tuple[str, str], ...]


def unit_story(code: str, head: str) -> UnitStory:
    """Return all months of a unit; raises ``UnitNotFound`` for a code that none ever had."""
    page = unit_page(code)
    newest = newest_month()
    oldest = oldest_month([code])
    months = list(months_between(oldest, newest)) if oldest else list(year_until(newest))
    duties = duty_contents()
    told = told_of([code], months, newest)
    whole = unit_strip(told, page.shown, months, duties, head)
    return UnitStory(
        unit=page.shown,
        ended=page.ended,
        strips=tuple(_years(told, page.shown, months, duties, head)),
        duties=tuple(_story(one, row, months) for one, row in zip(duties, whole.rows, strict=True)),
        changes=tuple(one for one in page.changes if one.cancelled_on is None),
        heirs=_named(heirs_of(code)),
        forebears=_named(forebears_of([code])),
    )


def _years(
    told: Told, unit: Unit, months: Sequence[dt.date], duties: Sequence[Content], head: str
) -> list[Strip]:
    years = sorted({month.year for month in months}, reverse=True)
    return [unit_strip(told, unit, months_of(year), duties, head) for year in years]


def _story(duty: Content, row: StripRow, months: Sequence[dt.date]) -> DutyStory:
    pairs = zip(row.boxes, row.whys, strict=True)
    why = Counter(unknown_said(one) for box, one in pairs if box == Box.UNKNOWN)
    return DutyStory(
        key=duty.key,
        title=str(said(duty.body, "title")),
        what=duty_said(duty.body, "what"),
        lasts=duty_said(duty.body, "lasts"),
        next=duty_said(duty.body, "next"),
        kept=row.kept,
        known=row.known,
        gaps=tuple(row.spans(months)),
        unknown=tuple(why.most_common()),
    )


def _named(codes: Collection[str]) -> tuple[tuple[str, str], ...]:
    """Return code and last name of these units, by name."""
    rows: QuerySet[Unit] = Unit.objects.filter(code__in=codes).order_by("pk")
    names = dict(rows.values_list("code", "name"))
    return tuple(sorted(names.items(), key=lambda pair: pair[1]))
