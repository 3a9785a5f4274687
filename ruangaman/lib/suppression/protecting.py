"""Hiding what is small, then what would give it away, and as little more as can be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ruangaman.lib.suppression.choosing import chosen
from ruangaman.lib.suppression.forms import form_of
from ruangaman.lib.suppression.model import HIDDEN, At, Counts, Earlier, Hidden, Link, Unprotectable
from ruangaman.lib.suppression.report import HiddenCell, Protected, Reason, reported
from ruangaman.lib.suppression.search import Search
from ruangaman.lib.suppression.world import World, worlds

if TYPE_CHECKING:
    from ruangaman.lib.suppression.solving import Floats, Ints

Progress = Callable[[int, int], None]
"""Is told how much is done, and of how much."""

_STEPS = 1000


@dataclass(frozen=True, slots=True)
class Rule:
    """What is small, and how wide the interval of a hidden cell must be."""

    floor: int
    small_base: int
    base_floor: int
    width: int


def protect(
    tables: Sequence[Counts],
    *,
    floor: int = 5,
    small_base: int = 50,
    base_floor: int = 10,
    width: int = 5,
    linked: Sequence[Link] = (),
    earlier: Sequence[Earlier] = (),
    progress: Progress | None = None,
) -> Protected:
    """Return the tables of one release with every small cell hidden, and more where it must be.

    Small is what is below ``floor``, and below ``base_floor`` where fewer than ``small_base``
    records are counted; 0 is small too. From everything published together (all tables, totals,
    ``linked``, and what was published ``earlier`` of the same records) the interval of each hidden
    cell is at least ``width`` wide. Raises ``ValueError`` for tables that contradict each other,
    ``Unprotectable`` for what hiding cannot mend.
    """
    if len({table.key for table in tables}) < len(tables):
        raise ValueError("two tables have one key")
    rule = Rule(floor, small_base, base_floor, width)
    done: list[_Work] = []
    all_worlds = list(worlds(tables, linked, [one.counts for one in earlier]))
    for number, world in enumerate(all_worlds):
        work = _Work(world, rule, earlier, _part(progress, number, len(all_worlds)))
        work.run()
        done.append(work)
    return _protected(tables, done)


def _part(progress: Progress | None, number: int, of: int) -> Callable[[float], None]:
    def tell(share: float) -> None:
        if progress:
            progress(int(_STEPS * (number + share) / of), _STEPS)

    return tell


class _Work:
    """One world on its way from bare to protected."""

    def __init__(
        self, world: World, rule: Rule, earlier: Sequence[Earlier], tell: Callable[[float], None]
    ) -> None:
        import numpy as np

        self.world, self.rule, self.tell = world, rule, tell
        self.reason: dict[int, Reason] = {}
        self.known = self._published_before(earlier)
        told = world.told > 0
        before = np.zeros(len(told), dtype=bool)
        before[sorted({*self._earlier(earlier)} - self.known)] = True
        self.floor = self._floors()
        small = (world.counts < self.floor).astype(np.int64)
        self.may = np.where(told, 1, 0)
        self.may[[*self.known, *world.impossible]] = 0
        for population, place in world.whole_of.items():
            if population not in world.linked:
                self.may[place] = 0
        hidden = np.where(told & ~before, small, 1)
        hidden[[*self.known, *world.impossible]] = 0
        self.search = Search(world, hidden, np.where(told | before, 1, small), rule.width)
        for place in np.flatnonzero(hidden).tolist():
            self.reason[place] = self._why(world.counts[place], self.floor[place])

    def _why(self, count: int, floor: int) -> Reason:
        if count >= floor:
            return "earlier"
        return "small" if count < self.rule.floor else "base"

    def _floors(self) -> Ints:
        """The base is the number of records that a table counts, not one of its rows or columns.

        A row's number may be hidden: if it decided about the floor, a 7 in the row would tell that
        the row has fifty.
        """
        import numpy as np

        counts, rule = self.world.counts, self.rule
        whole = {one: int(counts[at]) for one, at in self.world.whole_of.items()}
        return np.array(
            [
                rule.base_floor if whole[form.population] < rule.small_base else rule.floor
                for form in self.world.forms
            ],
            dtype=np.int64,
        )

    def _earlier(self, earlier: Sequence[Earlier]) -> Iterator[int]:
        index = self.world.index
        for one in earlier:
            yield from (
                index[form]
                for at in one.counts.places()
                if (form := form_of(one.counts, at)) in index
            )

    def _published_before(self, earlier: Sequence[Earlier]) -> frozenset[int]:
        """Return what is known for ever; what has changed since would show who was changed."""
        index, found = self.world.index, set()
        for one in earlier:
            for at, count in one.published.items():
                place = index.get(form_of(one.counts, at))
                if place is None:
                    continue
                if self.world.counts[place] != count:
                    raise Unprotectable(f"{one.counts.key} {at} was published with another count")
                found.add(place)
        return frozenset(found)

    def run(self) -> None:
        self._close()
        self.search.probe()
        count = 0
        while bare := self.search.open():
            count += 1
            self.tell(0.7 * (1 - 1 / (1 + count / 50)))
            if not self.search.proved(bare[0]):
                self._cover(bare[0])
        self._uncover()
        self.tell(1.0)

    def _cover(self, form: int) -> None:
        """Hide what makes the form's interval wide, or everything where nothing else does."""
        choice = chosen(self.search, form, may=self.may, price=self._price())
        if choice:
            self._hide(choice.forms, "complement")
            self.search.add(choice.columns)
            return
        rest = [place for place in range(len(self.may)) if self.may[place] and self._shown(place)]
        if not rest:
            raise Unprotectable(f"{sorted(self.world.forms[form].at)} cannot be protected")
        self._hide(rest, "complement")

    def _price(self) -> Floats:
        """A cell costs what it would be read in: a total that stands in five tables, five cells."""
        import numpy as np

        price: Floats = self.world.told + 0.01 * np.log1p(self.world.counts)
        return price

    def _hide(self, forms: Sequence[int], reason: Reason) -> None:
        for form in forms:
            self.search.hidden[form] = 1
            self.reason.setdefault(form, reason)
        self._close()

    def _close(self) -> None:
        """Where the number of all records is hidden, nothing of them is published.

        The floor depends on that number, so a published cell would tell something of it.
        """
        for population, place in self.world.whole_of.items():
            if self._shown(place):
                continue
            for one, form in enumerate(self.world.forms):
                if form.population == population and self.may[one] and self._shown(one):
                    self.search.hidden[one] = 1
                    self.reason.setdefault(one, "total")

    def _shown(self, form: int) -> bool:
        return not self.search.hidden[form]

    def _uncover(self) -> None:
        """Publish again what need not be hidden, the dearest first (Kelly's clean-up)."""
        price = self._price()
        extra = [form for form, why in self.reason.items() if why == "complement"]
        extra.sort(key=lambda form: (-price[form], form))
        for number, form in enumerate(extra):
            self.tell(0.7 + 0.3 * number / len(extra))
            search = self.search
            before = search.show(form)
            if not search.gives_away(form) and self._all_proved():
                del self.reason[form]
            else:
                search.hide(form, before)

    def _all_proved(self) -> bool:
        search = self.search
        while bare := search.open():
            if not search.proved(bare[0]):
                return False
            search.probe(2)
        return True


def _protected(tables: Sequence[Counts], done: Sequence[_Work]) -> Protected:
    cells: dict[str, dict[At, int | Hidden]] = {}
    small: dict[tuple[str, At], Reason] = {}
    hidden: dict[tuple[str, At], HiddenCell] = {}
    places = {form: (work, place) for work in done for form, place in work.world.index.items()}
    for table in tables:
        mine = cells.setdefault(table.key, {})
        for at in table.places():
            work, place = places[form_of(table, at)]
            search = work.search
            reason = work.reason.get(place)
            if work.world.counts[place] < work.floor[place] and reason:
                small[table.key, at] = reason
            shown = not search.hidden[place]
            mine[at] = table.totals[at] if shown else HIDDEN
            if reason and not shown:
                proved = int(search.high[place] - search.low[place])
                hidden[table.key, at] = HiddenCell(table.key, at, reason, proved)
    return Protected(cells, reported(cells, small, hidden))
