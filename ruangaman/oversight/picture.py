"""The picture of the province: units by indicators, or groups of units where there are many.

It is not a ranking: units stand in the order of their names, groups in the order of the pack.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from ruangaman.core.heat_maps import Cell, Column, HeatMap, Mark, Part, Row
from ruangaman.network.forms.unit_fields import PROVINCE
from ruangaman.network.labels import kind_label, kind_order
from ruangaman.oversight.forms.dashboard import Arranged
from ruangaman.oversight.judging import Judged
from ruangaman.oversight.selectors.province import Standing

MOST = 100
"""So many rows a page: more units than these are first shown in groups."""
Query = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A heat map, and the page of its rows."""

    map: HeatMap
    page: Page[Any]
    by_unit: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What regions and units are called, by code."""

    regions: Mapping[str, str]
    units: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Grouping:
    """How units are put together: by which key, what it is called, how to see only those."""

    head: str
    key: Callable[[Standing], str]
    name: Callable[[str], str]
    query: Callable[[str], Query]
    order: Callable[[str], Any]


def pictured(
    chosen: Sequence[Standing],
    columns: Sequence[Judged],
    *,
    names: Names,
    arranged: str = Arranged.REGION,
    query: Query,
    page: str | None = None,
    most: int = MOST,
) -> Picture:
    """Return the picture of the chosen units; ``query`` is the address's, kept in its links.

    Up to ``most`` units have a row each, and a page has so many rows.
    """
    grouping = _grouping(chosen, arranged, names, most)
    heads = tuple(
        Column(one.code, one.title, reverse("oversight:indicator", args=[one.code]))
        for one in columns
    )
    if grouping is None:
        units = Paginator(_by_name(chosen), most).get_page(page)
        parts = _parts(list(units), columns, arranged, names)
        return Picture(HeatMap(_("Unit menurut indikator"), heads, _("Unit"), parts), units, True)
    groups = Paginator(_groups(chosen, grouping), most).get_page(page)
    rows = tuple(_group_row(key, found, columns, grouping, query) for key, found in groups)
    title = _("Berapa persen unit memenuhi, menurut indikator")
    return Picture(HeatMap(title, heads, grouping.head, (Part("", rows),)), groups, False)


def _grouping(
    chosen: Sequence[Standing], arranged: str, names: Names, most: int
) -> _Grouping | None:
    """Return how units are grouped; None where each has a row of its own."""
    if len(chosen) <= most or arranged == Arranged.UNIT:
        return None
    if arranged == Arranged.PARENT and len({one.unit.parent for one in chosen}) > 1:
        return _by_parent(names)
    if arranged == Arranged.REGION and len({one.unit.region for one in chosen}) > 1:
        return _by_region(names)
    return _by_kind() if len({one.unit.kind for one in chosen}) > 1 else None


def _by_region(names: Names) -> _Grouping:
    return _Grouping(
        _("Wilayah"),
        lambda one: one.unit.region,
        lambda code: names.regions.get(code, code) or _("Provinsi"),
        lambda code: {"wilayah": code or PROVINCE},
        lambda code: code,
    )


def _by_kind() -> _Grouping:
    return _Grouping(
        _("Jenis unit"),
        lambda one: one.unit.kind,
        kind_label,
        lambda kind: {"jenis": kind},
        kind_order,
    )


def _by_parent(names: Names) -> _Grouping:
    return _Grouping(
        _("Unit induk"),
        lambda one: one.unit.parent,
        lambda code: names.units.get(code, code) or _("Tanpa unit induk"),
        lambda code: {"induk": code} if code else {"susun": Arranged.UNIT},
        lambda code: (bool(code), names.units.get(code, code).casefold()),
    )


def _groups(chosen: Sequence[Standing], grouping: _Grouping) -> list[tuple[str, list[Standing]]]:
    found: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in chosen:
        found[grouping.key(one)].append(one)
    return sorted(found.items(), key=lambda group: grouping.order(group[0]))


def _group_row(
    key: str,
    found: Sequence[Standing],
    columns: Sequence[Judged],
    grouping: _Grouping,
    query: Query,
) -> Row:
    wanted = {**query, **grouping.query(key)}
    name = f"{grouping.name(key)} ({number_format(len(found))})"
    cells = tuple(_share([one.marks[at] for one in found]) for at in range(len(columns)))
    return Row(name, cells, f"?{urlencode(wanted)}#peta")


def _share(marks: Sequence[Mark]) -> Cell:
    """Return how many of these units have reached it, of those of which it is known."""
    unknown = marks.count(Mark.UNKNOWN)
    known = len(marks) - unknown
    if not known:
        return Cell(Mark.UNKNOWN)
    full = marks.count(Mark.FULL)
    said = _("%(full)s dari %(known)s unit") % {
        "full": number_format(full),
        "known": number_format(known),
    }
    if unknown:
        said += "; " + _("%(unknown)s belum diketahui") % {"unknown": number_format(unknown)}
    return Cell(share=full / known, said=said)


def _parts(
    shown: Sequence[Standing], columns: Sequence[Judged], arranged: str, names: Names
) -> tuple[Part, ...]:
    """Return rows of units below the names of their kinds, or of the units above them."""
    group = _by_parent(names) if arranged == Arranged.PARENT else _by_kind()
    return tuple(
        Part(group.name(key), tuple(_unit_row(one, columns) for one in found))
        for key, found in _groups(shown, group)
    )


def _unit_row(one: Standing, columns: Sequence[Judged]) -> Row:
    cells = tuple(
        Cell(mark, said=column.said(one.values.get(column.code)))
        for mark, column in zip(one.marks, columns, strict=True)
    )
    return Row(one.unit.short_name, cells, unit_page(one.unit.code), "id")


def unit_page(code: str) -> str:
    """Return where more about a unit stands."""
    return reverse("oversight:unit", args=[code])


def _by_name(chosen: Sequence[Standing]) -> list[Standing]:
    return sorted(
        chosen, key=lambda one: (kind_order(one.unit.kind), one.unit.short_name.casefold())
    )
