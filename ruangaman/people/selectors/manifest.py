"""The manifest of receivers as it stands in the database, verified before anything is believed.

Verifying the whole chain takes a signature or two for each entry, so each process keeps what it
verified and asks the database only whether the head is still the same.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ruangaman.core.instance import is_demo
from ruangaman.core.statements import rows_asked
from ruangaman.lib.manifest import (
    DELAY,
    Entry,
    Manifest,
    ManifestFault,
    manifest_read,
)
from ruangaman.people.models import ManifestEntry
from ruangaman.people.pinned import (
    PinFault,
    Seen,
    gone_kept,
    gone_now,
    root_pinned,
    seen_forward,
    seen_now,
)

_COLUMNS = ("sequence", "statement", "closing", "public", "first", "second", "hash")
_LOG_EVERY = 60.0
"""Seconds between two lines that say the same."""

_log = logging.getLogger(__name__)
_logged: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """What is believed now. With a ``fault`` (English), ``manifest`` is empty: nobody receives.

    ``fault`` is ``""`` for a manifest that verifies, or that has not been founded.
    """

    manifest: Manifest
    fault: str = ""


@dataclass(slots=True)
class _Kept:
    key: tuple[Any, ...] = ()
    standing: Standing | None = None


_kept = _Kept()
_one_at_a_time = threading.Lock()


def manifest_delay() -> dt.timedelta:
    """Return how long after the second signature an entry takes effect: at once in a demo."""
    return dt.timedelta() if is_demo() else DELAY


def manifest_standing() -> Standing:
    """Return the verified manifest. One small query; entries are read when the head has moved."""
    try:
        root, seen = root_pinned(), seen_now()
    except PinFault as fault:
        return _told(Standing(Manifest(), str(fault)))
    head = _head()
    key = (root, head, manifest_delay())
    with _one_at_a_time:
        if _kept.standing is None or _kept.key != key:
            _kept.standing = _verified(root)
            _kept.key = key if _at_head(_kept.standing, head) else ()
        standing = _kept.standing
    return _told(_compared(standing, seen))


def manifest() -> Manifest:
    """Return what the verified manifest says; nothing at all while it does not verify."""
    return manifest_standing().manifest


def manifest_check() -> Standing:
    """Verify every entry anew, whatever this process remembers."""
    try:
        root, seen = root_pinned(), seen_now()
    except PinFault as fault:
        return Standing(Manifest(), str(fault))
    return _compared(_verified(root), seen)


def removed_before(at: dt.datetime) -> frozenset[uuid.UUID]:
    """Return keys and accounts removed by the newest manifest that was sound here.

    A damaged file removes nobody: else it would take from every reader what she holds.
    """
    try:
        return gone_now(at)
    except PinFault:
        seldom_logged("Who was removed is not known: look at RUANGAMAN_MANIFEST_HOME.")
        return frozenset()


def head_now() -> tuple[int, bytes]:
    """Return sequence and hash of the newest entry in the database, verified or not."""
    sequence, digest = _head()
    return sequence, digest or bytes(32)


def seldom_logged(text: str) -> None:
    """Write an error to the log, once a minute in each process: a fault meets every request."""
    moment = time.monotonic()
    if moment - _logged.get(text, -_LOG_EVERY) >= _LOG_EVERY:
        _logged[text] = moment
        _log.error(text)


def _head() -> tuple[Any, ...]:
    rows = rows_asked(_newest)
    return (rows[0][0], bytes(rows[0][1])) if rows else (0, b"")


def _newest() -> QuerySet[ManifestEntry, tuple[Any, ...]]:
    return ManifestEntry.objects.order_by("-sequence").values_list("sequence", "hash")[:1]


def _at_head(standing: Standing, head: tuple[Any, ...]) -> bool:
    """Entries may have come between the two questions: then the next one looks again."""
    if standing.fault:
        return True
    found = standing.manifest
    return head == ((found.sequence, found.hash) if found.sequence else (0, b""))


def _verified(root: bytes | None) -> Standing:
    rows = ManifestEntry.objects.order_by("sequence").values_list(*_COLUMNS)
    entries = [Entry(row[0], row[1], row[2], *(bytes(raw) for raw in row[3:])) for row in rows]
    if not entries:
        return Standing(Manifest())
    if root is None:
        return Standing(Manifest(), "there are entries and no pinned root")
    try:
        return Standing(manifest_read(entries, root=root, delay=manifest_delay()))
    except ManifestFault as fault:
        return Standing(Manifest(), str(fault))


def _compared(standing: Standing, seen: Seen | None) -> Standing:
    """An older manifest, or another history, is a fault; a newer one is remembered."""
    found = standing.manifest
    if standing.fault:
        return standing
    if seen is not None:
        if found.sequence < seen.sequence:
            return Standing(Manifest(), "older than the newest seen")
        if found.hashes[seen.sequence] != seen.hash:
            return Standing(Manifest(), "another history than the one seen")
    if found.sequence and (seen is None or seen.sequence < found.sequence or not gone_kept()):
        transaction.on_commit(lambda: _remember(found))
    return standing


def _remember(found: Manifest) -> None:
    try:
        seen_forward(Seen(found.sequence, found.hash), found.gone())
    except (OSError, PinFault):
        seldom_logged(
            "The newest manifest could not be written down: look at RUANGAMAN_MANIFEST_HOME."
        )


def _told(standing: Standing) -> Standing:
    if standing.fault:
        seldom_logged("Nothing is sealed to anybody: the manifest of receivers is not sound.")
    return standing
