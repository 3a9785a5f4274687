"""Reads units, regions and how well the network of focal points stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ruangaman.network.models import Unit
from ruangaman.people.models import Role

_LONGEST_QUERY = 200
_CODE = re.compile(r"[-a-z0-9_]{1,100}")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class UnitNotFound(LookupError):
    """No unit of this code is in force."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many units have two, one or no ready focal points.

    A focal point is ready when her account is active and a report can be sealed to her key.
    """

    units: int
    ready_pair: int
    ready_one: int
    not_ready: int
    focal_points: int


def folded(text: str) -> str:
    """Return the words of ``text`` in small letters without accents, one space between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_A_WORD.sub(" ", plain.encode("ascii", "ignore").decode("ascii")).strip()


def units_in_force() -> QuerySet[Unit]:
    """Return today's units in the order of the pack."""
    today = timezone.localdate()
    return Unit.objects.filter(
        Q(valid_from=None) | Q(valid_from__lte=today), Q(valid_to=None) | Q(valid_to__gte=today)
    ).order_by("pk")


def unit(code: str) -> Unit:
    """Return the unit in force of this code, or raise ``UnitNotFound``."""
    found = units_in_force().filter(code=code).last()
    if found is None:
        raise UnitNotFound
    return found


def unit_by_code(code: str) -> Unit | None:
    """Return the unit in force of a code that a stranger may have sent, or None."""
    return units_in_force().filter(code=code).last() if _CODE.fullmatch(code) else None


def unit_search(text: str, limit: int = 10) -> list[Unit]:
    """Return units whose name has every word of ``text``; first those whose words begin so.

    Only the first 200 characters of ``text`` count. Nothing searchable finds nothing.
    """
    words = folded(text[:_LONGEST_QUERY]).split()
    if not words:
        return []
    found = units_in_force()
    for word in words:
        found = found.filter(search__contains=word)

    def rank(unit: Unit) -> tuple[int, str]:
        begun = sum(f" {word}" in f" {unit.search}" for word in words)
        return -begun, unit.name

    return sorted(found, key=rank)[:limit]


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names in force of these units by code, in one query."""
    return dict(units_in_force().filter(code__in=list(codes)).values_list("code", "name"))


def coverage() -> Coverage:
    """Count units by their ready focal points, in one query."""
    member = Q(team__grants__role=Role.FOCAL_POINT, team__grants__user__is_active=True)
    ready = member & Q(team__grants__user__keys__isnull=False)
    ready &= Q(team__grants__user__keys__replaced_on=None)
    counts = list(
        units_in_force()
        .annotate(
            members=Count("team__grants__user", filter=member, distinct=True),
            ready=Count("team__grants__user", filter=ready, distinct=True),
        )
        .values_list("members", "ready")
    )
    by_ready = Counter(min(ready, 2) for _, ready in counts)
    return Coverage(
        units=len(counts),
        ready_pair=by_ready[2],
        ready_one=by_ready[1],
        not_ready=by_ready[0],
        focal_points=sum(members for members, _ in counts),
    )
