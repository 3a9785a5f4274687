"""An indicator of the province over months, as a drawing with its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from ruangaman.core.line_charts import LineChart, Point, top_of
from ruangaman.oversight.indicator_words import figure_said
from ruangaman.oversight.models import Figure
from ruangaman.oversight.months import month_after, months_between
from ruangaman.oversight.reasons import said
from ruangaman.oversight.selectors.indicators import Indicator, province_series

SPANS = (12, 24, 60)
"""For how many months a trend may be asked."""


def trends(indicators: Sequence[Indicator], month: dt.date, span: int) -> list[LineChart]:
    """Return the trend of each indicator up to ``month``; none of what was never known."""
    shown = [one for one in indicators if not one.released]
    since = month_after(month, 1 - span)
    months = list(months_between(since, month))
    series = province_series([one.code for one in shown], since, month)
    return [
        trend(one, series[one.code], months)
        for one in shown
        if any(figure.value is not None for figure in series[one.code].values())
    ]


def trend(
    one: Indicator, figures: Mapping[dt.date, Figure], months: Iterable[dt.date]
) -> LineChart:
    """Return the drawing of an indicator in these months."""
    points = tuple(_point(one, month, figures.get(month)) for month in months)
    target = None if one.target is None else float(one.target)
    most = 100.0 if one.value == "percent" else top_of([*(p.value for p in points), target])
    return LineChart(
        f"{one.code} {one.title}",
        points,
        most=most,
        high=figure_said(most, one.value),
        target=target,
        target_said="" if target is None else figure_said(target, one.value),
    )


def _point(one: Indicator, month: dt.date, figure: Figure | None) -> Point:
    value = figure.value if figure else None
    if value is not None:
        words = figure_said(value, one.value)
    else:
        words = said(figure.why) if figure and figure.why else _("Tidak tercatat")
    tick = f"{month:%Y}" if month.month == 1 else ""
    return Point(format_date(month, "M Y"), value, words, tick)
