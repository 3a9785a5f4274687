"""Reports whose end has come, the people who see to it, and a copy of the database's rows."""

from __future__ import annotations

import datetime as dt
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.reporting import covers
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import (
    Box,
    Disposal,
    Ending,
    File,
    Hold,
    Item,
    Opening,
    PartKey,
    ReaderRequest,
    Report,
)
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.ending import Actor, actor_for
from ruangaman.reporting.services import desk, ending, mailbox
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.world import World

MONTHS = 12
Rows = list[models.Model]
_CHOSEN: type[models.Model] = Report.teams.through
_TABLES = (
    Report,
    _CHOSEN,
    PartKey,
    Box,
    Item,
    File,
    Opening,
    ReaderRequest,
    Ending,
    Hold,
    Disposal,
)


def retention_rules(**changes: Any) -> None:
    """Bring the rules of the pack into force."""
    for key in ("retention_concluded", "retention_withdrawn"):
        about = {"label_id": key, "label_en": key, "clock": "calendar", "source": "uji"}
        about |= {"value": MONTHS, "unit": "months", "mark": "D", **changes}
        RuleValue.objects.create(key=key, valid_from=dt.date(2020, 1, 1), **about)


def sent(**changes: Any) -> tuple[Report, Code]:
    """Send a report and return it with its code."""
    random = secrets.token_bytes(32)
    report_submit(answers=Answers({**GIVEN, **changes}), random=random)
    code = Code.from_random(random)
    return Report.objects.get(lookup=code.lookup(settings.SEAL_SECRET)), code


def actor(world: World, name: str) -> Actor:
    """Return a person at the desk, with an open vault if she has a key."""
    reader = world.reader(name) if name in world.keys else None
    return actor_for(user_id=world.people[name].pk, reader=reader)


def concluded(world: World, report: Report, *, years_ago: int = 2) -> Report:
    """Let Maria close a report, long ago."""
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=report.number)
    desk.report_conclude(
        reader=reader, report=found, box=box, reason="terpenuhi", text="a", item_id=uuid.uuid4()
    )
    return long_ago(report, years_ago=years_ago)


def withdrawn(report: Report, code: Code, *, years_ago: int = 2) -> Report:
    """Let her withdraw a report, long ago."""
    changed(report, code, lambda box: mailbox.report_withdraw(box, item_id=uuid.uuid4()))
    return long_ago(report, years_ago=years_ago)


def changed(report: Report, code: Code, step: Any) -> bool:
    """Do a step in her mailbox."""
    return mailbox.mailbox_change(code, report.pk, step)


def wished(report: Report, code: Code) -> bool:
    """Let her wish that her report be deleted."""
    item = uuid.uuid4()
    return changed(report, code, lambda box: ending.ending_wish(box, item_id=item))


def long_ago(report: Report, *, years_ago: int) -> Report:
    """Put the day on which a report was closed back by years."""
    first = timezone.localdate().replace(day=1)
    Report.objects.filter(pk=report.pk).update(closed_on=first.replace(year=first.year - years_ago))
    report.refresh_from_db()
    return report


def disposed(world: World, report: Report) -> None:
    """Let Maria propose and Yosef confirm."""
    ending.ending_propose(actor=actor(world, "maria"), report=report)
    ending.ending_confirm(actor=actor(world, "yosef"), report=report)


def copied() -> Rows:
    """Return a copy of all rows about reports: a backup of the database."""
    return [row for table in _TABLES for row in table._default_manager.all()]


def put_back(rows: Rows) -> None:
    """Restore the copy: what came since is gone."""
    for table in reversed(_TABLES):
        table._default_manager.all().delete()
    for row in rows:
        row.save(force_insert=True)


def opened(keys: dict[str, KeyPair], *reports: Report) -> set[str]:
    """Return what opens for somebody with all rows, the shred store and these keys.

    She does not ask the application: she takes every sealed value of every row, with the cover
    off where the store has its key and as it stands, and tries every key.
    """
    found = set()
    for report in reports or Report.objects.all():
        try:
            cover = covers.cover_of(report)
        except SealError:
            cover = None
        for name, (raw, what, item) in _sealed(report).items():
            for form in (raw, cover.off(raw, what, item) if cover else raw):
                found |= {name for pair in keys.values() if _opens(form, pair, report, item)}
    return found


def _sealed(report: Report) -> dict[str, tuple[bytes, str, bytes]]:
    rows = {
        "ledger": (bytes(report.ledger), covers.LEDGER, b""),
        "reporter box": (bytes(report.reporter_box), covers.REPORTER_BOX, b""),
    }
    for number, box in enumerate(report.boxes.all()):
        rows[f"box {number}"] = (bytes(box.sealed), covers.BOX, box.recipient_id.bytes)
    for number, row in enumerate(report.openings.all()):
        rows[f"opening {number}"] = (bytes(row.sealed), covers.OPENING, bytes(row.tag))
    for hold in Hold.objects.filter(report=report):
        item = hold.until.isoformat().encode()
        rows["hold"] = (bytes(hold.sealed), covers.HOLD, item)
    for number, wish in enumerate(report.reader_requests.all()):
        rows[f"wish {number}"] = (bytes(wish.sealed), covers.WISH, wish.pk.bytes)
    return rows


def _opens(raw: bytes, pair: KeyPair, report: Report, item: bytes) -> bool:
    epoch = report.epoch.to_bytes(4, "big")
    ways = {
        "box": (report.pk.bytes, epoch),
        "ledger": (report.pk.bytes,),
        "opening": (report.pk.bytes, item),
        "wish": (report.pk.bytes, item),
        "hold": (report.pk.bytes, item),
    }
    for purpose, context in ways.items():
        try:
            pair.open(raw, purpose=purpose, context=context)
        except SealError:
            continue
        return True
    return False


def everybody(world: World, *codes: Code) -> dict[str, KeyPair]:
    """Return every key there is: those of all receivers, and those of these codes."""
    keys = {name: world.reader(name).key for name in world.keys}
    for number, code in enumerate(codes):
        keys[f"reporter {number}"] = KeyPair(code.seed(settings.SEAL_SECRET))
    return keys
