"""Every cell of every table as one fact about the records of its population.

A total that stands in five tables is one fact: hidden in one of them, it is hidden in all. An axis
with many choices is one axis with yes and no for each of its codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from ruangaman.lib.suppression.model import TOTAL, At, Axis, Counts, Link, Unprotectable

YES, NO = "yes", "no"


class Form(NamedTuple):
    """A population, and the code on each axis that tells a record in from one out."""

    population: str
    at: frozenset[tuple[str, str]]


def form_of(table: Counts, at: At) -> Form:
    """Return the form of a place."""
    pairs = (
        (f"{axis.key}={code}", YES) if axis.many else (axis.key, code)
        for axis, code in zip(table.axes, at, strict=True)
        if code != TOTAL
    )
    return Form(table.population, frozenset(pairs))


def facts_of(table: Counts) -> Iterator[tuple[Form, int]]:
    """Return what a table tells with true counts, and how many did not choose each code of many.

    The latter stands in no table, but whoever subtracts gets it.
    """
    many = next((place for place, axis in enumerate(table.axes) if axis.many), None)
    for at in table.places():
        form, count = form_of(table, at), table.totals[at]
        yield form, count
        if many is None or at[many] == TOTAL:
            continue
        all_of_them = table.totals[(*at[:many], TOTAL, *at[many + 1 :])]
        if all_of_them < count:
            raise ValueError(f"table {table.key}: more at {at} than records")
        name = f"{table.axes[many].key}={at[many]}"
        others = form.at - {(name, YES)} | {(name, NO)}
        yield Form(form.population, others), all_of_them - count


def groups_of(table: Counts) -> Iterator[dict[str, tuple[str, ...]]]:
    """Return the axes with their codes that stand together in a table, as axes of one choice."""
    alone = {axis.key: axis.codes for axis in table.axes if not axis.many}
    several = [axis for axis in table.axes if axis.many]
    yield alone
    for axis in several:
        for code in axis.codes:
            yield {**alone, f"{axis.key}={code}": (YES, NO)}


def axes_of(tables: Iterable[Counts]) -> dict[str, tuple[str, ...]]:
    """Return all axes of one population's tables; ``ValueError`` where tables differ in one."""
    found: dict[str, tuple[str, ...]] = {}
    kinds: dict[str, Axis] = {}
    for table in tables:
        for axis in table.axes:
            if kinds.setdefault(axis.key, axis) != axis:
                raise ValueError(f"axis {axis.key}: not the same in all tables")
        for group in groups_of(table):
            found |= group
    return found


def facts_joined(tables: Iterable[Counts]) -> dict[Form, int]:
    """Return the facts of all tables; ``ValueError`` where two tables contradict each other."""
    found: dict[Form, int] = {}
    for table in tables:
        for form, count in facts_of(table):
            if found.setdefault(form, count) != count:
                raise ValueError(f"table {table.key} counts other records: {sorted(form.at)}")
    return found


def some_of_many(tables: Iterable[Counts]) -> Iterator[tuple[list[Form], Form]]:
    """Return forms of which the sum is at least another, where every record chose at least one.

    Whoever knows the coding may know this. It is taken as known where all the counts allow it.
    """
    for table in tables:
        many = next((place for place, axis in enumerate(table.axes) if axis.many), None)
        if many is None:
            continue
        codes = table.axes[many].codes
        rest = [at for at in table.places() if at[many] == TOTAL]
        parts = {at: [(*at[:many], code, *at[many + 1 :]) for code in codes] for at in rest}
        if all(sum(table.totals[one] for one in parts[at]) >= table.totals[at] for at in rest):
            for at in rest:
                yield [form_of(table, one) for one in parts[at]], form_of(table, at)


def links_of(
    links: Sequence[Link], tables: Mapping[str, Counts]
) -> Iterator[tuple[list[Form], list[Form], str]]:
    """Return links in forms; ``ValueError`` for one that does not hold."""
    for link in links:
        sides = [[(tables[key], at) for key, at in side] for side in (link.left, link.right)]
        left, right = (sum(table.totals[at] for table, at in side) for side in sides)
        if left > right or (link.sign == "=" and left != right):
            raise Unprotectable(f"a link does not hold: {link.left[:1]} {left} {right}")
        one, other = ([form_of(table, at) for table, at in side] for side in sides)
        yield one, other, link.sign


def impossible_of(tables: Iterable[Counts]) -> set[Form]:
    """Return the forms that everybody knows to be 0; one that is not is an ordinary cell."""
    return {
        form_of(table, at) for table in tables for at in table.impossible if table.totals[at] == 0
    }


def combined(axes: Mapping[str, tuple[str, ...]]) -> Iterator[frozenset[tuple[str, str]]]:
    """Return every combination of codes, in the order of the axes given."""
    for codes in product(*axes.values()):
        yield frozenset(zip(axes, codes, strict=True))
