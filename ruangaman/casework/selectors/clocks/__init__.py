"""The clocks of an opened case, in words. Every length comes from a rule (domain 1.10)."""

from ruangaman.casework.selectors.clocks.checks import CheckRow, check_rows
from ruangaman.casework.selectors.clocks.rows import (
    CHILD_RULE,
    ClockRow,
    clock_row,
    clock_rows,
    rule_verified,
)

__all__ = [
    "CHILD_RULE",
    "CheckRow",
    "ClockRow",
    "check_rows",
    "clock_row",
    "clock_rows",
    "rule_verified",
]
