"""What a reader's desk may show: only reports whose box gives her at least one part.

An excluded person's box is empty and looks like every other; to her the report does not exist.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from ruangaman.lib.boxes import IN_PERSON, BoxContent, open_box
from ruangaman.lib.sealing import SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting.models import Box, Report

OPEN_STATES = (Report.State.RECEIVED, Report.State.ACKNOWLEDGED, Report.State.SUPPORTED)
_BATCH = 50


class ReportNotFound(Exception):
    """No such report, or not one this reader may open: she must not be able to tell which."""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A line of the list: the report's open columns and what the reader may open."""

    report: Report
    box: BoxContent


@dataclass(frozen=True, slots=True)
class DeskPage:
    """A page of the list; ``next`` is the number after which the next page begins."""

    rows: list[DeskRow]
    next: str | None


def desk_page(
    *, reader: Reader, after: str | None, search: str, states: Collection[str], size: int = 25
) -> DeskPage:
    """Return the reader's reports, the earliest due first, ``size`` a page.

    ``after`` is the last number of the page before; one she may not open counts as none.
    """
    rows: list[DeskRow] = []
    for row in _rows(reader, _cursor(reader, after), search, states):
        if len(rows) == size:
            return DeskPage(rows, rows[-1].report.number)
        rows.append(row)
    return DeskPage(rows, None)


def report_for(*, reader: Reader, number: str) -> tuple[Report, BoxContent]:
    """Return the report and the opened box, or raise ``ReportNotFound``."""
    box = (
        Box.objects.select_related("report")
        .filter(recipient_id=reader.key_id, report__number=number.upper())
        .first()
    )
    content = box_open(box, reader) if box else None
    if box is None or content is None:
        raise ReportNotFound
    return box.report, content


def box_open(box: Box, reader: Reader) -> BoxContent | None:
    """Open a box; None when it gives nothing, or does not open."""
    report = box.report
    try:
        content = open_box(
            bytes(box.sealed), reader.key, report=report.id.bytes, epoch=report.epoch
        )
    except SealError:
        return None
    by_team = content.via != IN_PERSON
    if by_team and uuid.UUID(bytes=content.via) not in reader.team_ids:
        return None  # she has left the team through which she was allowed to read
    return content if content.parts else None


def _cursor(reader: Reader, after: str | None) -> Report | None:
    try:
        number = (after or "").replace("\0", "")
        return report_for(reader=reader, number=number)[0] if number else None
    except ReportNotFound:
        return None


def _rows(
    reader: Reader, last: Report | None, search: str, states: Collection[str]
) -> Iterator[DeskRow]:
    """Walk the reader's reports in small batches, so that a page costs a page's boxes only."""
    while True:
        batch = list(_batch(reader, last, search, states))
        for report in batch:
            box: Box = vars(report)["boxes_of_reader"][0]
            box.report = report
            content = box_open(box, reader)
            if content:
                yield DeskRow(report, content)
        if len(batch) < _BATCH:
            return
        last = batch[-1]


def _batch(
    reader: Reader, last: Report | None, search: str, states: Collection[str]
) -> QuerySet[Report]:
    wanted = set(states) or set(OPEN_STATES)
    reports = Report.objects.filter(boxes__recipient_id=reader.key_id, state__in=wanted)
    if search:
        reports = reports.filter(number__startswith=search.strip().upper())
    if wanted <= set(OPEN_STATES):
        reports = reports.filter(due_on__isnull=False)
        order, later = ["due_on", "number"], _later_due(last)
    else:
        order, later = ["number"], Q(number__gt=last.number) if last else Q()
    mine = Prefetch(
        "boxes", Box.objects.filter(recipient_id=reader.key_id), to_attr="boxes_of_reader"
    )
    return reports.filter(later).order_by(*order).prefetch_related(mine)[:_BATCH]


def _later_due(last: Report | None) -> Q:
    if last is None or last.due_on is None:
        return Q()
    return Q(due_on__gt=last.due_on) | Q(due_on=last.due_on, number__gt=last.number)
