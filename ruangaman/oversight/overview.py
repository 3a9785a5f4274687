"""All that the page of the province and the sheet for the head of the Dinas show of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruangaman.network.selectors.unit_pages import ChangeLine, changes_between
from ruangaman.oversight.judging import Judged, judged
from ruangaman.oversight.models import Figure
from ruangaman.oversight.months import last_day, month_after, month_of
from ruangaman.oversight.news import News, news_of
from ruangaman.oversight.next_things import Thing, next_things
from ruangaman.oversight.selectors.indicators import Indicator, indicators
from ruangaman.oversight.selectors.province import (
    Standing,
    computed_at,
    figures_of,
    shown_month,
    standings,
)


@dataclass(frozen=True, slots=True)
class Overview:
    """A month of the province. ``computed`` is when it was written, None: it never was."""

    month: dt.date
    computed: dt.datetime | None
    indicators: Sequence[Indicator]
    columns: Sequence[Judged]
    standings: Sequence[Standing]
    figures: Mapping[str, Figure]
    before: Mapping[str, Figure]

    @property
    def running(self) -> bool:
        """Say whether the month is not over yet."""
        return self.month == month_of()

    @property
    def news(self) -> list[News]:
        """What changed about the indicators since the month before."""
        return news_of(self.indicators, self.columns, self.standings, self.figures, self.before)

    @property
    def units_changed(self) -> list[ChangeLine]:
        """Units that began, ended, merged or were renamed in the month."""
        return changes_between(self.month, last_day(self.month))

    @property
    def things(self) -> list[Thing]:
        """What there is to do next."""
        return next_things(self.columns, self.standings, self.figures)


def columns_of(known: Sequence[Indicator] | None = None) -> list[Judged]:
    """Return the indicators that units are looked at by."""
    return judged(indicators() if known is None else known)


def overview(
    month: dt.date | None, months: Sequence[dt.date], known: Sequence[Indicator]
) -> Overview:
    """Return a month: the one asked for, else the newest that is known."""
    shown, columns = shown_month(month, months), columns_of(known)
    return Overview(
        month=shown,
        computed=computed_at(shown),
        indicators=known,
        columns=columns,
        standings=standings(shown, columns),
        figures=figures_of(shown),
        before=figures_of(month_after(shown, -1)),
    )
