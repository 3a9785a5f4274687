"""The secret of a unit's link to the induction: as typed, as found, as kept."""

from __future__ import annotations

from ruangaman.network.unit_links import MOST_TYPED, UnitLinks, shown

_LINKS = UnitLinks("training", "induction", "belajar")

link_new = _LINKS.new
link_shown = shown
link_address = _LINKS.address
link_index = _LINKS.index
link_seal = _LINKS.seal
link_open = _LINKS.open

__all__ = [
    "MOST_TYPED",
    "link_address",
    "link_index",
    "link_new",
    "link_open",
    "link_seal",
    "link_shown",
]
