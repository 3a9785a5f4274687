"""The counts of a closed survey, as estimates take them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ruangaman.lib.estimates import Cell, Pairs, pair_of
from ruangaman.surveys.models import Stratum, Survey, Tally

_SAME, _ONE = "same", "one"


@dataclass(frozen=True, slots=True)
class Counts:
    """Strata in their order; and of each item, how often each code was chosen in each stratum.

    ``chosen``: code by item, to counts by the position of a stratum.
    """

    strata: tuple[Stratum, ...]
    chosen: Mapping[str, Mapping[str, Mapping[int, int]]]

    def total(self, item: str) -> dict[str, int]:
        """Return how often each code of an item was chosen."""
        return {code: sum(by.values()) for code, by in self.chosen.get(item, {}).items()}

    def answers(self, item: str) -> dict[int, int]:
        """Return how many answered an item, by stratum."""
        found: dict[int, int] = {}
        for by in self.chosen.get(item, {}).values():
            for position, count in by.items():
                found[position] = found.get(position, 0) + count
        return found

    def cells(self, item: str, codes: Collection[str]) -> list[Cell]:
        """Return for each stratum how many answered an item, and with one of these codes."""
        answers, by = self.answers(item), self.chosen.get(item, {})
        wanted = [by[code] for code in codes if code in by]
        return [
            Cell(
                one.staff,
                answers.get(one.position, 0),
                sum(counts.get(one.position, 0) for counts in wanted),
            )
            for one in self.strata
        ]

    def pairs(self, item: str, anchor: str) -> list[Pairs]:
        """Return for each stratum how both answers, to an item and the anchor, go together."""
        by = self.chosen.get(pair_of(item, anchor), {})
        codes = [by.get(f"{a}+{b}", {}) for a in (_SAME, _ONE) for b in (_SAME, _ONE)]
        return [
            Pairs(one.staff, *(counts.get(one.position, 0) for counts in codes))
            for one in self.strata
        ]


def counts_of(survey: Survey) -> Counts:
    """Return the counts of a closed survey (two queries)."""
    strata = tuple(survey.strata.order_by("position").defer("unit_codes"))
    rows = Tally.objects.filter(survey=survey).values_list("item", "code", "stratum", "count")
    return Counts(strata, _nested(rows.iterator(chunk_size=10_000)))


def _nested(
    rows: Iterable[tuple[str, str, int, int]],
) -> dict[str, dict[str, dict[int, int]]]:
    found: dict[str, dict[str, dict[int, int]]] = {}
    for item, code, position, count in rows:
        found.setdefault(item, {}).setdefault(code, {})[position] = count
    return found
