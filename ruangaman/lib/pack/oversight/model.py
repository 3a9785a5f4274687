"""What a pack may say about oversight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ruangaman.lib.pack.oversight.indicators import PackIndicator


@dataclass(frozen=True, slots=True)
class Oversight:
    """Entries by kind, in the order of the files."""

    indicator: tuple[PackIndicator, ...] = ()
    duty: tuple[Any, ...] = ()
    table: tuple[Any, ...] = ()
    review: tuple[Any, ...] = ()
