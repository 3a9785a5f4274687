"""Tables of counts of which nobody can work out a small cell (docs/adr/0067).

Primary and complementary cell suppression for linked tables of one population, with a proof for
every hidden cell. The terms are those of Willenborg and de Waal, Elements of Statistical Disclosure
Control (2001), chapter 6, and Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
"""

from ruangaman.lib.suppression.model import (
    HIDDEN,
    TOTAL,
    At,
    Axis,
    Counts,
    Earlier,
    Hidden,
    Link,
    Unprotectable,
    tally,
)
from ruangaman.lib.suppression.protecting import protect
from ruangaman.lib.suppression.report import HiddenCell, Protected, Report, TableReport
from ruangaman.lib.suppression.values import Value, value_of

__all__ = [
    "HIDDEN",
    "TOTAL",
    "At",
    "Axis",
    "Counts",
    "Earlier",
    "Hidden",
    "HiddenCell",
    "Link",
    "Protected",
    "Report",
    "TableReport",
    "Unprotectable",
    "Value",
    "protect",
    "tally",
    "value_of",
]
