"""Units note what they held and how many it reached; they correct and withdraw it themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.models import User
from ruangaman.surveys.models import Briefing
from ruangaman.surveys.permissions import may_note


@dataclass(frozen=True, slots=True)
class Noted:
    """What is noted; ``women`` is None where they were not counted."""

    kind: str
    campaign: str
    day: dt.date
    reached: int
    women: int | None


class BriefingChanged(Exception):
    """The entry is not as this person saw it; ``entry`` is as it is now."""

    def __init__(self, entry: Briefing) -> None:
        """Keep the entry."""
        super().__init__(entry.pk)
        self.entry = entry


def briefing_note(*, unit_code: str, noted: Noted, once: bytes, by: User) -> Briefing:
    """Keep an entry; the same page sent twice gives the same one.

    Raises ``BriefingChanged`` where the page was sent before with other numbers, or where what it
    noted was changed or withdrawn since.
    """
    _must_note(by, unit_code)
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = Briefing.objects.create(unit_code=unit_code, once=once, **asdict(noted))
        except IntegrityError:
            return _known(unit_code, noted, once)
        _record("noted", made, by)
    return made


def briefing_change(*, entry: Briefing, revision: int, noted: Noted, by: User) -> Briefing:
    """Correct an entry; ``BriefingChanged`` where somebody else did since ``revision``."""
    _must_note(by, entry.unit_code)
    with transaction.atomic():
        mine = _taken(entry, revision)
        for name, value in asdict(noted).items():
            setattr(mine, name, value)
        mine.save(update_fields=list(asdict(noted)))
        _record("changed", mine, by)
    return mine


def briefing_withdraw(*, entry: Briefing, revision: int, by: User) -> None:
    """Let an entry count nowhere; ``BriefingChanged`` where it was changed since ``revision``."""
    _must_note(by, entry.unit_code)
    with transaction.atomic():
        mine = _taken(entry, revision)
        mine.withdrawn = True
        mine.save(update_fields=["withdrawn"])
        _record("withdrawn", mine, by)


def _known(unit_code: str, noted: Noted, once: bytes) -> Briefing:
    """Return what the page noted before, if it still says the same."""
    before = Briefing.objects.get(once=once)
    same = all(getattr(before, name) == value for name, value in asdict(noted).items())
    if before.withdrawn or before.unit_code != unit_code or not same:
        raise BriefingChanged(before)
    return before


def _taken(entry: Briefing, revision: int) -> Briefing:
    rows = Briefing.objects.filter(pk=entry.pk, revision=revision, withdrawn=False)
    taken = rows.update(revision=F("revision") + 1)
    present = Briefing.objects.get(pk=entry.pk)
    if not taken:
        raise BriefingChanged(present)
    return present


def _must_note(by: User, unit_code: str) -> None:
    if not may_note(by, unit_code):
        raise PermissionDenied


def _record(what: str, entry: Briefing, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=f"surveys_briefing_{what}",
        subject=subject_of("surveys_briefing", entry.pk.bytes),
        detail={"unit": entry.unit_code, "kind": entry.kind, "reached": entry.reached},
    )
