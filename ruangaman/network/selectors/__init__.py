"""What reads in the room ``network``."""

from ruangaman.network.selectors.units import (
    Coverage,
    UnitNotFound,
    coverage,
    folded,
    unit,
    unit_by_code,
    unit_search,
    units_in_force,
)

__all__ = [
    "Coverage",
    "UnitNotFound",
    "coverage",
    "folded",
    "unit",
    "unit_by_code",
    "unit_search",
    "units_in_force",
]
