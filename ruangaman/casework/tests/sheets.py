"""Sections of a case as a worker fills them in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ruangaman.casework.tests.cases import form_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.records import Record, records_of
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.selectors.parts import items_read

RISK = {"bahaya": "mungkin", "rugi": "sedang", "tanda": ["kuasa"], "dasar": "ditanya"}
ROUTE = {"sea": "tidak", "sh": "ya", "mitra": "tidak", "siapa": "magang"}
STEP = {"butuh": "teman_bicara", "langkah": "Mencari psikolog perempuan.", "siapa": "tim"}


def day(ahead: int = 0) -> str:
    """Return a day as a form sends it."""
    return str(timezone.localdate() + dt.timedelta(days=ahead))


def section(client: Any, report: Report, slug: str, name: str = "", **fields: Any) -> Any:
    """Open a section, or do something in it with exactly these fields."""
    path = f"/kasus/{report.number}/berkas/{slug}/"
    return client.post(f"{path}{name}/" if name else path, fields)


def act(client: Any, report: Report, slug: str, name: str, **fields: Any) -> Any:
    """Open a section, fill in its form ``name``, and send it."""
    page = section(client, report, slug)
    return section(client, report, slug, name, **{**form_of(page, name), **fields})


def records(code: Any, part: str, about: str) -> list[Record]:
    """Return the records as the reporter's own code reads them."""
    mailbox = mailbox_open(code)
    assert mailbox is not None
    items = items_read(mailbox.report, mailbox.box, [part], mailbox.authors)[part]
    return records_of(items, about)
