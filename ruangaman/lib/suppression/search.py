"""Which cells are hidden, and the proof for each that it cannot be pinned down.

A *witness* is a set of records that explains everything published: whole numbers that fulfil each
published count exactly. Two witnesses that differ by ``width`` in a hidden cell prove that nobody
can say more closely what stands there, whatever they compute. What has no such proof has too
narrow an interval and gets more cells hidden around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ruangaman.lib.suppression.solving import Program, minimum, whole

if TYPE_CHECKING:
    from ruangaman.lib.suppression.solving import Floats, Ints
    from ruangaman.lib.suppression.world import World

_KEPT = 400
"""Witnesses that are kept beside each other."""

_IDLE = 2
"""Looks in a row that closed nothing: further ones would not either."""


@dataclass
class Search:
    """A world, what is hidden in it, and the witnesses so far."""

    world: World
    hidden: Ints
    """Of each form whether it is hidden (1) or published (0); by subtraction only: 1."""

    wanted: Ints
    """Of each form whether its interval must be wide while it is hidden."""

    width: int
    witnesses: list[Ints] = field(default_factory=list)
    """Counts of all forms; the truth is the first."""

    def __post_init__(self) -> None:
        self.witnesses.append(self.world.counts)
        self._ranges()

    def _ranges(self) -> None:
        import numpy as np

        self.low = np.minimum.reduce(self.witnesses)
        self.high = np.maximum.reduce(self.witnesses)

    def open(self) -> list[int]:
        """Return the hidden forms that lack a proof, the largest counts first."""
        import numpy as np

        span = self.high - self.low
        found = np.flatnonzero((self.hidden > 0) & (self.wanted > 0) & (span < self.width))
        return sorted(found.tolist(), key=lambda form: (-self.world.counts[form], form))

    def add(self, columns: Floats | None) -> bool:
        """Keep a solution as a witness if it is one: whole, and exact to the last record."""
        found = None if columns is None else whole(columns)
        if found is None or not self._true(found):
            return False
        counts = self.world.sums @ found
        self.witnesses.append(counts)
        import numpy as np

        self.low, self.high = np.minimum(self.low, counts), np.maximum(self.high, counts)
        if len(self.witnesses) > _KEPT:
            self._thin()
        return True

    def _true(self, columns: Ints) -> bool:
        world = self.world
        shown = self.hidden == 0
        return bool(
            columns.min(initial=0) >= 0
            and ((world.sums @ columns)[shown] == world.counts[shown]).all()
            and not (world.equal @ columns).any()
            and (world.at_least @ columns).min(initial=0) >= 0
        )

    def _thin(self) -> None:
        """Keep the truth and, of each form, one witness for either end."""
        import numpy as np

        rows = np.stack(self.witnesses)
        kept = {0, *rows.argmin(axis=0).tolist(), *rows.argmax(axis=0).tolist()}
        self.witnesses = [self.witnesses[place] for place in sorted(kept)]

    def show(self, form: int) -> list[Ints]:
        """Publish a form; return the witnesses that are none any more."""
        self.hidden[form] = 0
        count = self.world.counts[form]
        gone = [one for one in self.witnesses if one[form] != count]
        self.witnesses = [one for one in self.witnesses if one[form] == count]
        self._ranges()
        return gone

    def hide(self, form: int, witnesses: Sequence[Ints]) -> None:
        """Hide a form again; ``witnesses`` are those that ``show`` took away."""
        self.hidden[form] = 1
        self.witnesses += witnesses
        self._ranges()
        self._thin()

    def program(self, *, free: Ints | None = None) -> Program:
        """Return what is known from outside; the forms in ``free`` are left out."""
        import numpy as np

        world, known = self.world, self.hidden == 0
        if free is not None:
            known = known & (free == 0)
        never = np.zeros(world.equal.shape[0] + world.at_least.shape[0])
        above = never.copy()
        above[world.equal.shape[0] :] = np.inf
        return Program(
            rows=world.rows,
            low=np.concatenate([np.where(known, world.counts, -np.inf), never]),
            high=np.concatenate([np.where(known, world.counts, np.inf), above]),
            most=np.full(world.sums.shape[1], 4.0 * world.counts.max(initial=0) + 100.0),
        )

    def proved(self, form: int) -> bool:
        """Say whether a form has its proof, after looking for one as far as there can be one."""
        if self._seen(form):
            return False
        ends = []
        for sign in (1.0, -1.0):
            row = self._row(form)
            found = minimum(sign * row, self.program())
            if found is None:
                raise ValueError("the tables are not of the same records")
            ends.append(float(row @ found))
            self.add(found)
            if self._wide(form):
                return True
        if ends[1] - ends[0] < self.width - 1e-6:
            return False
        return self._proved_whole(form)

    def gives_away(self, form: int) -> bool:
        """Say whether a form, published, shows one beside it at first sight."""
        return any(
            self.wanted[one] and self._seen(one)
            for one in self.world.lines.beside(form, self.hidden)
        )

    def _seen(self, form: int) -> bool:
        return self.world.lines.narrow(form, self.hidden, self.world.counts, self.width)

    def _proved_whole(self, form: int) -> bool:
        """Look among whole numbers only: there the interval may be narrower."""
        for sign in (1.0, -1.0):
            program = self.program()
            program.whole = True
            self.add(minimum(sign * self._row(form), program))
            if self._wide(form):
                return True
        return False

    def probe(self, times: int = 12) -> None:
        """Find witnesses for many forms at once: look far out in directions drawn by lot.

        Ends early where looking brings nothing new: what is still open then wants its own look.
        """
        import numpy as np

        lot = np.random.default_rng(1)
        last, idle = -1, 0
        for _ in range(times):
            rows = self.open()
            idle = idle + 1 if len(rows) == last else 0
            if not rows or idle == _IDLE:
                return
            last = len(rows)
            signs = np.zeros(len(self.hidden))
            signs[rows] = lot.choice([-1.0, 1.0], size=len(rows))
            self.add(minimum(self.world.sums.T @ signs, self.program()))

    def _wide(self, form: int) -> bool:
        return bool(self.high[form] - self.low[form] >= self.width)

    def _row(self, form: int) -> Floats:
        unit = [0.0] * len(self.hidden)
        unit[form] = 1.0
        row: Floats = self.world.sums.T @ unit
        return row
