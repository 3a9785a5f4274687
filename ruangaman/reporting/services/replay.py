"""Carry out again, in an older database, what was disposed of and taken back since its copy."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.shred import (
    Disposed,
    disposals,
    shred_destroy,
    shred_keys,
    store_exists,
    withdrawal_read,
    withdrawals,
)
from ruangaman.reporting.covers import cover_of
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.access import accesses_end_again
from ruangaman.reporting.services.ending import disposal_finish
from ruangaman.reporting.services.withdrawals import withdrawal_apply

_AT_ONCE = 500
_SAMPLE = 50


class WrongStore(Exception):
    """The shred store is missing, or it is that of another installation: nothing was changed."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many reports were removed down to the stub, and how many got a withdrawal again.

    ``unknown``: withdrawals of reports that this database does not have. ``ended``: boxes that
    were emptied again, because their holders stopped being focal points.
    """

    disposed: int
    withdrawn: int
    unknown: int
    ended: int = 0


def replay() -> Replayed:
    """Apply the journals of the shred store; doing it again changes nothing.

    Messages, openings and answers written after the copy was made are not in any journal: they
    are lost. Raises ``WrongStore`` when no key fits the reports, and deletes nothing then.
    """
    store_check()
    disposed = sum(_disposal_replay(entry) for entry in disposals_open())
    pending, unknown = withdrawals_open()
    withdrawn = sum(_withdrawal_replay(*entry) for entry in pending)
    return Replayed(disposed, withdrawn, unknown, accesses_end_again())


def store_check() -> None:
    """Raise ``WrongStore`` unless some of the reports have their keys.

    An empty store in the wrong folder must not look like a store in which all was destroyed.
    """
    some = Report.objects.values_list("shred", flat=True)[:_SAMPLE]
    shreds = [bytes(shred) for shred in some]
    if not shreds:
        return
    known = {entry.shred for entry in disposals()}
    if not store_exists() or not (shred_keys(shreds) or known.intersection(shreds)):
        raise WrongStore


def disposals_open() -> list[Disposed]:
    """Return the disposals whose reports this database still has."""
    entries = {entry.shred: entry for entry in disposals()}
    return [entries[shred] for shred in _epochs(list(entries))]


def withdrawals_open() -> tuple[list[tuple[bytes, int]], int]:
    """Return the withdrawals this database does not know, and of how many reports it has none."""
    newest = withdrawals()
    here = _epochs(list(newest))
    pending = [(shred, newest[shred]) for shred, epoch in here.items() if epoch < newest[shred]]
    return pending, len(newest) - len(here)


def _epochs(shreds: list[bytes]) -> dict[bytes, int]:
    """Return the epoch of the reports with these keys."""
    found: dict[bytes, int] = {}
    for start in range(0, len(shreds), _AT_ONCE):
        rows = Report.objects.filter(shred__in=shreds[start : start + _AT_ONCE])
        found |= {bytes(shred): epoch for shred, epoch in rows.values_list("shred", "epoch")}
    return found


def _disposal_replay(entry: Disposed) -> bool:
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(shred=entry.shred).first()
        if report is None:
            return False
        shred_destroy(entry)  # again: the server may have died before it overwrote the key
        disposal_finish(report, entry)
    return True


def _withdrawal_replay(shred: bytes, epoch: int) -> bool:
    """Apply one withdrawal under the report's lock: one that commits meanwhile counts as done."""
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(shred=shred).first()
        if report is None or report.epoch >= epoch:
            return False
        withdrawal_apply(report, cover_of(report), withdrawal_read(shred, epoch))
        report.letters.filter(answer=None).delete()  # their answers would come to older keys
        subject = subject_of("report", report.pk.bytes)
        audit_record(actor=None, action="withdrawal-replayed", subject=subject)
    return True
