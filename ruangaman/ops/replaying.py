"""What commands say about replaying the journals of the shred store."""

from __future__ import annotations

from ruangaman.reporting.services.replay import Replayed

WRONG_STORE = (
    "The shred store has no key for the reports of this database: it is missing, or another"
    " installation's (RUANGAMAN_SHRED_HOME). Nothing was changed."
)


def replayed_line(done: Replayed) -> str:
    """Return what a replay did, in a line."""
    return (
        f"Disposed of again: {done.disposed}. Withdrawn again: {done.withdrawn}; what was written"
        " to these reports since the copy is gone. Withdrawals of reports that this database does"
        f" not have: {done.unknown}. Access of focal points ended again: {done.ended}."
    )
