"""Reads units: those in force on a day, found by code or by words."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
import uuid
from collections.abc import Collection, Iterable

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from ruangaman.network.models import Unit

_LONGEST_QUERY = 200
_MOST_WORDS = 12
_CODE = re.compile(r"[-a-z0-9_]{1,100}")
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")


class UnitNotFound(LookupError):
    """No unit of this code is in force."""


def folded(text: str) -> str:
    """Return the words of ``text`` in small letters without accents, one space between them."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return _NOT_A_WORD.sub(" ", plain.encode("ascii", "ignore").decode("ascii")).strip()


def search_text(*, name: str, short_name: str, code: str) -> str:
    """Return what a unit's row is searched in."""
    return folded(f"{name} {short_name} {code}")


def in_force_on(day: dt.date) -> Q:
    """Return the condition for rows of units that hold on ``day``."""
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_to=None) | Q(valid_to__gte=day))


def units_in_force(day: dt.date | None = None) -> QuerySet[Unit]:
    """Return the units of ``day``, of today without one, in the order of the pack."""
    return Unit.objects.filter(in_force_on(day or timezone.localdate())).order_by("pk")


def units_of_teams(team_ids: Collection[uuid.UUID]) -> QuerySet[Unit]:
    """Return today's units of these focal-point teams, in the order of the pack."""
    return units_in_force().filter(team__in=team_ids)


def unit(code: str) -> Unit:
    """Return the unit in force of this code, or raise ``UnitNotFound``."""
    found = units_in_force().filter(code=code).last()
    if found is None:
        raise UnitNotFound
    return found


def unit_by_code(code: str) -> Unit | None:
    """Return the unit in force of a code that a stranger may have sent, or None."""
    return units_in_force().filter(code=code).last() if _CODE.fullmatch(code) else None


def units_matching(units: QuerySet[Unit], text: str) -> QuerySet[Unit]:
    """Return those of ``units`` that have every word of ``text``; the best come first.

    First those whose words begin so, then by name. Only the first 200 characters of ``text``
    count. Nothing searchable finds nothing.
    """
    words = folded(text[:_LONGEST_QUERY]).split()[:_MOST_WORDS]
    if not words:
        return units.none()
    begun: Value | Case | object = Value(0)
    for word in words:
        units = units.filter(search__contains=word)
        begins = Q(search__startswith=word) | Q(search__contains=f" {word}")
        begun += Case(When(begins, then=1), default=0, output_field=IntegerField())  # type: ignore[operator]
    return units.annotate(begun=begun).order_by("-begun", "name", "pk")


def unit_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names in force of these units by code, in one query."""
    return dict(units_in_force().filter(code__in=list(codes)).values_list("code", "name"))


def unit_search(text: str, limit: int = 10) -> list[Unit]:
    """Return the best of today's units that have every word of ``text``, in one query."""
    return list(units_matching(units_in_force(), text)[:limit])
