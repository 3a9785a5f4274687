"""Indicators as pages show them: the figure or why there is none, where it goes, its target."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ruangaman.core.line_charts import top_of
from ruangaman.core.sparks import spark_svg
from ruangaman.oversight.indicator_words import GROUPS, figure_said
from ruangaman.oversight.models import Figure
from ruangaman.oversight.months import month_after, months_between
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.reasons import said as why_said
from ruangaman.oversight.selectors.indicators import Indicator, Part, province_series

YEAR = 12
_EQUAL = 0.05
Figures = Mapping[dt.date, Figure]


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the list of all. ``figure`` is empty where ``why`` says why."""

    indicator: Indicator
    figure: str
    why: str
    change: str
    target: str
    reached: bool | None
    spark: SafeString | str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One of several figures, with the range that a sample leaves open."""

    title: str
    figure: str
    between: str


def grouped(indicators: Sequence[Indicator], month: dt.date) -> list[tuple[str, list[Row]]]:
    """Return the rows of all indicators by their group, in one query."""
    months = list(months_between(month_after(month, 1 - YEAR), month))
    series = province_series([one.code for one in indicators], months[0], month)
    rows = [row_of(one, series[one.code], months) for one in indicators]
    return [
        (str(title), found)
        for key, title in GROUPS.items()
        if (found := [row for row in rows if row.indicator.group == key])
    ]


def row_of(one: Indicator, figures: Figures, months: Sequence[dt.date]) -> Row:
    """Return an indicator as of the last of these months."""
    now = figures.get(months[-1])
    values = [figures[month].value if month in figures else None for month in months]
    known = now is not None and now.value is not None
    return Row(
        indicator=one,
        figure=figure_said(now.value, one.value) if now and known else "",
        why="" if known else why_of(one, now),
        change=change_said(one, values),
        target=target_said(one),
        reached=reached(one, now.value if now else None),
        spark=_spark(one, values),
    )


def why_of(one: Indicator, figure: Figure | None) -> str:
    """Return in words why there is no value in a month."""
    if one.released:
        return why_said(Why.ONLY_RELEASED)
    return why_said(figure.why if figure and figure.why else Why.NOT_RECORDED)


def target_said(one: Indicator) -> str:
    """Return what is aimed at, in words; empty for what has no target."""
    if one.target is None:
        return ""
    figure = figure_said(one.target, one.value)
    if one.better == "down":
        return _("paling banyak %(figure)s") % {"figure": figure}
    return _("paling sedikit %(figure)s") % {"figure": figure}


def reached(one: Indicator, value: float | None) -> bool | None:
    """Say whether the target is reached; None without a target or a value."""
    if one.target is None or value is None:
        return None
    return value <= one.target if one.better == "down" else value >= one.target


def change_said(one: Indicator, values: Sequence[float | None]) -> str:
    """Return how the last value differs from the one before, if both are known."""
    if len(values) < 2 or values[-1] is None or values[-2] is None:
        return ""
    before = figure_said(values[-2], one.value)
    if abs(values[-1] - values[-2]) < _EQUAL:
        return _("tetap")
    if values[-1] > values[-2]:
        return _("naik dari %(before)s") % {"before": before}
    return _("turun dari %(before)s") % {"before": before}


def parts_of(one: Indicator, figure: Figure | None) -> list[PartRow]:
    """Return the figures an indicator is made of, in the order of the pack."""
    detail = figure.detail if figure else {}
    return [_part(part, detail) for part in one.parts] if detail else []


def _part(part: Part, detail: Mapping[str, float]) -> PartRow:
    low, high = detail.get(f"{part.key}:low"), detail.get(f"{part.key}:high")
    between = ""
    if low is not None and high is not None:
        ends = {"low": figure_said(low, part.value), "high": figure_said(high, part.value)}
        between = _("%(low)s sampai %(high)s") % ends
    return PartRow(part.title, figure_said(detail.get(part.key), part.value), between)


def _spark(one: Indicator, values: Sequence[float | None]) -> SafeString | str:
    if sum(value is not None for value in values) < 2:
        return ""
    return spark_svg(values, 100 if one.value == "percent" else top_of(values))
