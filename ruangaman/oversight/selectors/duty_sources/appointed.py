"""The decree and the pair of focal points, from the network."""

from __future__ import annotations

from collections.abc import Mapping

from ruangaman.network.selectors.coverage import State, UnitState
from ruangaman.oversight.selectors.duty_sources import KEPT, LACKING, Told


def decree_told(state: UnitState) -> Told:
    """Say whether a decree names a primary and an alternate who still serve here (C1)."""
    return KEPT if state.has_pair else LACKING


def pair_told(state: UnitState, *, now: bool, seen: Mapping[str, bool | None]) -> Told:
    """Say whether both are ready.

    Accounts and keys are known of today alone. Of an earlier month the dates say where there
    was no pair at all; else it is what was seen while that month ran.
    """
    if now:
        return KEPT if state.state == State.PAIR else LACKING
    if not state.has_pair:
        return LACKING
    before = seen.get("pair")
    return (None, "unseen") if before is None else (before, "")
