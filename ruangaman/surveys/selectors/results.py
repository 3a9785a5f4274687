"""What a closed survey says: shares with their margins, and what stays hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ruangaman.lib.estimates import (
    EVER,
    Corrected,
    Estimate,
    Group,
    any_of,
    corrected,
    crosswise,
    direct,
    groups_shown,
    joined,
    stratified,
)
from ruangaman.lib.questionnaire import Item, Kind, Questionnaire, Section, questionnaire_draft
from ruangaman.surveys.models import Stratum, Survey
from ruangaman.surveys.selectors.counts import Counts, counts_of
from ruangaman.surveys.thresholds import LEAST_ANSWERS, LEAST_STAFF

A1_ITEMS = ("saluran", "fokal-point", "berani")
"""Items of the pack's survey that make indicator A1: a channel, the focal point, feeling safe."""


@dataclass(frozen=True, slots=True)
class CodeShare:
    """The share of one answer, or of several that were too rare to be told apart."""

    codes: tuple[str, ...]
    estimate: Estimate


@dataclass(frozen=True, slots=True)
class Direct:
    """An item that was asked directly, in whole.

    ``counted`` is the share of what the indicator counts: None where nothing is, or where ``few``
    answered so (or otherwise) that they would be pointed at. ``answers`` is None when it differs
    from all answers by so few that they would be.
    """

    item: Item
    answers: int | None
    counted: Estimate | None
    few: bool
    codes: tuple[CodeShare, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Who lived through, or saw, any behaviour of a section. ``few`` as in ``Direct``."""

    section: Section
    counted: Estimate | None
    few: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """A crosswise item: the estimate as it comes, and the one corrected by the anchor."""

    item: Item
    answers: int | None
    naive: Estimate
    corrected: Corrected | None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with what its items say; items that too few answered are ``unsaid``."""

    section: Section
    said: tuple[Direct, ...]
    hidden: tuple[Hidden, ...]
    unsaid: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """All that a closed survey says in whole. Without enough answers there are no ``parts``."""

    survey: Survey
    asked: Questionnaire
    counts: Counts
    staff: int
    drawn: int
    answered: int
    parts: tuple[Part, ...]
    any_of: tuple[AnyOf, ...]

    @property
    def enough(self) -> bool:
        """Say whether anything may be shown."""
        return self.answered >= LEAST_ANSWERS and self.staff >= LEAST_STAFF

    @property
    def apart(self) -> bool:
        """Say whether there are strata to set beside each other."""
        return self.enough and len(self.counts.strata) > 1

    @property
    def a1(self) -> list[Direct]:
        """Return the items of indicator A1, if this is its survey."""
        if self.asked.measures != "A1":
            return []
        return [one for part in self.parts for one in part.said if one.item.key in A1_ITEMS]

    @property
    def hidden(self) -> list[Hidden]:
        """Return all crosswise items but the anchor."""
        return [one for part in self.parts for one in part.hidden if not one.item.anchor]


def results_of(survey: Survey) -> Results:
    """Return what a closed survey says in whole (two queries)."""
    asked, counts = questionnaire_draft(survey.definition)[0], counts_of(survey)
    bare = Results(
        survey=survey,
        asked=asked,
        counts=counts,
        staff=sum(one.staff for one in counts.strata),
        drawn=sum(one.drawn for one in counts.strata),
        answered=sum(one.answered or 0 for one in counts.strata),
        parts=(),
        any_of=(),
    )
    if not bare.enough:
        return bare
    return Results(
        survey=survey,
        asked=asked,
        counts=counts,
        staff=bare.staff,
        drawn=bare.drawn,
        answered=bare.answered,
        parts=tuple(_part(bare, section) for section in asked.sections),
        any_of=tuple(_any_of(bare)),
    )


def sensitive(asked: Questionnaire) -> bool:
    """Say whether a survey asks what happened to people, directly or not.

    Then a few who said so, or a few who did not, are hidden like a small group.
    """
    return any(item.kind in {Kind.BEHAVIOUR, Kind.CROSSWISE} for item in asked.items)


def item_strata(results: Results, said: Direct) -> list[tuple[Stratum, Estimate | None]]:
    """Return each stratum with the share of what is counted; None where it stays hidden."""
    strata = results.counts.strata
    if not results.apart or said.counted is None:
        return [(one, None) for one in strata]
    cells = results.counts.cells(said.item.key, said.item.positive)
    shown = groups_shown(
        [Group(cell.staff, cell.answers, cell.yes) for cell in cells],
        answers=LEAST_ANSWERS,
        staff=LEAST_STAFF,
        sides=sensitive(results.asked),
    )
    return [
        (one, direct(cell.yes, cell.answers, staff=cell.staff) if place in shown else None)
        for place, (one, cell) in enumerate(zip(strata, cells, strict=True))
    ]


def _part(results: Results, section: Section) -> Part:
    said, hidden, unsaid = list[Direct](), list[Hidden](), list[Item]()
    for item in section.items:
        if results.counts.answered(item.key) < LEAST_ANSWERS:
            unsaid.append(item)
        elif item.kind == Kind.CROSSWISE:
            hidden.append(_hidden(results, item))
        else:
            said.append(_direct(results, item))
    return Part(section, tuple(said), tuple(hidden), tuple(unsaid))


def _direct(results: Results, item: Item) -> Direct:
    counts = dict.fromkeys(item.codes, 0) | results.counts.total(item.key)
    answers = sum(counts.values())
    yes = sum(counts[code] for code in item.positive)
    few = bool(item.positive) and sensitive(results.asked) and _few(yes, answers)
    return Direct(
        item=item,
        answers=_answers(results, answers),
        counted=_share(results, item.key, item.positive) if item.positive and not few else None,
        few=few,
        codes=tuple(
            CodeShare(codes, _share(results, item.key, codes))
            for codes in _told(counts, item, few=few, careful=sensitive(results.asked))
        ),
    )


def _told(
    counts: dict[str, int], item: Item, *, few: bool, careful: bool
) -> Iterable[tuple[str, ...]]:
    """Return which codes are told alone, and which together, in the order of the item.

    The counted and the other codes have known sums, unless these are ``few``, so each of both hides
    its own.
    """
    sides: Sequence[Sequence[str]] = [item.codes]
    if item.positive and not few:
        sides = [item.positive, [code for code in item.codes if code not in item.positive]]
    groups = list[tuple[str, ...]]()
    for side in sides:
        hidden = joined({code: counts[code] for code in side}, LEAST_ANSWERS) if careful else set()
        groups += [(code,) for code in side if code not in hidden]
        if hidden and (not few or sum(counts[code] for code in side if code not in hidden)):
            groups.append(tuple(code for code in side if code in hidden))
    return sorted(groups, key=lambda codes: item.codes.index(codes[0]))


def _any_of(results: Results) -> Iterable[AnyOf]:
    for section in results.asked.sections:
        name = any_of(section.key)
        counts = results.counts.total(name)
        answers = sum(counts.values())
        if answers < LEAST_ANSWERS:
            continue
        few = _few(counts.get(EVER, 0), answers)
        yield AnyOf(section, None if few else _share(results, name, (EVER,)), few)


def _hidden(results: Results, item: Item) -> Hidden:
    naive = crosswise(results.counts.cells(item.key, ("same",)), item.p)
    answers = _answers(results, naive.answers)
    anchor = next((one for one in results.asked.items if one.anchor), None)
    if anchor is None or item.anchor:
        return Hidden(item, answers, naive, None)
    pairs = results.counts.pairs(item.key, anchor.key)
    if sum(one.answers for one in pairs) < LEAST_ANSWERS:
        return Hidden(item, answers, naive, None)
    return Hidden(item, answers, naive, corrected(pairs, item.p, anchor.p))


def _answers(results: Results, answers: int) -> int | None:
    """Return how many answered an item, if those who did not are none or enough."""
    return None if 0 < results.answered - answers < LEAST_ANSWERS else answers


def _share(results: Results, item: str, codes: Sequence[str]) -> Estimate:
    return stratified(results.counts.cells(item, codes))


def _few(yes: int, answers: int) -> bool:
    """Say whether some said so, or some did not, and fewer than may be shown."""
    return any(0 < count < LEAST_ANSWERS for count in (yes, answers - yes))
