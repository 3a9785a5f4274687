"""Run one check and print how it went."""

from __future__ import annotations

from deploy.trial.checks import Entry, Failed, NotHere
from deploy.trial.scratch import Scratch


def passed(scratch: Scratch, entry: Entry) -> bool:
    """Return False when the check failed; left out counts as passed."""
    try:
        entry.check(scratch)
    except Failed as fault:
        print(f"FAILED  {entry.sentence}: {fault}")
        return False
    except NotHere as reason:
        print(f"left out  {entry.sentence}: {reason}")
        return True
    print(f"passed  {entry.sentence}", flush=True)
    return True
