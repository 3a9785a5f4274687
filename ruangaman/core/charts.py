"""Bars drawn by the server: SVG without style, script or colour that carries a meaning.

A ``Chart`` is shown on a page with ``components/chart.html``, which sets the figures as a table
below the drawing; ``bars_svg`` alone is for documents (Typst reads it as an image). A bar is told
by its label and its figure; the earlier of two values is an outline, the later one filled, so
that both can be told apart in print and by whoever sees no colours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH = 300
"""Units of the drawing, about pixels of a small phone: letters stay readable there."""
_LETTERS = 36
_LINE, _BAR, _GAP, _FIGURE = 18, 14, 10, 80
_FILL, _TEXT = "#0b5d66", "#1f2324"


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is called, how long it is, and the figure as people read it.

    ``before`` is an earlier value to compare with, None where there is none. ``ends`` is the range
    that a sample leaves open, drawn as a line over the bar; ``ends_said`` is that range in words.
    """

    label: str
    value: float
    said: str
    before: float | None = None
    before_said: str = ""
    ends: tuple[float, float] | None = None
    ends_said: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars below one title. ``most`` is the value of a full line; ``names`` heads the columns of
    figures: the later value, and the earlier one where bars have it.
    """

    title: str
    bars: tuple[Bar, ...]
    most: float = 100
    names: tuple[str, str] = ("", "")

    @property
    def compares(self) -> bool:
        """Say whether any bar has an earlier value."""
        return any(bar.before is not None for bar in self.bars)

    @property
    def ranges(self) -> bool:
        """Say whether any bar has a range."""
        return any(bar.ends is not None for bar in self.bars)

    @property
    def svg(self) -> SafeString:
        """The drawing."""
        return bars_svg(self)


def bars_svg(chart: Chart) -> SafeString:
    """Return the drawing of a chart as an SVG element with its name space."""
    parts, top = [], 0
    for bar in chart.bars:
        drawn, height = _bar(bar, chart.most, top)
        parts.append(drawn)
        top += height + _GAP
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="app-chart__bars" role="img"'
        ' aria-label="{}" viewBox="0 0 {} {}" font-family="sans-serif" font-size="14" fill="{}">'
        "{}</svg>",
        chart.title,
        WIDTH,
        max(top - _GAP, 1),
        _TEXT,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _bar(bar: Bar, most: float, top: int) -> tuple[SafeString, int]:
    """Return one bar with its label, and how high both are."""
    lines = textwrap.wrap(bar.label, _LETTERS) or [""]
    label = format_html_join(
        "",
        '<text x="0" y="{}">{}</text>',
        ((top + _LINE * (place + 1) - 4, line) for place, line in enumerate(lines)),
    )
    under = top + _LINE * len(lines)
    rows = list(_rows(bar, most, under))
    high = 1 if bar.before is None else 2
    return format_html("{}{}", label, format_html_join("", "{}", ((row,) for row in rows))), (
        _LINE * len(lines) + (_BAR + 2) * high
    )


def _rows(bar: Bar, most: float, top: int) -> Iterator[SafeString]:
    if bar.before is not None:
        yield _row(bar.before, most, top, bar.before_said, fill="#fff")
        top += _BAR + 2
    if bar.ends is None:
        yield _row(bar.value, most, top, bar.said, fill=_FILL)
        return
    low, high = (_share(end, most) * (WIDTH - _FIGURE) for end in bar.ends)
    yield _row(bar.value, most, top, bar.said, fill=_FILL, after=high)
    yield _range(max(low, 1), max(high, 1), top)


def _row(
    value: float, most: float, top: int, said: str, *, fill: str, after: float = 0
) -> SafeString:
    """Return a bar; its figure stands behind it, and behind ``after``."""
    long = max(_share(value, most) * (WIDTH - _FIGURE), 1)
    return format_html(
        '<rect x="0.5" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>'
        '<text x="{}" y="{}">{}</text>',
        f"{top + 0.5:.1f}",
        f"{long:.1f}",
        _BAR - 1,
        fill,
        _FILL,
        f"{max(long, after) + 6:.1f}",
        top + _BAR - 2,
        said,
    )


def _range(low: float, high: float, top: int) -> SafeString:
    """Return a line with ends: dark within a white one, to be seen on the bar and beside it."""
    up, down = top + 3, top + _BAR - 3
    path = f"M{low:.1f} {top + _BAR / 2}H{high:.1f}"
    path += "".join(f"M{end:.1f} {up}V{down}" for end in (low, high))
    return format_html(
        '<path d="{}" fill="none" stroke="#fff" stroke-width="4"/>'
        '<path d="{}" fill="none" stroke="{}" stroke-width="1.5"/>',
        path,
        path,
        _TEXT,
    )


def _share(value: float, most: float) -> float:
    return min(max(value / most, 0), 1) if most > 0 else 0
