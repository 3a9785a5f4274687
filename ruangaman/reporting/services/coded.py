"""The sealed queue of coded records: written into, rewritten in random order, opened by two.

A row says nothing of its report. What is written about one report is ordered by a number inside
the seal, so that the newest counts; an empty record takes the place of one taken back.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.lib.statistics import (
    CodedRecord as Coded,
)
from ruangaman.lib.statistics import (
    StatisticsKey,
    queue_cover,
    queue_uncover,
    record_id,
    record_open,
    record_seal,
    records_newest,
)
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.coding import Word, word_of
from ruangaman.reporting.models import CodedRecord, Item, Report
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import items_read

_AT_ONCE = 200
"""Rows that are rewritten in one statement."""

OF, CONTACT, FEEDBACK, INCIDENT = "of", "contact", "feedback", "incident"
"""The field of a line that is no case, and what it says."""

RATED, RATED_SEED = "feedback", "feedback line"
"""In the ledger: the key to which she answered at the end. For what her code gives a seed."""

Keys = tuple[KeyPair, KeyPair]


class NoKey(Exception):
    """No statistics key is in force: nothing can be sealed."""


def coded_add(
    *, report: Report, seed: bytes, fields: Mapping[str, Any], to: StatisticsKey | None = None
) -> None:
    """Put a record into the queue, sealed for the key in force, or ``to`` where there is none.

    Must run after the item it goes with was written, under the report's lock. Raises ``NoKey``.
    """
    adopted = statistics_key()
    key = adopted.key if adopted else to
    if key is None:
        raise NoKey
    last = Item.objects.filter(report=report).aggregate(last=Max("position"))["last"] or 0
    version = 2 * last + (not fields)  # an empty one comes after what was coded before it
    sealed = record_seal(Coded(record_id(seed), version, dict(fields)), to=key)
    CodedRecord.objects.create(sealed=_covered(sealed))


def tally_add(*, seed: bytes, version: int, fields: Mapping[str, Any]) -> None:
    """Put a line about a contact into the queue; nothing while no statistics key is in force.

    It says what a desk did, in which month, and nothing of the person. ``seed`` (32 bytes) is that
    of the contact: a later ``version`` takes the place of an earlier one.
    """
    _line_add(CONTACT, seed=seed, version=version, fields=fields)


def incident_line_add(*, seed: bytes, version: int, fields: Mapping[str, Any]) -> None:
    """Put a line about a closed incident into the queue in the same way."""
    _line_add(INCIDENT, seed=seed, version=version, fields=fields)


def _line_add(of: str, *, seed: bytes, version: int, fields: Mapping[str, Any]) -> None:
    if adopted := statistics_key():
        line = Coded(record_id(seed), version, {OF: of, **fields})
        CodedRecord.objects.create(sealed=_covered(record_seal(line, to=adopted.key)))


def feedback_line_add(
    mailbox: Mailbox, *, to: StatisticsKey, fields: Mapping[str, Any] | None = None
) -> None:
    """Put her answers at the end into the queue; without ``fields`` an empty line instead."""
    seed = mailbox.reporter.secret_for(RATED_SEED)
    body = {OF: FEEDBACK, **fields} if fields else {}
    line = Coded(record_id(seed), 0 if fields else 1, body)
    CodedRecord.objects.create(sealed=_covered(record_seal(line, to=to)))


def feedback_take_back(mailbox: Mailbox) -> None:
    """Let an empty line take the place of her answers at the end, if she gave any."""
    if raw := mailbox.ledger.get(RATED):
        feedback_line_add(mailbox, to=StatisticsKey.decoded(bytes.fromhex(raw)))


def coded_take_back(mailbox: Mailbox) -> None:
    """Let an empty record take the place of hers, if she ever allowed one."""
    items = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    word = word_of(mailbox.report.pk, items)
    if word.seed:
        word_take_back(mailbox.report, word)


def word_take_back(report: Report, word: Word) -> None:
    """Put the empty record into the queue that belongs to her word."""
    coded_add(report=report, seed=word.seed, fields={}, to=word.to)


def coded_shuffle() -> int:
    """Rewrite the whole queue in random order under new ids, covered anew; return how many rows.

    One transaction: afterwards neither place nor order in the table tells what came when.
    """
    with transaction.atomic():
        ids = list(CodedRecord.objects.order_by("pk").values_list("pk", flat=True))
        secrets.SystemRandom().shuffle(ids)
        for begin in range(0, len(ids), _AT_ONCE):
            _rewrite(ids[begin : begin + _AT_ONCE])
    return len(ids)


def records_open(keys: Keys) -> list[Coded]:
    """Return the coded records, the newest of each report, opened with both halves.

    What is sealed to another key, or not written by this server, is left out; so are lines about
    contacts and answers at the end. Nothing of this is kept: figures exist only inside a release.
    """
    return [one for one in _newest(keys) if OF not in one.fields]


def tallies_open(keys: Keys) -> list[Coded]:
    """Return the lines about contacts in the same way, the newest of each."""
    return [one for one in _newest(keys) if one.fields.get(OF) == CONTACT]


def feedback_open(keys: Keys) -> list[Coded]:
    """Return the answers at the end in the same way: by month and team, of nobody's case."""
    return [one for one in _newest(keys) if one.fields.get(OF) == FEEDBACK]


def incident_lines_open(keys: Keys) -> list[Coded]:
    """Return the lines about closed incidents in the same way."""
    return [one for one in _newest(keys) if one.fields.get(OF) == INCIDENT]


def _newest(keys: Keys) -> list[Coded]:
    return records_newest(record for _, record in _opened(keys))


def coded_compact(keys: Keys) -> int:
    """Take away the rows that a later one replaced, those taken back too; return how many.

    Only whoever opens the queue with both halves can know which these are.
    """
    with transaction.atomic():
        found = list(_opened(keys))
        newest = {(one.id, one.version) for one in records_newest(one for _, one in found)}
        gone = [row for row, one in found if (one.id, one.version) not in newest]
        for begin in range(0, len(gone), _AT_ONCE):
            CodedRecord.objects.filter(pk__in=gone[begin : begin + _AT_ONCE]).delete()
    return len(gone)


def _opened(keys: Keys) -> Iterator[tuple[uuid.UUID, Coded]]:
    rows = CodedRecord.objects.order_by("pk").values_list("pk", "sealed")
    for row_id, covered in rows.iterator():
        try:
            sealed = queue_uncover(bytes(covered), server_secret=settings.SEAL_SECRET)
            yield row_id, record_open(sealed, keys)
        except SealError:
            continue


def _rewrite(ids: list[uuid.UUID]) -> None:
    rows = CodedRecord.objects.filter(pk__in=ids)
    found = {row_id: bytes(sealed) for row_id, sealed in rows.values_list("pk", "sealed")}
    rows.delete()
    CodedRecord.objects.bulk_create(
        CodedRecord(sealed=_anew(found[row_id])) for row_id in ids if row_id in found
    )


def _anew(covered: bytes) -> bytes:
    """A row that this server did not write stays as it is: it is somebody's to look at."""
    try:
        return _covered(queue_uncover(covered, server_secret=settings.SEAL_SECRET))
    except SealError:
        return covered


def _covered(sealed: bytes) -> bytes:
    return queue_cover(sealed, server_secret=settings.SEAL_SECRET)
