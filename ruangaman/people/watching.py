"""A timer in the public process: it says what that process believes of the manifest.

It runs by the clock and never because of a request, so that no row belongs to anybody's visit.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from dataclasses import dataclass

from django.db import close_old_connections

from ruangaman.core.clock import now
from ruangaman.people.pinned import PinFault, root_pinned
from ruangaman.people.selectors.manifest import head_now, manifest_standing
from ruangaman.people.selectors.verdicts import SAID_EVERY
from ruangaman.people.services.verdicts import verdict_leave
from ruangaman.people.verdict import Verdict, place_here, root_mark

LOOK_EVERY = 60.0
"""Seconds between two looks; a change is said at the next one."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Watch:
    """What this process last said, when, and since when it is the same."""

    last: Verdict | None = None
    at: dt.datetime | None = None
    since: dt.datetime | None = None

    def look(self) -> None:
        """Say what is believed, if that is new or was said an hour ago."""
        found, moment = _believed(), now()
        if found == self.last and self.at and moment - SAID_EVERY < self.at <= moment:
            return
        if self.last is None or self.last.fault != found.fault:
            self.since = moment
        verdict_leave(verdict=found, since=self.since or moment)
        self.last, self.at = found, moment


def watch_begin() -> threading.Thread:
    """Start the timer; it ends with the process."""
    thread = threading.Thread(target=_watch, name="manifest", daemon=True)
    thread.start()
    return thread


def _watch(stop: threading.Event | None = None) -> None:
    watch, stop = Watch(), stop or threading.Event()
    while True:
        close_old_connections()
        try:
            watch.look()
        except Exception:
            log.exception("what is believed of the manifest could not be said")
        close_old_connections()
        if stop.wait(LOOK_EVERY):
            return


def _believed() -> Verdict:
    standing = manifest_standing()
    sequence, digest = head_now()
    try:
        root = root_mark(root_pinned())
    except PinFault:
        root = ""
    return Verdict(place_here(), standing.fault, root, sequence, digest.hex())
