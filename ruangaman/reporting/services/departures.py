"""A case of a team has gone to another, because its reporter said yes: the old team is told.

The public side can write neither the audit chain nor a number into the open. It leaves a sealed row
behind; the staff side writes the event of her yes, and shows the row to those who read the case.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.statements import rows_insert
from ruangaman.lib.sealing import SealError
from ruangaman.lib.sheets import reply_cover, reply_uncover
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Departure, Report

_KIND = "departure"


@dataclass(frozen=True, slots=True)
class Gone:
    """A case that has gone: ``keeps`` says that the team reads on. Where it went, she may tell."""

    id: uuid.UUID
    number: str
    day: dt.date
    keeps: bool


@dataclass(frozen=True, slots=True)
class _Told:
    row: Departure
    report: uuid.UUID
    gone: Gone
    readers: frozenset[str]


def departure_note(
    report: Report, *, team_id: uuid.UUID, readers: Iterable[uuid.UUID], keeps: bool
) -> None:
    """Leave the row for a team, and for those ``readers`` (keys) who could open the case before.

    Whoever was kept out of it learns nothing of it now. In the transaction of her yes.
    """
    body = {
        "number": report.number,
        "day": str(timezone.localdate()),
        "keeps": keeps,
        "readers": sorted(map(str, readers)),
    }
    sealed = reply_cover(
        report.pk.bytes, _KIND, json.dumps(body).encode(), server_secret=settings.SEAL_SECRET
    )
    rows_insert([Departure(team_id=team_id, sealed=sealed)])


def departures_record() -> int:
    """Write the audit event of each yes that has none yet; return how many.

    The worker does it every quarter of an hour, and a page that shows the row before that.
    """
    return sum(_record(pk) for pk in _unrecorded())


def _unrecorded() -> list[uuid.UUID]:
    return list(Departure.objects.filter(recorded=False).values_list("pk", flat=True))


def _record(departure_id: uuid.UUID) -> bool:
    with transaction.atomic():
        rows = Departure.objects.select_for_update().filter(pk=departure_id, recorded=False)
        told = next((one for row in rows if (one := _uncovered(row))), None)
        if told is None:
            return False
        subject = subject_of("report", told.report.bytes)
        audit_record(
            actor=None, action="report-handed-over", subject=subject, detail={"by": "reporter"}
        )
        Departure.objects.filter(pk=departure_id).update(recorded=True)
        if not told.readers:
            rows.model.objects.filter(pk=departure_id).delete()
    return True


def departures_for(reader: Reader) -> list[Gone]:
    """Return the cases that went away from the reader's teams, newest first; each is recorded."""
    rows = Departure.objects.filter(team__in=reader.team_ids)
    told = [one for row in rows if (one := _uncovered(row))]
    mine = [one for one in told if str(reader.key_id) in one.readers]
    for one in mine:
        if not one.row.recorded:
            _record(one.row.pk)
    return sorted((one.gone for one in mine), key=lambda one: (one.day, one.number), reverse=True)


def departure_read(*, reader: Reader, departure_id: uuid.UUID) -> bool:
    """Take the row away for the whole team; False when it is not hers, or gone."""
    if departure_id not in {one.id for one in departures_for(reader)}:
        return False
    with transaction.atomic():
        row = Departure.objects.select_for_update().filter(pk=departure_id).first()
        if row is None:
            return False
        subject = subject_of("team", row.team_id.bytes)
        row.delete()
        audit_record(actor=reader.user_id, action="departure-read", subject=subject)
    return True


def departures_sweep() -> None:
    """Take away rows whose report is gone."""
    told = [one for row in Departure.objects.all() if (one := _uncovered(row))]
    there = set(Report.objects.filter(pk__in={one.report for one in told}).values_list("pk"))
    gone = [one.row.pk for one in told if (one.report,) not in there]
    Departure.objects.filter(pk__in=gone, recorded=True).delete()


def origin_of(origin: uuid.UUID | None, new: Team) -> uuid.UUID:
    """Return the team that is told: the proposer's. Without one only the event is written."""
    return origin if origin and Team.objects.filter(pk=origin).exists() else new.pk


def _uncovered(row: Departure) -> _Told | None:
    try:
        report, kind, raw = reply_uncover(bytes(row.sealed), server_secret=settings.SEAL_SECRET)
    except SealError:
        return None
    if kind != _KIND:
        return None
    body = json.loads(raw)
    gone = Gone(row.pk, body["number"], dt.date.fromisoformat(body["day"]), bool(body["keeps"]))
    return _Told(row, uuid.UUID(bytes=report), gone, frozenset(body["readers"]))
