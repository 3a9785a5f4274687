"""The strip of a unit: one row a duty, one box a month, so that gaps are seen.

A strip is a table whose boxes are drawn by the server, each with a shape of its own: it reads in
print, without colours and aloud.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.db import models
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from ruangaman.core.heat_maps import Mark, mark_svg


class Box(models.TextChoices):
    """What a month says of a duty of a unit."""

    KEPT = "kept", _("terpenuhi")
    GAP = "gap", _("celah")
    UNKNOWN = "unknown", _("tidak diketahui")
    ABSENT = "absent", _("unit tidak ada bulan itu")
    LATER = "later", _("belum tiba")


MARKS = {
    Box.KEPT: Mark.FULL,
    Box.GAP: Mark.NONE,
    Box.UNKNOWN: Mark.UNKNOWN,
    Box.ABSENT: Mark.NOT_MEANT,
}


@dataclass(frozen=True, slots=True)
class Span:
    """Months one after the other, the first and the last; ``goes_on``: it is still so."""

    first: dt.date
    last: dt.date
    goes_on: bool

    @property
    def months(self) -> int:
        """How many."""
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1


@dataclass(frozen=True, slots=True)
class StripRow:
    """A duty of a unit (or a unit, for one duty): ``whys`` are the reasons of unknown months."""

    key: str
    label: str
    boxes: tuple[Box, ...]
    whys: tuple[str, ...]
    lang: str = ""
    href: str = ""

    @property
    def kept(self) -> int:
        """In how many months it was kept up."""
        return self.boxes.count(Box.KEPT)

    @property
    def known(self) -> int:
        """Of how many months that is known."""
        return self.kept + self.boxes.count(Box.GAP)

    def spans(self, months: Sequence[dt.date], box: Box = Box.GAP) -> list[Span]:
        """Return the runs of a box; the last goes on if nothing known follows it."""
        told = [place for place, one in enumerate(self.boxes) if one in (Box.KEPT, Box.GAP)]
        found = []
        for same, run in groupby(enumerate(self.boxes), key=lambda pair: pair[1]):
            places = [place for place, _box in run]
            if same == box:
                goes_on = bool(told) and places[-1] == told[-1]
                found.append(Span(months[places[0]], months[places[-1]], goes_on))
        return found


@dataclass(frozen=True, slots=True)
class Strip:
    """Rows over the same months, below a title (in the language ``lang``)."""

    title: str
    months: tuple[dt.date, ...]
    rows: tuple[StripRow, ...]
    head: str
    lang: str = ""
    href: str = ""

    @property
    def years(self) -> list[tuple[str, int]]:
        """Each year with how many of the months are its."""
        return years_of(self.months)

    @property
    def body(self) -> SafeString:
        """The rows, drawn: thousands of boxes would be slow in a template."""
        return SafeString("".join(_row(row) for row in self.rows))


def years_of(months: Sequence[dt.date]) -> list[tuple[str, int]]:
    """Return each year with how many of the months are its."""
    found = groupby(months, lambda one: one.year)
    return [(str(year), len(list(its))) for year, its in found]


def legend(strips: Sequence[Strip]) -> list[dict[str, object]]:
    """Return the boxes in use with their drawing and words."""
    used = {box for strip in strips for row in strip.rows for box in row.boxes}
    return [
        {"svg": mark_svg(MARKS[box]), "label": box.label}
        for box in MARKS
        if box in used or box in (Box.KEPT, Box.GAP)
    ]


def _row(row: StripRow) -> str:
    lang = f' lang="{escape(row.lang)}"' if row.lang else ""
    label = f"<span{lang}>{escape(row.label)}</span>"
    if row.href:
        label = f'<a class="govuk-link" href="{escape(row.href)}"{lang}>{escape(row.label)}</a>'
    language = get_language() or "id"
    boxes = "".join(_box(box, language) for box in row.boxes)
    return f'<tr><th scope="row">{label}</th>{boxes}</tr>'


@lru_cache(maxsize=32)
def _box(box: Box, language: str) -> str:
    with override(language):
        words = escape(box.label)
    drawn = mark_svg(MARKS[box]) if box in MARKS else ""
    return f'<td title="{words}">{drawn}<span class="govuk-visually-hidden">{words}</span></td>'
