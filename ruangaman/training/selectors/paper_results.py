"""Results of an event for its trainers: persons by name, the group, the items, the modules."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ruangaman.core.clock import now
from ruangaman.core.pack_content import said
from ruangaman.lib.testing import (
    LEAST_FOR_GROUP,
    ItemFigures,
    gain,
    group_gain,
    item_figures,
    mean,
    module_of,
    percent,
)
from ruangaman.training.models import Content, Event, Paper, Participant, Sitting
from ruangaman.training.selectors.results import Marks, Share, marks_of, shares_of
from ruangaman.training.selectors.sittings import GRACE

PRE, POST, LATER = Paper.Kind.PRE, Paper.Kind.POST, Paper.Kind.FOLLOW_UP


@dataclass(frozen=True, slots=True)
class Mark:
    """A sitting of a person; ``percent`` is None while it is not ended."""

    percent: int | None
    passed: bool
    missed: tuple[str, ...]
    attempt: int


@dataclass(slots=True)
class Row:
    """A participant and her sittings by the kind of test."""

    participant: Participant
    marks: dict[str, list[Mark]] = field(default_factory=lambda: defaultdict(list))

    def first(self, kind: str) -> int | None:
        """Return the percent of the first attempt, if it is ended."""
        found = self.marks.get(kind)
        return found[0].percent if found else None

    @property
    def pre(self) -> list[Mark]:
        """Sittings before the course."""
        return self.marks.get(PRE, [])

    @property
    def post(self) -> list[Mark]:
        """Sittings after it."""
        return self.marks.get(POST, [])

    @property
    def later(self) -> list[Mark]:
        """Sittings months later."""
        return self.marks.get(LATER, [])

    @property
    def gain(self) -> float | None:
        """The normalised gain of this person; None without both tests, or after a pre of 100."""
        pre, post = self.first(PRE), self.first(POST)
        return None if pre is None or post is None else gain(pre, post)

    @property
    def passed(self) -> bool | None:
        """Whether any sitting after the course passed; None when none is ended."""
        ended = [one.passed for one in self.post if one.percent is not None]
        return any(ended) if ended else None


@dataclass(frozen=True, slots=True)
class KindFigures:
    """The first attempts of one kind of test: how many, their mean, how many passed."""

    kind: str
    count: int
    mean: float | None
    passed: int


@dataclass(frozen=True, slots=True)
class Group:
    """The group. ``gain`` is Hake's, from the means of those who sat both tests; ``mean_gain`` is
    the mean over persons, ``full`` the number of those who had 100 before and have none.
    ``retained`` is the mean months later over the mean after, of those who sat both (1 is all).
    """

    kinds: Sequence[KindFigures]
    pairs: int
    gain: float | None
    mean_gain: float | None
    full: int
    kept_pairs: int
    retained: float | None


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with its figures."""

    form: str
    module: int
    must_pass: bool
    text: str
    figures: ItemFigures


@dataclass(frozen=True, slots=True)
class Results:
    """Everything of an event's tests; ``items`` and ``modules`` are of first attempts."""

    rows: Sequence[Row]
    group: Group
    sittings: Sequence[Sitting]


def event_results(event: Event) -> Results:
    """Return the results of an event, persons by name (two queries)."""
    people = Participant.objects.filter(event=event).select_related("person")
    rows = {one.pk: Row(one) for one in people.order_by("person__search", "person_id")}
    sittings = list(
        Sitting.objects.filter(paper__event=event)
        .select_related("paper")
        .order_by("attempt", "started_at")
    )
    for one in sittings:
        rows[one.participant_id].marks[one.paper.kind].append(_mark(one))
    shown = [
        row
        for row in rows.values()
        if row.marks or row.participant.state in ("invited", "accepted")
    ]
    return Results(shown, _group(shown), sittings)


