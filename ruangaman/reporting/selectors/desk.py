"""What a reader's desk may show: only reports whose box gives her at least one part.

An excluded person's box is empty and looks like every other; to her the report does not exist.
"""

from __future__ import annotations

import uuid

from ruangaman.lib.boxes import IN_PERSON, BoxContent, open_box
from ruangaman.lib.sealing import SealError
from ruangaman.people.readers import Reader
from ruangaman.reporting.covers import BOX, Cover, cover_of
from ruangaman.reporting.models import Box, Report


class ReportNotFound(Exception):
    """No such report, or not one this reader may open: she must not be able to tell which."""


def box_held(reader: Reader, report: Report) -> bool:
    """Say whether the reader's access has not ended; asked again under the report's lock."""
    boxes = Box.objects.filter(report=report, recipient_id=reader.key_id, ended_on=None)
    return not reader.stopped and boxes.exists()


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


def box_open(box: Box, reader: Reader, cover: Cover | None = None) -> BoxContent | None:
    """Open a box; None when it gives nothing, or does not open.

    ``cover`` is that of the report, where the caller has fetched many at once.
    """
    content = _content(box, reader, cover)
    return content if content and content.parts else None


def box_known(box: Box, reader: Reader, cover: Cover | None = None) -> BoxContent | None:
    """Open a box of somebody who may know that the report exists: she may read it, or could once.

    What was taken back from her team leaves the team's id in her box; a box of somebody who was
    kept out has none, and None is returned.
    """
    content = _content(box, reader, cover)
    return content if content and (content.parts or content.via != IN_PERSON) else None


def _content(box: Box, reader: Reader, cover: Cover | None) -> BoxContent | None:
    if reader.stopped or box.ended_on:
        return None
    report = box.report
    try:
        sealed = (cover or cover_of(report)).off(box.sealed, BOX, box.recipient_id.bytes)
        content = open_box(sealed, reader.key, report=report.id.bytes, epoch=report.epoch)
    except SealError:
        return None
    by_team = content.via != IN_PERSON
    if by_team and uuid.UUID(bytes=content.via) not in reader.team_ids:
        return None  # she has left the team through which she was allowed to read
    return content
