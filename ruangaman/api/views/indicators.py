"""``indicators``: what each one means, and its values for the province by month."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest

from ruangaman.api.framework import Document, Router, reads
from ruangaman.api.scopes import Scope
from ruangaman.api.views.parameters import Month, months_read
from ruangaman.core.problems import both
from ruangaman.oversight.reasons import Why, said
from ruangaman.oversight.selectors.series import Defined, Observed, defined, observed

router = Router()


class PartDocument(Document):
    """One of several figures of an indicator."""

    key: str
    title_id: str
    title_en: str
    value: str


class LimitDocument(Document):
    """A threshold of an indicator that no law sets, and why it is this one."""

    key: str
    value: int
    unit: str
    reason_id: str
    reason_en: str


class IndicatorDocument(Document):
    """What an indicator means. ``released``: its figures are in ``releases`` alone.

    ``value`` is its unit; ``target`` is empty where no number may be driven at. ``verified`` says
    whether an office has confirmed the words.
    """

    code: str
    group: str
    title_id: str
    title_en: str
    definition_id: str
    definition_en: str
    formula_id: str
    formula_en: str
    data_id: str
    data_en: str
    owner_id: str
    owner_en: str
    frequency: str
    value: str
    better: str
    target: int | None
    released: bool
    parts: list[PartDocument]
    limits: list[LimitDocument]
    source: str
    mark: str
    verified: bool


class MonthDocument(Document):
    """A month. Without a value ``why`` and its sentences say why; ``running``: not over yet."""

    month: str
    value: float | None
    numerator: int | None
    denominator: int | None
    parts: dict[str, float]
    why: str
    why_id: str
    why_en: str
    running: bool


class IndicatorList(Document):
    """All indicators, in the order of the reference data."""

    items: list[IndicatorDocument]


class SeriesDocument(IndicatorDocument):
    """An indicator with its months, the oldest first."""

    months: list[MonthDocument]


@reads(router, "indicators", scope=Scope.INDICATORS, name="indicators", answer=IndicatorList)
def every(request: HttpRequest) -> IndicatorList:  # noqa: ARG001
    """All indicators with their definitions."""
    return IndicatorList(items=[IndicatorDocument(**_words(one)) for one in defined().values()])


@reads(router, "indicators/{code}", scope=Scope.INDICATORS, name="indicator", answer=SeriesDocument)
def one(
    request: HttpRequest,  # noqa: ARG001
    code: str,
    since: Month = None,
    until: Month = None,
) -> SeriesDocument:
    """One indicator with its values for the province, by month; the last twelve without `since`."""
    found = defined().get(code)
    if found is None:
        raise Http404
    months = observed([found["id"]], *months_read(since, until))[code]
    return SeriesDocument(**_words(found), months=[_month(row) for row in months])


def _words(one: Defined) -> dict[str, Any]:
    plain = one["id"]
    names = ("title", "definition", "formula", "data", "owner")
    texts = {f"{name}_{lang}": getattr(one[lang], name) for name in names for lang in one}
    parts = [
        PartDocument(key=a.key, title_id=a.title, title_en=b.title, value=a.value)
        for a, b in zip(plain.parts, one["en"].parts, strict=True)
    ]
    limits = [
        LimitDocument(key=a.key, value=a.value, unit=a.unit, reason_id=a.reason, reason_en=b.reason)
        for a, b in zip(plain.limits, one["en"].limits, strict=True)
    ]
    same = ("code", "group", "frequency", "value", "better", "target", "released", "source", "mark")
    kept = {name: getattr(plain, name) for name in same}
    return {**texts, **kept, "parts": parts, "limits": limits, "verified": plain.reviewed}


def _month(row: Observed) -> MonthDocument:
    why = Why(row.why).label if row.why in Why.values else said(row.why)
    return MonthDocument(
        month=f"{row.month:%Y-%m}",
        value=row.value,
        numerator=row.numerator,
        denominator=row.denominator,
        parts=row.parts,
        why=row.why,
        running=row.running,
        **both("why", why),
    )
