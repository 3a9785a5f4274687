"""D1: referral services checked in time."""

from __future__ import annotations

from ruangaman.directory.selectors.upkeep import share_fresh
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.measures.moment import Measured, Moment, share


def d1(_moment: Moment) -> Measured:
    """Services checked within the days of the rule, of those shown; known of today alone."""
    found = share_fresh()
    return share(found.fresh, found.total, why=Why.NO_SERVICES)
