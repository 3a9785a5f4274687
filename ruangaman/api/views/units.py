"""``units`` and ``finder``: what everybody may know of offices and of their focal points."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest

from ruangaman.api.framework import Document, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.api.views.parameters import Page, Size
from ruangaman.network.models import ShownFocalPoint, Unit
from ruangaman.network.selectors.ready import ready_team_ids, units_named
from ruangaman.network.selectors.shown import shown_in_units
from ruangaman.network.selectors.units import units_in_force

router = Router()


class UnitDocument(Document):
    """A unit in force today; ``region`` is its Kemendagri code, empty for the province's own."""

    code: str
    name: str
    short_name: str
    kind: str
    parent: str
    region: str


class ShownDocument(Document):
    """A ready focal point as everybody sees her; ``name`` is empty unless she agreed."""

    role: str
    name: str
    position: str
    office_phone: str
    hours: str


class FinderDocument(Document):
    """A unit, and its focal points who can receive today."""

    code: str
    name: str
    ready: bool
    focal_points: list[ShownDocument]


class UnitsPage(Document):
    """One page of units, in the order of the reference data."""

    page: int
    pages: int
    total: int
    items: list[UnitDocument]


class FinderPage(Document):
    """One page of the finder, in the order of the reference data."""

    page: int
    pages: int
    total: int
    items: list[FinderDocument]


@reads(router, "units", scope=Scope.UNITS, name="units", answer=UnitsPage)
def units(request: HttpRequest, page: Page = 1, size: Size = 100) -> UnitsPage:  # noqa: ARG001
    """Units in force today."""
    of, found = _page(page, size)
    items = [
        UnitDocument(
            code=one.code,
            name=one.name,
            short_name=one.short_name,
            kind=one.kind,
            parent=one.parent,
            region=one.region,
        )
        for one in found
    ]
    return UnitsPage(page=page, pages=of.num_pages, total=of.count, items=items)


@reads(router, "finder", scope=Scope.FINDER, name="finder", answer=FinderPage)
def finder(request: HttpRequest, page: Page = 1, size: Size = 100) -> FinderPage:  # noqa: ARG001
    """Ready focal points of every unit, as on the public page.

    There is no search: take all pages and search among them, so that nobody else learns for which
    office somebody looked.
    """
    of, found = _page(page, size)
    ready, shown = ready_team_ids(), shown_in_units(found)
    items = [
        FinderDocument(
            code=one.code,
            name=one.name,
            ready=one.team_id in ready,
            focal_points=[_shown(row) for row in shown[one.code]],
        )
        for one in units_named(found)
    ]
    return FinderPage(page=page, pages=of.num_pages, total=of.count, items=items)


def _page(page: int, size: int) -> tuple[Paginator[Unit], list[Unit]]:
    """Return a page of today's units; beyond the last one it is empty."""
    of = Paginator(units_in_force(), size)
    return of, list(of.page(page)) if page <= of.num_pages else []


def _shown(row: ShownFocalPoint) -> ShownDocument:
    return ShownDocument(
        role=row.role,
        name=row.name,
        position=row.position,
        office_phone=row.office_phone,
        hours=row.hours,
    )
