"""A1, A2: what anonymous surveys say of the province; never of a unit."""

from __future__ import annotations

from ruangaman.lib.clocks import months_later
from ruangaman.lib.estimates import Estimate
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures.moment import WHOLE, Measured, Moment
from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.results import A1_ITEMS, Results, results_of

EXPERIENCED, WITNESSED = "alami", "lihat"
"""Sections of the pack's survey A2."""
LOW, HIGH = ":low", ":high"
"""What follows the key of a part for the ends of its 95 % interval."""


def a1(moment: Moment) -> Measured:
    """Staff who can name a channel, know their focal point, would feel safe to use it."""
    results = _newest("A1", moment)
    if not isinstance(results, Results):
        return results
    said = {one.item.key: one.counted for one in results.a1}
    return _told({key: said.get(key) for key in A1_ITEMS}, A1_ITEMS[0])


def a2(moment: Moment) -> Measured:
    """Staff who experienced or saw something, asked directly and indirectly."""
    results = _newest("A2", moment)
    if not isinstance(results, Results):
        return results
    said = {one.section.key: one.counted for one in results.any_of}
    found = {key: said.get(key) for key in (EXPERIENCED, WITNESSED)}
    for one in results.hidden:
        better = one.corrected.estimate if one.corrected else None
        found[one.item.key] = better or one.naive
    return _told(found, EXPERIENCED)


def _newest(measures: str, moment: Moment) -> Results | Measured:
    """Return what the newest survey closed by then says, or why there is nothing.

    The pack says for how many months a closed survey is looked at.
    """
    lasts = moment.limit(measures, "lasts")
    if lasts is None:
        return Measured(why=Why.NO_LIMIT)
    closed = Survey.objects.filter(
        measures=measures, state=Survey.State.CLOSED, closed_on__lte=moment.day
    )
    survey = closed.order_by("-closed_on", "-created_at").first()
    if survey is None or survey.closed_on is None:
        return Measured(why=Why.NO_SURVEY)
    if survey.closed_on <= months_later(moment.day, -lasts):
        return Measured(why=Why.OLD_SURVEY)
    results = results_of(survey)
    return results if results.enough else Measured(why=Why.FEW)


def _told(found: dict[str, Estimate | None], first: str) -> Measured:
    """Return the figures in percent, as the formulas give them, with their intervals."""
    detail: dict[str, float] = {}
    for key, one in found.items():
        if one is not None:
            detail[key] = WHOLE * one.value
            detail |= {key + LOW: WHOLE * one.low, key + HIGH: WHOLE * one.high}
    if first not in detail:
        return Measured(why=Why.FEW, detail=detail)
    return Measured(detail[first], detail=detail)
