"""The mark of a restored copy: what was disposed of or withdrawn since has yet to be replayed.

It lies beside the database, not in it, so that it holds whatever stands in the copy. As long as
it is there nothing is served.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

WAITING = (
    "A backup was restored and is not ready: withdrawals and disposals since then are not"
    " replayed. Run `ruangaman restore --finish`."
)


class NotReplayed(Exception):
    """This installation must not be served yet."""


def mark_set(told: dict[str, str]) -> None:
    """Write the mark, durable before the data moves."""
    draft = _place().with_name("restored.new")
    with draft.open("w", encoding="utf-8") as file:
        file.write(json.dumps(told))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(_place())
    folder = os.open(_place().parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def mark_read() -> dict[str, str] | None:
    """Return what the mark tells, or None where there is none."""
    try:
        told: dict[str, str] = json.loads(_place().read_text("utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return told


def mark_clear() -> None:
    """Take the mark away: the copy may be served."""
    _place().unlink(missing_ok=True)


def refuse_to_serve() -> None:
    """Raise ``NotReplayed`` as long as the mark is there."""
    if _place().exists():
        raise NotReplayed(WAITING)


def _place() -> Path:
    home: Path = settings.HOME
    return home / "restored"
