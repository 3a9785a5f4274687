"""The counts of a closed survey, as estimates take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ruangaman.lib.estimates import Cell, Pairs, pair_of
from ruangaman.surveys.models import Stratum, Survey, Tally

_SAME, _ONE = "same", "one"


Row = list[int]
"""A number for each stratum, in their order."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Strata in their order; and of each item, how often each code was chosen in each stratum.

    ``chosen``: item, then code, to counts. ``answers``: item to counts.
    """

    strata: tuple[Stratum, ...]
    chosen: Mapping[str, Mapping[str, Row]]
    answers: Mapping[str, Row]

    def total(self, item: str) -> dict[str, int]:
        """Return how often each code of an item was chosen."""
        return {code: sum(row) for code, row in self.chosen.get(item, {}).items()}

    def answered(self, item: str) -> int:
        """Return how many answered an item."""
        return sum(self.answers.get(item, ()))

    def cells(self, item: str, codes: Collection[str]) -> list[Cell]:
        """Return for each stratum how many answered an item, and with one of these codes."""
        by, none = self.chosen.get(item, {}), [0] * len(self.strata)
        rows = [by[code] for code in codes if code in by]
        wanted = [sum(counts) for counts in zip(*rows, strict=True)] if rows else none
        staff = [one.staff for one in self.strata]
        return list(map(Cell, staff, self.answers.get(item, none), wanted))

    def pairs(self, item: str, anchor: str) -> list[Pairs]:
        """Return for each stratum how both answers, to an item and the anchor, go together."""
        by, none = self.chosen.get(pair_of(item, anchor), {}), [0] * len(self.strata)
        rows = [by.get(f"{a}+{b}", none) for a in (_SAME, _ONE) for b in (_SAME, _ONE)]
        return list(map(Pairs, [one.staff for one in self.strata], *rows))


def counts_of(survey: Survey) -> Counts:
    """Return the counts of a closed survey (two queries)."""
    strata = tuple(survey.strata.order_by("position").defer("unit_codes"))
    rows = Tally.objects.filter(survey=survey).values_list("item", "code", "stratum", "count")
    places = {one.position: place for place, one in enumerate(strata)}
    chosen = _nested(rows.iterator(chunk_size=10_000), places)
    answers = {
        item: [sum(counts) for counts in zip(*by.values(), strict=True)]
        for item, by in chosen.items()
    }
    return Counts(strata, chosen, answers)


def _nested(
    rows: Iterable[tuple[str, str, int, int]], places: Mapping[int, int]
) -> dict[str, dict[str, Row]]:
    """Return the counts by item and code; a stratum that is not the survey's counts for none."""
    found: dict[str, dict[str, Row]] = {}
    for item, code, position, count in rows:
        if position in places:
            row = found.setdefault(item, {}).setdefault(code, [0] * len(places))
            row[places[position]] = count
    return found
