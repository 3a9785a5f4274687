"""What a pack says about policy, as values; names are those of the files."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.lib.pack.policy.pledge import Pledge
from ruangaman.lib.pack.policy.standards import CoreStandard, Standard


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The folder ``policy/`` of a pack."""

    pledge: tuple[Pledge, ...] = ()
    standard: tuple[Standard, ...] = ()
    capacity: tuple[CoreStandard, ...] = ()
