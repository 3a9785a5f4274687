"""Send a report: numbered and sealed in one transaction, found again when sent twice."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruangaman.core.shred import shred_key_take
from ruangaman.core.statements import rows_insert
from ruangaman.core.turn import turn_to_compute, turn_to_write
from ruangaman.duty.services import team_woken
from ruangaman.lib.boxes import PARTS
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair, PublicKey, SealError
from ruangaman.people.models import Team
from ruangaman.people.selectors import Recipient, recipients_of, recovery_key
from ruangaman.reporting import recovery, seals
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.covers import BOX, LEDGER, RECOVERY_BOX, REPORTER_BOX, Cover, cover_of
from ruangaman.reporting.grants import READERS, Allowance, Grant, allowance_of, readers_at_first
from ruangaman.reporting.models import Box, Disposal, Item, PartKey, Report
from ruangaman.reporting.opened import rows_opened

REPEAT_WINDOW = dt.timedelta(minutes=15)
_LETTERS = "BCDFGHJKLMNPRSTVWXYZ"
_TRIES = 8


class NobodyCanRead(Exception):
    """No receiver is able to read: nothing is sealed, the page offers help instead."""


class ReceiverGone(NobodyCanRead):
    """In these teams, not UPTD PPA, nobody receives any more: she is asked again, nothing kept."""

    def __init__(self, teams: Sequence[Team]) -> None:
        """Keep the teams."""
        super().__init__(*(team.code for team in teams))
        self.teams = teams


class _Ended(Exception):
    """What this form sent was deleted meanwhile: it is not written a second time."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A sent report.

    ``state`` is ``new``, ``repeated`` (same answers within 15 minutes: the same code again),
    ``already`` (same answers, later) or ``changed`` (other answers under a used value).
    ``shows_code``: the eight words may be shown, for 15 minutes.
    """

    code: Code
    state: str
    due_at: dt.datetime
    shows_code: bool = True


@dataclass(frozen=True, slots=True)
class _Sealed:
    code: Code
    report: Report
    teams: list[uuid.UUID]
    part_keys: list[PartKey]
    boxes: list[Box]
    items: list[Item]
    due_at: dt.datetime


def report_submit(*, answers: Answers, random: bytes) -> Sent:
    """Seal ``answers`` for the people chosen in them and keep the report.

    ``random`` is the value inside the sealed field that travels with the form: the code comes
    from it, so a repeated send finds the same report. Raises ``NobodyCanRead``, ``ReceiverGone``
    when nobody is ready any more in a team she chose, and ``DatabaseError`` when nothing was kept.
    """
    code = Code.from_random(random)
    try:
        with turn_to_compute():
            sealed = _seal(answers, code, random)
    except NobodyCanRead:
        if known := _known(code):
            return _sent_before(known, code, answers)
        raise
    for _ in range(_TRIES):
        try:
            if _keep(sealed):
                return Sent(code, "new", sealed.due_at)
        except _Ended:
            return Sent(code, "already", sealed.due_at, shows_code=False)
        if known := _known(code):
            return _sent_before(known, code, answers)
        sealed.report.number = number_new()
    raise IntegrityError("no free number")


def _known(code: Code) -> Report | None:
    with rows_opened(code):
        return Report.objects.filter(lookup=code.lookup(settings.SEAL_SECRET)).first()


def number_new() -> str:
    """Return a random case number such as ``KTN-4821``: no order, no year, no unit."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(3))
    return f"{letters}-{secrets.randbelow(10_000):04d}"


def _keep(sealed: _Sealed) -> bool:
    """Write everything, or nothing: False when the code or the number is there already."""
    with turn_to_write(), transaction.atomic(), rows_opened(sealed.code):
        if Disposal.objects.filter(pk=sealed.report.lookup).exists():
            raise _Ended
        if not rows_insert([sealed.report], conflicts=True):
            return False
        chosen = Report.teams.through._default_manager.model
        teams = [chosen(report_id=sealed.report.id, team_id=team) for team in sealed.teams]
        for objects in (teams, sealed.part_keys, sealed.boxes, sealed.items):
            rows_insert(objects)
        team_woken(sealed.teams)
    return True


