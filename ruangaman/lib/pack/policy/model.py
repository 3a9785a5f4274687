"""What a pack says about policy, as values; names are those of the files."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.lib.pack.policy.pledge import Pledge
from ruangaman.lib.pack.policy.standards import CoreStandard, Standard
from ruangaman.lib.pack.policy.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The folder ``policy/`` of a pack."""

    template: tuple[Template, ...] = ()
    pledge: tuple[Pledge, ...] = ()
    standard: tuple[Standard, ...] = ()
    capacity: tuple[CoreStandard, ...] = ()
