"""The one place where scipy is used: linear and whole-number programs, solved by HiGHS.

scipy and numpy are loaded when something is solved, so that no web process carries them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

NODES = 300
"""How far a whole-number program may branch; one that needs more has proved nothing. No clock: what
is hidden must not hang on what else the machine does."""

_SMALL = 1_000
"""Columns up to which making a program smaller takes longer than solving it."""

_WHOLE = 1e-6


@dataclass(slots=True)
class Program:
    """What may be true: ``rows`` (sparse) times the columns lies in ``low`` to ``high``."""

    rows: Any
    low: Floats
    high: Floats
    most: Floats
    """Of each column: none is above; none is below 0."""

    whole: bool = False


def minimum(cost: Floats, program: Program) -> Floats | None:
    """Return the columns at which ``cost`` is least, or ``None`` where nothing can be true."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        cost,
        constraints=LinearConstraint(program.rows, program.low, program.high),
        bounds=Bounds(np.zeros(len(cost)), program.most),
        integrality=np.ones(len(cost)) if program.whole else None,
        options={"node_limit": NODES} if program.whole else {"presolve": len(cost) > _SMALL},
    )
    return None if found.x is None else np.asarray(found.x)


def whole(columns: Floats) -> Ints | None:
    """Return columns as whole numbers, if that is what they are."""
    import numpy as np

    near = np.rint(columns)
    if np.abs(columns - near).max(initial=0.0) > _WHOLE:
        return None
    return near.astype(np.int64)


def sparse(rows: Sequence[dict[int, int]], width: int) -> Any:
    """Return a sparse matrix of whole numbers from rows of column to number."""
    from scipy.sparse import csr_array

    data = [number for row in rows for number in row.values()]
    column = [place for row in rows for place in row]
    line = [number for number, row in enumerate(rows) for _ in row]
    return csr_array((data, (line, column)), shape=(len(rows), width), dtype="int64")


def stacked(blocks: Sequence[Sequence[Any]]) -> Any:
    """Return one sparse matrix of blocks; ``None`` is a block of zeros."""
    from scipy.sparse import block_array

    return block_array(blocks, format="csc", dtype=float)
