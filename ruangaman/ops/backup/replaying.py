"""What a restored copy must learn before it may be served."""

from __future__ import annotations

from ruangaman.ops.replaying import WRONG_STORE, replayed_line
from ruangaman.reporting.services.replay import WrongStore, replay


def journals_replayed() -> str:
    """Apply the withdrawals and disposals since the backup; return what was done, in words."""
    try:
        return replayed_line(replay())
    except WrongStore as fault:
        raise WrongStore(WRONG_STORE) from fault
