"""The sections there are, in the order in which the desk offers them."""

from __future__ import annotations

from collections.abc import Mapping

from ruangaman.casework.held import Case
from ruangaman.casework.sections.base import Section
from ruangaman.casework.sections.clocks import CLOCKS
from ruangaman.casework.sections.plan import PLAN

SECTIONS: Mapping[str, Section] = {
    one.slug: one
    for one in (
        PLAN,
        CLOCKS,
    )
}  # fmt: skip


def sections_for(case: Case) -> list[Section]:
    """Return the sections this reader may open."""
    return [one for one in SECTIONS.values() if one.open_to(case)]