def _seal(answers: Answers, code: Code, random: bytes) -> _Sealed:
    now = timezone.now()
    grants = answers.grants()
    recipients = recipients_of([grant.team for grant in grants if grant.team])
    _refuse_gone(grants, recipients)
    readers = [(one, allowance_of(one, grants, answers.conflicts)) for one in recipients]
    if not any(allowed.parts for _, allowed in readers):
        raise NobodyCanRead
    seed = code.seed(settings.SEAL_SECRET)
    reporter, epoch = KeyPair(seed), seals.Epoch.first()
    due_at, soonest = answers.due(now)
    report = Report(
        id=seals.item_id(random, "report"),
        number=number_new(),
        lookup=code.lookup(settings.SEAL_SECRET),
        shred=shred_key_take(),
        reporter=reporter.public.raw,
        answers=seals.answers_digest(answers.to_json(), seed),
        due_on=timezone.localdate(soonest),
    )
    cover = cover_of(report)
    box = seals.reporter_box(report=report.id, epoch=epoch, reporter=reporter.public)
    report.reporter_box = cover.over(box, REPORTER_BOX)
    helper = recovery_key()
    choice = recovery.Choice.at_first(helper, refused=answers.refuses_recovery)
    ledger = _ledger(answers, grants, now, due_at) | {
        recovery.LEDGER: choice.to_json(),
        "box": seals.digest(box),
        READERS: readers_at_first(readers, grants),
        "authors": {
            str(one.key_id): seals.digest(one.public.raw) if allowed.parts else seals.NOBODY
            for one, allowed in readers
        },
    }
    sealed = seals.ledger_seal(ledger, report=report.id, reporter=reporter)
    report.ledger = cover.over(sealed, LEDGER)
    helped = recovery.box_sealed(
        ledger, key=helper, report=report.id, epoch=epoch, reporter=reporter.public
    )
    report.recovery_box = cover.over(helped, RECOVERY_BOX)
    part_keys, items = _parts(report, epoch, answers.bodies(now, due_at), reporter, random)
    return _Sealed(
        code=code,
        report=report,
        teams=[grant.team for grant in grants if grant.team],
        part_keys=part_keys,
        boxes=_boxes(report, cover, epoch, readers),
        items=items,
        due_at=due_at,
    )


def _refuse_gone(grants: Sequence[Grant], recipients: Sequence[Recipient]) -> None:
    """A team that was ready when it was chosen may not be when it is sent: say so."""
    there = frozenset[uuid.UUID]().union(*(one.team_ids for one in recipients))
    missing = [grant.team for grant in grants if grant.team and grant.team not in there]
    if missing:
        found = Team.objects.filter(pk__in=missing).exclude(kind=Team.Kind.UPTD_PPA)
        gone = found.order_by("name")
        if teams := list(gone):
            raise ReceiverGone(teams)


def _ledger(
    answers: Answers, grants: Sequence[Grant], now: dt.datetime, due_at: dt.datetime
) -> dict[str, Any]:
    return {
        "kind": answers.kind,
        "about": answers.about,
        "received_at": seals.stamp(now),
        "due_at": seals.stamp(due_at),
        "conflicts": list(answers.conflicts),
        "grants": [grant.to_json() for grant in grants],
    }


def _parts(
    report: Report,
    epoch: seals.Epoch,
    bodies: Mapping[str, dict[str, Any]],
    reporter: KeyPair,
    random: bytes,
) -> tuple[list[PartKey], list[Item]]:
    """Every part gets its key and one item, so that the rows do not say what was left out."""
    keys, items = [], []
    for position, part in enumerate(PARTS):
        public = KeyPair(epoch.seeds[part]).public
        keys.append(PartKey(report_id=report.id, part=part, epoch=0, public=public.raw))
        item = seals.item_id(random, part)
        sealed = seals.item_seal(
            bodies[part],
            report=report.id,
            part=part,
            epoch=0,
            item=item,
            to=public,
            author=seals.Author(reporter),
        )
        place = {"part": part, "epoch": 0, "position": position}
        items.append(Item(id=item, report_id=report.id, sealed=sealed, **place))
    return keys, items


def _boxes(
    report: Report,
    cover: Cover,
    epoch: seals.Epoch,
    readers: Sequence[tuple[Recipient, Allowance]],
) -> list[Box]:
    reporter, boxes = PublicKey(bytes(report.reporter)), []
    for recipient, allowed in readers:
        sealed = seals.box_for(
            allowed.parts,
            via=allowed.via,
            to=recipient.public,
            report=report.id,
            epoch=epoch,
            reporter=reporter,
        )
        covered = cover.over(sealed, BOX, recipient.key_id.bytes)
        boxes.append(Box(report_id=report.id, recipient_id=recipient.key_id, sealed=covered))
    return boxes


def _sent_before(report: Report, code: Code, answers: Answers) -> Sent:
    seed = code.seed(settings.SEAL_SECRET)
    try:
        sealed = cover_of(report).off(report.ledger, LEDGER)
        ledger = seals.ledger_open(sealed, report=report.id, reporter=KeyPair(seed))
    except SealError:  # its key is destroyed, or its rows are altered: its mailbox says which
        return Sent(code, "already", timezone.now(), shows_code=False)
    due_at = dt.datetime.fromisoformat(ledger["due_at"])
    age = timezone.now() - dt.datetime.fromisoformat(ledger["received_at"])
    fresh = age <= REPEAT_WINDOW
    if bytes(report.answers) != seals.answers_digest(answers.to_json(), seed):
        return Sent(code, "changed", due_at, shows_code=fresh)
    return Sent(code, "repeated" if fresh else "already", due_at, shows_code=fresh)
