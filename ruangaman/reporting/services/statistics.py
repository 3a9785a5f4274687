"""Whether her case may be counted: asked by a worker, answered by her code alone."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.lib.boxes import BoxContent
from ruangaman.people.readers import Reader
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.coding import (
    ABOUT,
    CODED,
    SEED,
    Word,
    first_of,
    thing_for,
    word_of,
    yes_values,
)
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.selectors.process import process_of
from ruangaman.reporting.services.coded import coded_add, word_take_back
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.items import report_lock
from ruangaman.reporting.services.mailbox import NotPossible
from ruangaman.reporting.services.records import mailbox_record_add, record_add

OWN = "saya"
"""Only an adult who writes of herself is asked: nobody consents for another."""


def may_be_asked(mailbox: Mailbox) -> bool:
    """Say whether the question is one for her."""
    return str(mailbox.ledger["about"]) == OWN


def word_in(mailbox: Mailbox) -> Word:
    """Return her word as her own code reads it."""
    items = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    return word_of(mailbox.report.pk, items)


def statistics_answer(mailbox: Mailbox, *, yes: bool, item_id: uuid.UUID) -> bool:
    """Write her answer; taking it back empties her record. False when it stands so already.

    Runs within ``mailbox_change``. Raises ``NotPossible`` where nobody asked her, or for a yes
    while there is no statistics key.
    """
    word = word_in(mailbox)
    if not may_be_asked(mailbox) or not (word.asked or word.answer):
        raise NotPossible("statistics")
    if word.answer == ("yes" if yes else "no"):
        return False
    values: dict[str, Any] = {"answer": "no"}
    if yes:
        adopted = statistics_key()
        if adopted is None:
            raise NotPossible("key")
        seed = word.seed or mailbox.reporter.secret_for(SEED)
        values = yes_values(seed, adopted.key)
    added = mailbox_record_add(
        mailbox,
        part="needs",
        about=ABOUT,
        thing=thing_for(mailbox.report.pk, ABOUT),
        values=values,
        item_id=item_id,
    )
    if added and not yes and word.seed:
        word_take_back(mailbox.report, word)
    return added


def statistics_refuse(mailbox: Mailbox, *, item_id: uuid.UUID) -> None:
    """Take a yes back together with something greater, such as the wish for deletion."""
    if word_in(mailbox).answer == "yes":
        statistics_answer(mailbox, yes=False, item_id=item_id)


def statistics_ask(
    *, reader: Reader, report: Report, box: BoxContent, item_id: uuid.UUID, seen: int
) -> bool:
    """Ask her in her mailbox, once; by month only."""
    return record_add(
        reader=reader,
        report=report,
        box=box,
        part="needs",
        about=ABOUT,
        thing=thing_for(report.pk, ABOUT),
        values={"asked": f"{timezone.localdate():%Y-%m}"},
        item_id=item_id,
        seen=seen,
        action="statistics-asked",
    )


def coding_write(
    *,
    reader: Reader,
    report: Report,
    box: BoxContent,
    values: Mapping[str, Any],
    item_id: uuid.UUID,
    seen: int,
) -> bool:
    """Keep what was coded with the case, and put its record into the queue.

    Her yes is read again under the report's lock. Raises ``NotAllowed`` without it or without a
    statistics key, and what ``record_add`` raises; then nothing is written.
    """
    with transaction.atomic():
        locked = report_lock(report.pk)
        authors = holders_as_authors(locked, box.reporter)
        opened = items_read(locked, box, ["needs", "messages"], authors)
        items = opened.get("needs", [])
        word, first = word_of(report.pk, items), first_of(items)
        if not word.yes or statistics_key() is None:
            raise NotAllowed("statistics")
        added = record_add(
            reader=reader,
            report=report,
            box=box,
            part="needs",
            about=CODED,
            thing=thing_for(report.pk, CODED),
            values={"coded": dict(values)},
            item_id=item_id,
            seen=seen,
            action="report-coded",
        )
        if added:
            told = month_told(str(first.body["at"])) if first else ""
            fields = {**values, "told": told, **process_of(locked, opened)}
            coded_add(report=locked, seed=word.seed, fields=fields)
    return added


def month_told(at: str) -> str:
    """Return the month of a moment (ISO 8601, any offset) by the province's clock: ``2026-11``."""
    return f"{timezone.localdate(dt.datetime.fromisoformat(at)):%Y-%m}"
