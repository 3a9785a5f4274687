"""A value over months, drawn by the server: SVG without style, script or colour with a meaning.

A page shows a ``LineChart`` with ``components/line_chart.html``, which sets the figures as a table
below the drawing; ``line_svg`` alone is for documents. A month without a value is a gap in the
line and a cross on the ground line; the target is dashed. So everything is told in print too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

WIDTH, HEIGHT = 300, 136
"""Units of the drawing, about pixels of a small phone."""
_LEFT, _RIGHT, _TOP, _GROUND = 3, 238, 24, 112
_FEW = 18
"""Up to so many months every one has a dot, and the first and the last are named."""
_BESIDE = 6
"""A last value of so many letters fits beside the line; a longer one stands above it."""
_LINE, _TEXT, _GREY, _TARGET = "#0b5d66", "#1f2324", "#d9d3c7", "#8a3f12"


@dataclass(frozen=True, slots=True)
class Point:
    """A month: what it is called, its value (None: there is none), the value as people read it.

    ``tick`` is what stands below the drawing where a year begins. ``said`` says why where there is
    no value.
    """

    label: str
    value: float | None
    said: str
    tick: str = ""


@dataclass(frozen=True, slots=True)
class LineChart:
    """Months below one title. ``most`` is the value at the top, ``high`` how people read it.

    ``target`` is a value that is aimed at, ``target_said`` what it is called; ``name`` heads the
    column of figures.
    """

    title: str
    points: tuple[Point, ...]
    most: float = 100
    high: str = "100"
    target: float | None = None
    target_said: str = ""
    name: str = ""

    @property
    def svg(self) -> SafeString:
        """The drawing."""
        return line_svg(self)

    @property
    def legend(self) -> str:
        """What the dashed line and the crosses mean, where it has any."""
        words = []
        if self.target_said:
            words.append(_("Garis putus-putus: target %(target)s.") % {"target": self.target_said})
        if any(one.value is None for one in self.points):
            words.append(_("Tanda silang: bulan tanpa angka."))
        return " ".join(words)

    @property
    def told(self) -> str:
        """The title, and the first and the last value, for whoever hears the drawing."""
        ends = self.points[:1] + self.points[1:][-1:]
        return ". ".join([self.title, *(f"{one.label}: {one.said}" for one in ends)])

    @property
    def latest_first(self) -> Sequence[Point]:
        """The months as the table has them."""
        return self.points[::-1]


def top_of(values: Sequence[float | None]) -> float:
    """Return a round value not below any of these, for ``most`` of what is no share."""
    highest = max((one for one in values if one is not None), default=0)
    if highest <= 0:
        return 1
    step: float = 10.0 ** math.floor(math.log10(highest))
    return next(step * n for n in (1, 2, 5, 10) if step * n >= highest)


def line_svg(chart: LineChart) -> SafeString:
    """Return the drawing of a chart as an SVG element with its name space."""
    spots = _spots(chart)
    parts = (
        *_frame(chart),
        *_ticks(chart),
        *_target(chart),
        *_line(spots),
        *_missing(chart, spots),
        *_last(chart, spots),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="app-chart__bars" role="img"'
        ' aria-label="{}" viewBox="0 0 {} {}" font-family="sans-serif" font-size="14" fill="{}">'
        "{}</svg>",
        chart.told,
        WIDTH,
        HEIGHT,
        _TEXT,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _spots(chart: LineChart) -> list[tuple[float, float | None]]:
    """Return where each month stands, and how high."""
    return [
        (_across(place, len(chart.points)), None if one.value is None else _up(chart, one.value))
        for place, one in enumerate(chart.points)
    ]


def _across(place: int, many: int) -> float:
    return _RIGHT if many < 2 else _LEFT + (_RIGHT - _LEFT) * place / (many - 1)


def _up(chart: LineChart, value: float) -> float:
    share = min(max(value / chart.most, 0), 1) if chart.most > 0 else 0
    return _GROUND - (_GROUND - _TOP) * share


def _frame(chart: LineChart) -> Iterator[SafeString]:
    """Yield the lines of nothing, half and all, and what all is."""
    path = "".join(f"M0 {y}H{_RIGHT}" for y in (_TOP, (_TOP + _GROUND) / 2))
    yield format_html('<path d="{}" fill="none" stroke="{}"/>', path, _GREY)
    yield format_html('<path d="M0 {}H{}" fill="none" stroke="{}"/>', _GROUND, _RIGHT, _TEXT)
    yield _text(0, _TOP - 5, chart.high)


def _ticks(chart: LineChart) -> Iterator[SafeString]:
    many = len(chart.points)
    if many <= _FEW:
        if many > 1:
            yield _text(0, HEIGHT - 6, chart.points[0].label)
        if many:
            yield _text(_RIGHT, HEIGHT - 6, chart.points[-1].label, anchor="end")
        return
    free = 0.0
    for place, one in enumerate(chart.points):
        x = _across(place, many)
        if not one.tick or x + 32 > WIDTH:
            continue
        yield format_html(
            '<path d="M{0} {1}V{2}" fill="none" stroke="{3}"/>', f"{x:.1f}", _TOP, _GROUND, _GREY
        )
        if x >= free:
            yield _text(x, HEIGHT - 6, one.tick)
            free = x + 40


def _target(chart: LineChart) -> Iterator[SafeString]:
    if chart.target is None:
        return
    y = _up(chart, chart.target)
    yield format_html(
        '<path d="M0 {}H{}" fill="none" stroke="{}" stroke-width="1.5" stroke-dasharray="6 4"/>',
        f"{y:.1f}",
        _RIGHT,
        _TARGET,
    )


def _line(spots: Sequence[tuple[float, float | None]]) -> Iterator[SafeString]:
    """Yield the line, broken where a month has no value, and the dots."""
    path, dots = "", ""
    many = len(spots) > _FEW
    for known, found in groupby(spots, lambda spot: spot[1] is not None):
        run = [(x, y) for x, y in found if y is not None]
        if known:
            path += "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
            alone = run if len(run) == 1 or not many else []
            dots += "".join(f"M{x - 3:.1f} {y:.1f}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z" for x, y in alone)
    if path:
        yield format_html(
            '<path d="{}" fill="none" stroke="{}" stroke-width="2.5" stroke-linejoin="round"/>',
            path,
            _LINE,
        )
    if dots:
        yield format_html('<path d="{}" fill="{}"/>', dots, _LINE)


def _missing(chart: LineChart, spots: Sequence[tuple[float, float | None]]) -> Iterator[SafeString]:
    """Yield a cross on the ground line for each month without a value."""
    empty = [x for x, y in spots if y is None]
    half = 3 if len(chart.points) <= _FEW else 1.5
    wide = 2 * half
    path = "".join(
        f"M{x - half:.1f} {_GROUND - half}l{wide} {wide}m0 -{wide}l-{wide} {wide}" for x in empty
    )
    if path:
        yield format_html('<path d="{}" fill="none" stroke="{}"/>', path, _TEXT)


def _last(chart: LineChart, spots: Sequence[tuple[float, float | None]]) -> Iterator[SafeString]:
    """Yield the last value at the end of the line, with a dot."""
    x, y = spots[-1] if spots else (0.0, None)
    if y is None:
        return
    yield format_html(
        '<circle cx="{}" cy="{}" r="4.5" fill="#fff" stroke="{}" stroke-width="2.5"/>',
        f"{x:.1f}",
        f"{y:.1f}",
        _LINE,
    )
    said = chart.points[-1].said
    if len(said) <= _BESIDE:
        yield _text(_RIGHT + 9, round(y + 5, 1), said, bold=True)
    else:
        yield _text(WIDTH, _TOP - 5, said, anchor="end", bold=True)


def _text(
    x: float, y: float, said: str, *, anchor: str = "start", bold: bool = False
) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" text-anchor="{}" font-weight="{}">{}</text>',
        f"{x:.1f}",
        y,
        anchor,
        "bold" if bold else "normal",
        said,
    )
