"""What reads in the room ``network``."""

from ruangaman.network.selectors.coverage import Coverage, coverage
from ruangaman.network.selectors.units import (
    UnitNotFound,
    folded,
    unit,
    unit_by_code,
    unit_search,
    units_in_force,
    units_of_teams,
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
    "units_of_teams",
]
