"""Reads the register: what holds for a unit, its own or the province's."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ruangaman.policy.models import Document

PROVINCE = ""
"""Stands where a unit's code stands: the province's own policy."""

PROVINCE_SLUG = "provinsi"
"""What addresses call the province."""

NEVER_INHERITED = frozenset({Document.Kind.POSTER})
"""Where posters hang in another house says nothing about the own one."""

BESIDE = frozenset({Document.Kind.OTHER})
"""The province's hold beside a unit's own: two of them need not be about the same."""


@dataclass(frozen=True, slots=True)
class Held:
    """A document that holds for a unit; ``inherited`` where it is the province's."""

    document: Document
    inherited: bool


def in_force(unit_code: str) -> list[Held]:
    """Return what holds for a unit, in the order of kinds: its own, else the province's.

    With an empty code, what the province itself has. One query.
    """
    codes = {unit_code, PROVINCE}
    found = Document.objects.filter(state=Document.State.IN_FORCE, unit_code__in=codes)
    return held_of(unit_code, found)


def in_force_each(unit_codes: Collection[str]) -> dict[str, list[Held]]:
    """Return what holds for each of these units, in one query."""
    codes = {*unit_codes, PROVINCE}
    found = Document.objects.filter(state=Document.State.IN_FORCE, unit_code__in=codes)
    by_unit: dict[str, list[Document]] = {}
    for one in found:
        by_unit.setdefault(one.unit_code, []).append(one)
    ours = by_unit.get(PROVINCE, [])
    return {
        code: held_of(code, [*by_unit.get(code, []), *(ours if code else [])])
        for code in unit_codes
    }


def held_of(unit_code: str, documents: Iterable[Document]) -> list[Held]:
    """Return which of these hold for a unit: all are in force, its own or the province's."""
    found = list(documents)
    own = [one for one in found if one.unit_code == unit_code]
    kinds = {one.kind for one in own}
    inherited = [
        one
        for one in found
        if one.unit_code == PROVINCE != unit_code
        and one.kind not in NEVER_INHERITED
        and (one.kind in BESIDE or one.kind not in kinds)
    ]
    held = [Held(one, False) for one in own] + [Held(one, True) for one in inherited]
    order = list(Document.Kind)
    return sorted(held, key=lambda one: (order.index(one.document.kind), one.document.title))  # type: ignore[arg-type]


def document_by_id(pk: uuid.UUID) -> Document | None:
    """Return a document, whoever asks."""
    return Document.objects.filter(pk=pk).first()
