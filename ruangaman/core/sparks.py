"""A line of a few months beside a figure: an ornament for eyes that read it, told in words too."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from django.utils.html import format_html
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 96, 24
_EDGE, _LINE, _GREY = 3, "#0b5d66", "#d9d3c7"


def spark_svg(values: Sequence[float | None], most: float) -> SafeString:
    """Return the drawing of values between 0 and ``most``; None breaks the line.

    It is hidden from screen readers: the page says beside it what it shows.
    """
    spots = [(_across(place, len(values)), _up(one, most)) for place, one in enumerate(values)]
    path = ""
    for known, run in groupby(spots, lambda spot: spot[1] is not None):
        if known:
            path += "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run)
    last = next(((x, y) for x, y in reversed(spots) if y is not None), None)
    dot = f"M{last[0] - 2:.1f} {last[1]:.1f}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z" if last else ""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}" viewBox="0 0 {} {}"'
        ' aria-hidden="true" focusable="false"><path d="M0 {}H{}" stroke="{}"/>'
        '<path d="{}" fill="none" stroke="{}" stroke-width="2"/><path d="{}" fill="{}"/></svg>',
        *(WIDTH, HEIGHT, WIDTH, HEIGHT),
        *(HEIGHT - _EDGE, WIDTH, _GREY),
        *(path, _LINE, dot, _LINE),
    )


def _across(place: int, many: int) -> float:
    inner = WIDTH - 2 * _EDGE
    return _EDGE + (inner if many < 2 else inner * place / (many - 1))


def _up(value: float | None, most: float) -> float | None:
    if value is None:
        return None
    share = min(max(value / most, 0), 1) if most > 0 else 0
    return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * share
