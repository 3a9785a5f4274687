"""On the offline machine: open the boxes of an export and seal them anew for its one receiver.

Nothing here asks a database. Whoever is excluded is refused, report by report.
"""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.boxes import IN_PERSON, PARTS
from ruangaman.lib.recovery import (
    FileFault,
    RecoveryContent,
    decoded,
    encoded,
    key_id_of,
    recovery_box_open,
    signed_parts,
    signed_text,
)
from ruangaman.lib.sealing import REPORTER, KeyPair, PublicKey, SealError
from ruangaman.reporting import seals
from ruangaman.reporting.exported import Export, ExportedReport, NeedsItem, Receiver

KIND = "ruangaman recovery grant 1"
NOTE = "recovery"
"""What the note to the reporter is sealed as."""


class NotPassedOn(Exception):
    """This report is not given to this receiver; the text says why, in English."""


@dataclass(frozen=True, slots=True)
class PassedOn:
    """One report, sealed anew: the receiver's box, and the note to the reporter under ``note``."""

    report: uuid.UUID
    epoch: int
    box: bytes
    note: bytes
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What could be passed on, and why the other reports could not, by number."""

    passed: tuple[PassedOn, ...]
    refused: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handover:
    """The file that goes back to the server. ``digest`` is that of the receiver's key."""

    key: uuid.UUID
    receiver: uuid.UUID
    digest: str
    reports: tuple[PassedOn, ...]
    message: bytes = b""
    signature: bytes = b""

    def genuine(self, public: PublicKey) -> bool:
        """Say whether the recovery key signed it."""
        return public.verify(self.signature, self.message)


def pass_on(export: Export, pair: KeyPair, day: dt.date) -> Outcome:
    """Open each report's box with the recovery key and seal it for the receiver."""
    passed, refused = [], {}
    for report in export.reports:
        try:
            passed.append(_pass_on(report, export.receiver, pair, day))
        except NotPassedOn as why:
            refused[report.number] = str(why)
    return Outcome(tuple(passed), refused)


def handover_written(export: Export, outcome: Outcome, pair: KeyPair) -> str:
    """Return the file for the server, signed by the recovery key."""
    body = {
        "key": str(key_id_of(pair.public)),
        "receiver": str(export.receiver.key_id),
        "digest": seals.digest(export.receiver.public.raw),
        "reports": [
            {
                "id": str(one.report),
                "epoch": one.epoch,
                "box": encoded(one.box),
                "note": one.note.hex(),
                "sealed": encoded(one.sealed),
            }
            for one in outcome.passed
        ],
    }
    return signed_text(KIND, body, pair)


def handover_read(text: str) -> Handover:
    """Read what ``handover_written`` returned, or raise ``FileFault``; not yet believed."""
    body, message, signature = signed_parts(KIND, text)
    try:
        reports = tuple(
            PassedOn(
                uuid.UUID(one["id"]),
                int(one["epoch"]),
                decoded(one["box"]),
                bytes.fromhex(one["note"]),
                decoded(one["sealed"]),
            )
            for one in body["reports"]
        )
        key, receiver = uuid.UUID(body["key"]), uuid.UUID(body["receiver"])
        return Handover(key, receiver, str(body["digest"]), reports, message, signature)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise FileFault("This file is damaged.") from fault


def _pass_on(report: ExportedReport, receiver: Receiver, pair: KeyPair, day: dt.date) -> PassedOn:
    content = _content(report, pair)
    conflicts = {*content.conflicts, *_conflicts_written(report, content)}
    _refuse_excluded(receiver, content, conflicts)
    parts = frozenset(content.seeds) & receiver.parts
    if not parts:
        raise NotPassedOn("there is no part that this receiver may ever open")
    box = seals.box_for(
        parts,
        via=IN_PERSON,
        to=receiver.public,
        report=report.id,
        epoch=seals.Epoch(report.epoch, content.seeds),
        reporter=content.reporter,
    )
    note = secrets.token_bytes(16)
    body = {
        "day": day.isoformat(),
        "who": receiver.label,
        "recipient": str(receiver.key_id),
        "digest": seals.digest(receiver.public.raw),
        "parts": [part for part in PARTS if part in parts],
        "epoch": report.epoch,
    }
    author = seals.Author(pair, key_id_of(pair.public).bytes)
    sealed = seals.note_seal(
        body, kind=NOTE, report=report.id, item=note, reporter=content.reporter, author=author
    )
    return PassedOn(report.id, report.epoch, box, note, sealed)


def _content(report: ExportedReport, pair: KeyPair) -> RecoveryContent:
    try:
        content = recovery_box_open(report.box, pair, report=report.id.bytes, epoch=report.epoch)
    except SealError as fault:
        raise NotPassedOn(
            "its box does not open: altered, or made for another recovery key"
        ) from fault
    if content is None:
        raise NotPassedOn("the reporter refuses the recovery key, or withdrew the report")
    return content


def _conflicts_written(report: ExportedReport, content: RecoveryContent) -> list[str]:
    """Return the conflicts as the reporter signed them in her first answers."""
    try:
        key = _first_key(report.id, report.epoch, content.seeds["needs"], report.needs)
        _, body = seals.item_open(
            report.needs.sealed,
            report=report.id,
            part="needs",
            epoch=0,
            item=report.needs.id,
            key=key,
            authors={REPORTER: content.reporter}.get,
        )
    except (SealError, KeyError) as fault:
        raise NotPassedOn("the reporter's answers do not fit this box: altered") from fault
    return list(body["conflicts"])


def _first_key(report: uuid.UUID, epoch: int, seed: bytes, needs: NeedsItem) -> KeyPair:
    """Go back from the seed of now to that of the first epoch."""
    if len(needs.links) != epoch:
        raise SealError("links")
    for number, link in zip(range(epoch, 0, -1), needs.links, strict=True):
        seed = seals.part_link_open(link, report=report, part="needs", epoch=number, seed=seed)
    return KeyPair(seed)


def _refuse_excluded(receiver: Receiver, content: RecoveryContent, conflicts: set[str]) -> None:
    if not receiver.organisations.isdisjoint(conflicts):
        raise NotPassedOn("the reporter declared a conflict with an organisation of this receiver")
    taken = {team.bytes for team in receiver.teams} & content.teams
    if taken or {key.bytes for key in receiver.keys} & content.people:
        raise NotPassedOn("the reporter kept this receiver out, or took a consent back from her")
