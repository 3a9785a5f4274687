"""What a restored copy must learn before it may be served."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

_REPLAY = "ruangaman.reporting.services.replay"


def journals_replayed() -> str:
    """Apply the withdrawals and disposals since the backup; return what was done, in words."""
    if find_spec(_REPLAY) is None:
        return "nothing"
    return str(import_module(_REPLAY).replay())
