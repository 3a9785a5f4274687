"""Reads the register: one unit's page, one document, and the list of all units."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.network.selectors.units import units_in_force, units_matching
from ruangaman.policy.models import Document, Evidence
from ruangaman.policy.selectors.documents import (
    NEVER_INHERITED,
    PROVINCE,
    Held,
    held_of,
    in_force,
)

State = Document.State
OVERVIEW = (
    Document.Kind.CIRCULAR,
    Document.Kind.CODE,
    Document.Kind.SOP,
    Document.Kind.PACT,
    Document.Kind.CLAUSE,
    Document.Kind.POSTER,
)
"""The kinds that the list of all units shows, one column each."""
_IMAGES = ("jpeg", "png", "webp")
DUE_SOON = dt.timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a unit has of a kind: its own, the province's, or nothing."""

    kind: Document.Kind
    held: Held | None
    seen: int = 0

    @property
    def state(self) -> str:
        """``own``, ``inherited`` or ``none``."""
        if self.held is None:
            return "none"
        return "inherited" if self.held.inherited else "own"

    @property
    def places(self) -> int:
        """In how many places posters are planned."""
        return (self.held.document.places or 0) if self.held else 0


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit in the list: its cells in the order of ``OVERVIEW``, the next review."""

    unit: Unit
    cells: list[Cell]
    review_on: dt.date | None

    @property
    def overdue(self) -> bool:
        """Say whether a document of its own should have been looked at."""
        return self.review_on is not None and self.review_on < timezone.localdate()


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """What stands in the register of a unit, or of the province."""

    held: list[Held]
    missing: list[Document.Kind]
    drafts: list[Document]
    past: list[Document]
    seen: dict[uuid.UUID, int] = field(default_factory=dict)


def register_page(unit_code: str) -> RegisterPage:
    """Return the register of a unit: what holds, what lacks, drafts, and what held before."""
    held = in_force(unit_code)
    others = Document.objects.filter(unit_code=unit_code).exclude(state=State.IN_FORCE)
    rows = list(others.order_by("-changed_at"))
    kinds = {one.document.kind for one in held}
    posters = [one.document.pk for one in held if one.document.kind == Document.Kind.POSTER]
    expected = [kind for kind in OVERVIEW if unit_code or kind not in NEVER_INHERITED]
    return RegisterPage(
        held=held,
        missing=[kind for kind in expected if kind not in kinds],
        drafts=[one for one in rows if one.state == State.DRAFT],
        past=[one for one in rows if one.state != State.DRAFT],
        seen=places_seen(posters),
    )


def versions_of(document: Document) -> list[Document]:
    """Return all versions of a document, the newest first."""
    return list(Document.objects.filter(series=document.series).order_by("-version"))


def places_seen(posters: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Return in how many places posters are seen on photos: each place has its own words."""
    if not posters:
        return {}
    rows = (
        Evidence.objects.filter(
            about=Evidence.About.DOCUMENT, subject__in=list(posters), media__in=_IMAGES
        )
        .values_list("subject")
        .annotate(places=Count("what", distinct=True))
    )
    return dict(rows)


def units_found(
    *, text: str = "", kind: str = "", lacks: str = "", due: bool = False
) -> QuerySet[Unit]:
    """Return today's units that fit, by name: of a kind, without a document of a kind, overdue."""
    units = units_in_force()
    if text:
        units = units_matching(units, text)
    if kind:
        units = units.filter(kind=kind)
    own = Document.objects.filter(unit_code=OuterRef("code"), state=State.IN_FORCE)
    if lacks:
        units = units.filter(~Exists(own.filter(kind=lacks)))
    if due:
        units = units.filter(Exists(own.filter(review_on__lt=timezone.localdate())))
    return units.order_by("name", "pk")


def unit_rows(units: Iterable[Unit]) -> list[UnitRow]:
    """Return what each of these units has, in two queries."""
    found = list(units)
    rows = Document.objects.filter(
        state=State.IN_FORCE, unit_code__in=[PROVINCE, *(one.code for one in found)]
    )
    by_unit: dict[str, list[Document]] = {}
    for one in rows:
        by_unit.setdefault(one.unit_code, []).append(one)
    posters = [one.pk for one in rows if one.kind == Document.Kind.POSTER]
    seen, ours = places_seen(posters), by_unit.get(PROVINCE, [])
    return [_row(unit, by_unit.get(unit.code, []), ours, seen) for unit in found]


def kinds_counted() -> list[tuple[Document.Kind, int]]:
    """Return of each kind how many of today's units have their own, in one query."""
    codes = units_in_force().values("code")
    rows = (
        Document.objects.filter(state=State.IN_FORCE, unit_code__in=codes)
        .values_list("kind")
        .annotate(units=Count("unit_code", distinct=True))
    )
    many = dict(rows)
    return [(kind, many.get(kind.value, 0)) for kind in OVERVIEW]


def due_for(codes: Collection[str], until: dt.date) -> list[Document]:
    """Return what these units (an empty code: the province) have to look at until a day."""
    return list(
        Document.objects.filter(
            state=State.IN_FORCE, unit_code__in=list(codes), review_on__lte=until
        ).order_by("review_on", "pk")
    )


def _row(
    unit: Unit, own: Sequence[Document], ours: Sequence[Document], seen: dict[uuid.UUID, int]
) -> UnitRow:
    held = {one.document.kind: one for one in reversed(held_of(unit.code, [*own, *ours]))}
    cells = [
        Cell(kind, one, seen.get(one.document.pk, 0) if one else 0)
        for kind in OVERVIEW
        for one in [held.get(kind)]
    ]
    reviews = [one.review_on for one in own if one.review_on]
    return UnitRow(unit, cells, min(reviews, default=None))
