"""The mailbox as its code opens it: everything the reporter may know about her own report."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from ruangaman.lib.boxes import BoxContent, open_box
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import REPORTER, KeyPair, SealError
from ruangaman.people.models import Team
from ruangaman.people.selectors import (
    keys_stored,
    recipient,
    recipient_count,
    recipients_with_keys,
)
from ruangaman.people.selectors.signed_teams import team_named
from ruangaman.reporting import covers, seals
from ruangaman.reporting.covers import Cover, cover_of
from ruangaman.reporting.grants import Grant, allowance_of, as_at_first
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.selectors.parts import ReadItem, items_read

EXAMINED = "examined"
"""Name in the ledger of what was handed over for examination, by team."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An opened mailbox; lives for one request only."""

    report: Report
    reporter: KeyPair
    box: BoxContent
    ledger: Mapping[str, Any]
    authors: seals.Authors
    cover: Cover

    @property
    def grants(self) -> list[Grant]:
        """The consents as they stand."""
        return [Grant.from_json(body) for body in self.ledger["grants"]]

    @property
    def kind(self) -> str:
        """``tanya``, ``lapor`` or ``pemberitahuan``."""
        return str(self.ledger["kind"])

    @property
    def received_at(self) -> dt.datetime:
        """When the report was sent."""
        return dt.datetime.fromisoformat(self.ledger["received_at"])

    @property
    def due_at(self) -> dt.datetime:
        """When the first answer is due."""
        return dt.datetime.fromisoformat(self.ledger["due_at"])


@dataclass(frozen=True, slots=True)
class Consent:
    """A consent as the page shows it."""

    key: str
    label: str
    parts: tuple[str, ...]
    members: int


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish for another reader that waits for her yes or no."""

    id: uuid.UUID
    who: str
    parts: tuple[str, ...]
    reason: str
    recipient: uuid.UUID
    available: bool


def mailbox_open(code: Code) -> Mailbox | None:
    """Return the mailbox of a code, or None. Raises ``SealError`` if its rows were altered."""
    with rows_opened(code):
        report = report_of(code)
        return mailbox_of(report, code) if report else None


def report_of(code: Code) -> Report | None:
    """Return the report of a code, unopened; within ``rows_opened``."""
    return Report.objects.filter(lookup=code.lookup(settings.SEAL_SECRET)).first()


def mailbox_of(report: Report, code: Code) -> Mailbox:
    """Open ``report`` with the code it was sent under, or raise ``SealError``.

    The ledger is signed by the reporter's key and names the box it was written with: a row put
    back, or swapped for one of somebody else's, is noticed.
    """
    return mailbox_with(report, KeyPair(code.seed(settings.SEAL_SECRET)))


def mailbox_again(mailbox: Mailbox) -> Mailbox:
    """Open the same mailbox as it stands now, after a step has written to it."""
    return mailbox_with(Report.objects.get(pk=mailbox.report.pk), mailbox.reporter)


def mailbox_with(report: Report, reporter: KeyPair) -> Mailbox:
    """Open ``report`` with the key pair of its code, or raise ``SealError``."""
    cover = cover_of(report)
    sealed = cover.off(report.ledger, covers.LEDGER)
    ledger = seals.ledger_open(sealed, report=report.id, reporter=reporter)
    own = cover.off(report.reporter_box, covers.REPORTER_BOX)
    if ledger["box"] != seals.digest(own):
        raise SealError("another box")
    box = open_box(own, reporter, report=report.id.bytes, epoch=report.epoch)
    return Mailbox(report, reporter, box, ledger, _authors(reporter, ledger["authors"]), cover)


def _authors(reporter: KeyPair, known: Mapping[str, str]) -> seals.Authors:
    """Only those to whom she gave something may sign, and only with the key they had then.

    Her ledger names the keys that were vouched for when she gave it: it needs no other witness.
    """
    keys = keys_stored([uuid.UUID(key_id) for key_id in known])
    genuine = {
        key_id.bytes: key
        for key_id, key in keys.items()
        if seals.digest(key.raw) == known[str(key_id)]
    }
    return {REPORTER: reporter.public, **genuine}.get


def messages_of(mailbox: Mailbox) -> list[ReadItem]:
    """Return what was written both ways, oldest first."""
    items = items_read(mailbox.report, mailbox.box, ["messages"], mailbox.authors)["messages"]
    return [item for item in items if item.kind != "start"]


def consents_of(mailbox: Mailbox) -> list[Consent]:
    """Return who may read what now; withdrawn consents have no parts."""
    consents = []
    for grant in mailbox.grants:
        parts = tuple(part for part in mailbox.box.parts if part in grant.parts)
        members = recipient_count(grant.team) if grant.team else 1
        consents.append(Consent(grant.key, _grant_label(grant), parts, members))
    return consents


def notes_of(mailbox: Mailbox) -> Iterator[tuple[uuid.UUID, Mapping[str, Any]]]:
    """Yield what the desk asked of her; forged or altered ones are left out."""
    for row in mailbox.report.reader_requests.all():
        try:
            _, body = seals.note_open(
                mailbox.cover.off(row.sealed, covers.WISH, row.id.bytes),
                kind="wish",
                report=mailbox.report.id,
                item=row.id.bytes,
                reporter=mailbox.reporter,
                authors=mailbox.authors,
            )
        except SealError:
            continue
        yield row.id, body


def wishes_of(mailbox: Mailbox) -> list[Wish]:
    """Return the wishes for another reader (other proposals: ``selectors.proposals``)."""
    return [_wish(row_id, body) for row_id, body in notes_of(mailbox) if "recipient" in body]


def readers_left(mailbox: Mailbox) -> bool:
    """Say whether anybody may still read her messages, and nobody has stepped aside from all."""
    told = any("messages" in one.parts and one.members for one in consents_of(mailbox))
    return told and any("messages" in parts for parts in parts_by_reader(mailbox).values())


def parts_by_reader(mailbox: Mailbox) -> dict[uuid.UUID, frozenset[str]]:
    """Return by key what each holder of a box may open as the ledger stands; nobody for none."""
    boxes = Box.objects.filter(report=mailbox.report, ended_on=None)
    known, conflicts = mailbox.ledger["authors"], mailbox.ledger["conflicts"]
    people = recipients_with_keys(
        boxes.values_list("recipient_id", flat=True),
        lambda key, public: bool(known.get(str(key)) == seals.digest(public)),
    )
    allowed = {
        key: allowance_of(as_at_first(one, mailbox.ledger), mailbox.grants, conflicts).parts
        for key, one in people.items()
    }
    return {key: parts for key, parts in allowed.items() if parts}


def _grant_label(grant: Grant) -> str:
    if grant.team:
        team = team_named(Team.objects.filter(pk=grant.team).first())
        return team.name if team else "–"
    return person_label(grant.recipient) if grant.recipient else "–"


def person_label(key_id: uuid.UUID) -> str:
    """Return a reader as the reporter sees her: role and team, never the name."""
    person = recipients_with_keys([key_id]).get(key_id)
    return (person and person.label) or "–"


def _wish(row_id: uuid.UUID, body: Mapping[str, Any]) -> Wish:
    wanted = recipient(uuid.UUID(body["recipient"]))
    return Wish(
        row_id,
        wanted.label if wanted else body["who"],
        tuple(body["parts"]),
        body["reason"],
        uuid.UUID(body["recipient"]),
        available=wanted is not None,
    )
