"""Indicators: what they mean, and their values month by month, of the province and of units."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from ruangaman.core.pack_content import source_said
from ruangaman.core.words import words
from ruangaman.oversight.indicator_words import FREQUENCIES, VALUES, limit_said
from ruangaman.oversight.models import Content, Figure, UnitMonth


@dataclass(frozen=True, slots=True)
class Part:
    """One of several figures of an indicator; ``key`` is its name in ``Figure.detail``."""

    key: str
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold of an indicator that no law sets, in ``unit``, and why it is this one."""

    key: str
    value: int
    unit: str
    reason: str

    @property
    def said(self) -> str:
        """Return the threshold and its reason in words."""
        return f"{limit_said(self.value, self.unit)}. {self.reason}"


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator as the pack defines it, in the language of the page.

    ``value`` is the unit of its figures (``indicator_words.VALUES``). ``target`` is None for all
    that must not be driven to a number, and for what is ``released``: that exists in releases
    only. ``better`` is "up", "down" or empty. ``unit_title`` says what a unit's own value means,
    empty where units have none; with ``unit_yes`` it is 100 for yes and 0 for no.
    """

    code: str
    group: str
    title: str
    definition: str
    formula: str
    data: str
    frequency: str
    owner: str
    value: str
    better: str
    target: int | None
    released: bool
    unit_title: str
    unit_yes: bool
    parts: tuple[Part, ...]
    limits: tuple[Limit, ...]
    source: str
    mark: str
    reviewed: bool

    @property
    def by_unit(self) -> bool:
        """Say whether units have a value of their own."""
        return bool(self.unit_title)

    @property
    def frequency_said(self) -> str:
        """Return how often it is looked at, in words."""
        return str(FREQUENCIES[self.frequency])

    @property
    def value_said(self) -> str:
        """Return what its figures count, in words."""
        return str(VALUES[self.value])


def indicators() -> list[Indicator]:
    """Return all indicators of the pack, in its order (one query)."""
    rows = Content.objects.filter(kind=Content.Kind.INDICATOR, current=True)
    return [_indicator(row) for row in rows.order_by("position", "pk")]


def indicator(code: str) -> Indicator | None:
    """Return the indicator of a code that somebody typed, or None."""
    return next((one for one in indicators() if one.code == code), None)


def province_series(
    codes: Collection[str], since: dt.date, until: dt.date
) -> dict[str, dict[dt.date, Figure]]:
    """Return the figures of the province by code and month, from one month to another.

    A month without a figure is not there. One query.
    """
    found: dict[str, dict[dt.date, Figure]] = {code: {} for code in codes}
    rows = Figure.objects.filter(code__in=list(codes), month__gte=since, month__lte=until)
    for row in rows.order_by("month"):
        found[row.code][row.month] = row
    return found


def unit_values(month: dt.date, codes: Collection[str]) -> dict[str, dict[str, float | None]]:
    """Return the values of the units of a month, by unit and indicator; None for not known.

    Units that were not there on the last day of the month have no entry. One query.
    """
    rows = UnitMonth.objects.filter(month=month).order_by("unit_code")
    return {
        unit: {code: values.get(code) for code in codes}
        for unit, values in rows.values_list("unit_code", "values")
    }


def unit_reasons(month: dt.date) -> dict[str, dict[str, str]]:
    """Return why units have no value, by unit and indicator (or duty), where there is a reason."""
    rows = UnitMonth.objects.filter(month=month).exclude(why={})
    return dict(rows.values_list("unit_code", "why"))


def months_known() -> list[dt.date]:
    """Return the months that were ever computed, the newest first."""
    return list(Figure.objects.order_by("-month").values_list("month", flat=True).distinct())


def _indicator(row: Content) -> Indicator:
    body = row.body
    return Indicator(
        code=body["code"],
        group=body["group"],
        title=words(body, "title"),
        definition=words(body, "definition"),
        formula=words(body, "formula"),
        data=words(body, "data"),
        frequency=body["frequency"],
        owner=words(body, "owner"),
        value=body["value"],
        better=body["better"],
        target=body["target"],
        released=body["released"],
        unit_title=words(body, "unit_title"),
        unit_yes=body["unit_yes"],
        parts=tuple(Part(one["key"], words(one, "title"), one["value"]) for one in body["part"]),
        limits=tuple(
            Limit(one["key"], one["value"], one["unit"], words(one, "reason"))
            for one in body.get("limit", ())
        ),
        source=source_said(body),
        mark=body["mark"],
        reviewed=row.reviewed,
    )
