"""Lists on their way in: kept sealed for a day, read and recorded at once or by the worker."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ruangaman.core.progress import Count
from ruangaman.lib.roster.headings import HEADINGS
from ruangaman.lib.roster.model import Choices
from ruangaman.lib.table import TableRefused, read_table
from ruangaman.network.models import RosterDraft
from ruangaman.network.roster_drafts import Content, content_open, content_seal
from ruangaman.network.services.decree_changes import must_coordinate
from ruangaman.network.services.rosters import roster_import
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

log = logging.getLogger("ruangaman.network.rosters")
KEPT = dt.timedelta(days=1)
STALLED = dt.timedelta(minutes=5)
"""A list that was not touched for so long lost its worker and is taken up anew."""

SMALL_BYTES, SMALL_LINES = 150_000, 1_000
"""Up to here a list is read, or recorded, while its owner waits for the page."""

_State = RosterDraft.State
_NEXT = {_State.WAITING: _State.READING, _State.CONFIRMED: _State.WRITING}
_BEFORE = {_State.READING: _State.WAITING, _State.WRITING: _State.CONFIRMED}


class DraftChanged(Exception):
    """The draft is no longer as its owner saw it: another page of hers went on."""


def draft_ask(*, raw: bytes | bytearray, choices: Choices, by: User) -> RosterDraft:
    """Keep an uploaded list; an earlier one of the same person is forgotten.

    A small one is read at once: raises ``TableRefused`` and keeps nothing where it can't be.
    """
    must_coordinate(by)
    draft = RosterDraft(asked_by=by)
    content = Content(choices=choices, raw=bytes(raw))
    if len(raw) <= SMALL_BYTES:
        content = _read(content)
        draft.state, draft.lines = _State.READ, _lines(content)
    content_seal(draft, content)
    with transaction.atomic():
        RosterDraft.objects.filter(asked_by=by).exclude(state=_State.WRITING).delete()
        draft.save(force_insert=True)
    return draft


def draft_choose(*, draft: RosterDraft, version: int, choices: Choices) -> None:
    """Keep what somebody decided about a list; ``DraftChanged`` where another page was faster."""
    content = content_open(draft).but(choices=choices)
    content_seal(draft, content)
    _go_on(draft, version, state=_State.READ)


def draft_confirm(*, draft: RosterDraft, version: int, choices: Choices) -> None:
    """Record a list with these choices: a short one at once, else by the worker.

    Raises ``RosterRefused``, ``PeopleRefused`` or ``DraftChanged``; the list is kept then.
    """
    must_coordinate(draft.asked_by)
    content = content_open(draft).but(choices=choices)
    content_seal(draft, content)
    _go_on(draft, version, state=_State.CONFIRMED)
    if draft.lines <= SMALL_LINES:
        draft.refresh_from_db()
        if _take(draft):
            _write(draft, content_open(draft))


def draft_forget(*, draft: RosterDraft) -> None:
    """Forget a list that nobody is recording."""
    RosterDraft.objects.filter(pk=draft.pk).exclude(state=_State.WRITING).delete()


def drafts_work(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Read and record the lists that wait, each once however many workers there are."""
    done = 0
    while not stop() and (draft := _taken()) is not None:
        try:
            _work(draft)
        except Refused:
            log.info("a list has become one that cannot be recorded")
        except Exception:
            log.exception("a list could not be worked on")
        done += 1
    return done


def drafts_prune() -> None:
    """Forget lists that are older than a day."""
    RosterDraft.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()


def _taken() -> RosterDraft | None:
    stalled = Q(state__in=list(_BEFORE), touched_at__lt=timezone.now() - STALLED)
    due = RosterDraft.objects.filter(Q(state__in=list(_NEXT)) | stalled)
    for draft in due.select_related("asked_by").order_by("asked_at"):
        if _take(draft):
            return draft
    return None


def _take(draft: RosterDraft) -> bool:
    """Say whether this process does what is next for a draft."""
    mine = RosterDraft.objects.filter(pk=draft.pk, state=draft.state, touched_at=draft.touched_at)
    draft.state = _NEXT.get(_State(draft.state), _State(draft.state))
    draft.touched_at = timezone.now()
    return bool(mine.update(state=draft.state, touched_at=draft.touched_at))


def _work(draft: RosterDraft) -> None:
    content = content_open(draft)
    if draft.state == _State.WRITING:
        _write(draft, content)
        return
    try:
        content = _read(content)
    except TableRefused as refused:
        content = Content(content.choices, refused=(refused.reason, refused.text))
        draft.state = _State.REFUSED
    else:
        draft.state, draft.lines = _State.READ, _lines(content)
    content_seal(draft, content)
    _settle(draft)


def _write(draft: RosterDraft, content: Content) -> None:
    """Record a list; whatever is in the way puts it back before its owner's eyes."""
    assert content.table is not None
    count = Count(draft.pk)
    try:
        outcome = roster_import(
            table=content.table, choices=content.choices, by=draft.asked_by, progress=count
        )
    except BaseException:
        draft.state = _State.READ
        _settle(draft)
        raise
    finally:
        count.close()
    draft.state = _State.DONE
    content_seal(draft, Content(content.choices, outcome=outcome))
    _settle(draft)


def _settle(draft: RosterDraft) -> None:
    draft.version += 1
    draft.save(update_fields=["state", "lines", "sealed", "version", "touched_at"])


def _go_on(draft: RosterDraft, version: int, *, state: str) -> None:
    mine = RosterDraft.objects.filter(pk=draft.pk, version=version, state=_State.READ)
    if not mine.update(
        sealed=draft.sealed, state=state, version=F("version") + 1, touched_at=timezone.now()
    ):
        raise DraftChanged


def _read(content: Content) -> Content:
    table = read_table(content.raw, headings=HEADINGS, folder=settings.EPHEMERAL_HOME / "tables")
    return content.but(raw=b"", table=table)


def _lines(content: Content) -> int:
    return len(content.table.rows) if content.table else 0