def figures_of(
    results: Results, kind: str
) -> tuple[list[ItemRow], list[tuple[int, dict[str, Share]]]]:
    """Return the items of one kind of test, and the modules in all kinds (two queries)."""
    ended = [one for one in results.sittings if one.ended_at is not None and one.attempt == 1]
    marks, items = marks_of(ended)
    by_kind: dict[str, Marks] = defaultdict(dict)
    for one in ended:
        by_kind[one.paper.kind][one.pk] = marks[one.pk]
    forms = {one.pk: one.form for one in ended}
    shares = {name: shares_of(found, items) for name, found in by_kind.items()}
    modules = sorted({module for found in shares.values() for module in found})
    table = [
        (module, {name: found[module] for name, found in shares.items() if module in found})
        for module in modules
    ]
    return _items(by_kind.get(kind, {}), forms, items), table


def _items(marks: Marks, forms: dict[uuid.UUID, str], items: dict[int, Content]) -> list[ItemRow]:
    """Return the items by module; each beside those of the same form only."""
    found = []
    for form in sorted(set(forms.values())):
        people = [
            {str(item): right for item, right in row.items()}
            for pk, row in marks.items()
            if forms[pk] == form
        ]
        found += [
            _item(form, items[int(item)], item_figures(people, item))
            for item in sorted({key for row in people for key in row}, key=int)
        ]
    return sorted(found, key=lambda one: (one.module, one.form))


def _item(form: str, item: Content, figures: ItemFigures) -> ItemRow:
    body = item.body
    return ItemRow(
        form, module_of(item.key), bool(body.get("must_pass")), str(said(body, "text")), figures
    )


def _mark(one: Sitting) -> Mark:
    ended = one.ended_at is not None
    return Mark(
        percent(one.right or 0, one.total) if ended else None,
        bool(one.passed),
        tuple(one.missed),
        one.attempt,
    )


def _group(rows: Sequence[Row]) -> Group:
    both = _pairs(rows, PRE, POST)
    kept = _pairs(rows, POST, LATER)
    gains = [one for pre, post in both if (one := gain(pre, post)) is not None]
    after = mean([post for post, _ in kept]) if kept else 0
    return Group(
        kinds=[_kind(rows, kind) for kind in (PRE, POST, LATER)],
        pairs=len(both),
        gain=group_gain(both),
        mean_gain=mean(gains) if gains else None,
        full=len(both) - len(gains),
        kept_pairs=len(kept),
        retained=mean([later for _, later in kept]) / after if after else None,
    )


def _pairs(rows: Sequence[Row], one: str, other: str) -> list[tuple[float, float]]:
    pairs = [(row.first(one), row.first(other)) for row in rows]
    return [(a, b) for a, b in pairs if a is not None and b is not None]


def _kind(rows: Sequence[Row], kind: str) -> KindFigures:
    marks = [mark for row in rows if (mark := row.first(kind)) is not None]
    passed = sum(any(one.passed for one in row.marks.get(kind, [])) for row in rows)
    return KindFigures(kind, len(marks), mean(marks) if marks else None, passed)


def results_shown(results: Results, *, trainer: bool) -> Results | None:
    """Return what may be told of the group: to its trainers everything, as it comes in.

    To others tests that are closed, from five persons on: who sees the mean of five people and
    then of six, and who it was that came, knows the mark of the sixth.
    """
    if trainer:
        return results
    closed = _closed(results)
    group = closed.group
    fewest = min((one.count for one in group.kinds if one.count), default=0)
    few = fewest < LEAST_FOR_GROUP or 0 < group.pairs < LEAST_FOR_GROUP
    return None if few else closed


def _closed(results: Results) -> Results:
    """Return the results with figures of those tests alone into which nothing comes any more."""
    over = now() - GRACE
    sittings = [one for one in results.sittings if one.paper.closes_at < over]
    open_now = {one.paper.kind for one in results.sittings} - {one.paper.kind for one in sittings}
    rows = [
        Row(row.participant, {k: marks for k, marks in row.marks.items() if k not in open_now})
        for row in results.rows
    ]
    group = _group(rows)
    kinds = [one for one in group.kinds if one.kind not in open_now]
    return Results(results.rows, replace(group, kinds=kinds), sittings)
