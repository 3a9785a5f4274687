"""Tests of an event: when each is open, and for how long."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.instance import is_demo
from ruangaman.core.rules import rule_numbers
from ruangaman.lib.clocks import months_later
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.models import Event, Paper
from ruangaman.training.selectors.items import forms_state
from ruangaman.training.services.changes import event_audit, must_organise

MINUTES = 40
SHORTEST, LONGEST = 10, 240
FOLLOW_UP = "test_follow_up"
_CHANGES = ["opens_at", "closes_at", "minutes", "gates", "version"]
_STAYS_OPEN = dt.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """What is said of a test."""

    kind: str
    opens_at: dt.datetime
    closes_at: dt.datetime
    minutes: int = MINUTES


class PaperFault(Refused):
    """A value that cannot be; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.field = field


class PaperChanged(Exception):
    """Somebody else set or removed the test meanwhile; ``paper`` is what stands now."""

    def __init__(self, paper: Paper | None) -> None:
        """Keep what stands now."""
        super().__init__("changed")
        self.paper = paper


@transaction.atomic
def paper_set(*, event: Event, version: int, entry: PaperEntry, by: User) -> Paper:
    """Make or change a test. ``version`` is the one that was shown, 0 for none."""
    must_organise(by, event)
    paper = _held(event, entry.kind, version)
    if event.state == Event.State.CANCELLED:
        raise Refused(_("Acara ini dibatalkan; tesnya tidak diubah lagi."))
    _check(event, paper, entry)
    if paper is None:
        paper = Paper(event=event, kind=entry.kind, version=0)
    paper.opens_at, paper.closes_at = entry.opens_at, entry.closes_at
    paper.minutes, paper.version = entry.minutes, paper.version + 1
    if not paper.sittings.exists():
        lacks, unreviewed = forms_state()
        paper.gates = is_demo() or not (lacks or unreviewed)
    paper.save(update_fields=None if paper.version == 1 else _CHANGES)
    _record(paper, by, "paper_set")
    return paper


@transaction.atomic
def paper_remove(*, event: Event, kind: str, version: int, by: User) -> None:
    """Take a test away, as long as nobody has begun it."""
    must_organise(by, event)
    paper = _held(event, kind, version)
    if paper is None:
        return
    if paper.sittings.exists():
        raise Refused(_("Sudah ada yang mengerjakan tes ini, jadi tidak dapat dihapus."))
    _record(paper, by, "paper_remove")
    paper.delete()


@transaction.atomic
def papers_propose(*, event: Event, by: User) -> int:
    """Make the tests that are not there yet, at the usual times; return how many."""
    there = set(Paper.objects.filter(event=event).values_list("kind", flat=True))
    fresh = [one for one in proposals(event) if one.kind not in there and one.closes_at > now()]
    for entry in fresh:
        paper_set(event=event, version=0, entry=entry, by=by)
    return len(fresh)


def proposals(event: Event) -> list[PaperEntry]:
    """Return the usual times: the first morning, the last afternoon, and months later."""
    months = rule_numbers(FOLLOW_UP).get(FOLLOW_UP, 3)
    later = months_later(event.last, months)
    return [
        PaperEntry(Paper.Kind.PRE, _at(event.first, 7), _at(event.first, 12)),
        PaperEntry(Paper.Kind.POST, _at(event.last, 13), _at(event.last, 20)),
        PaperEntry(Paper.Kind.FOLLOW_UP, _at(later, 7), _at(later + _STAYS_OPEN, 20)),
    ]


def _held(event: Event, kind: str, version: int) -> Paper | None:
    """Return the test as it is, the event's row held, so that two editors do not make two."""
    Event.objects.select_for_update().get(pk=event.pk)
    paper = Paper.objects.filter(event=event, kind=kind).first()
    if (paper.version if paper else 0) != version:
        raise PaperChanged(paper)
    return paper


def _check(event: Event, paper: Paper | None, entry: PaperEntry) -> None:
    if entry.closes_at - entry.opens_at < dt.timedelta(minutes=entry.minutes):
        raise PaperFault(
            "closes_at", _("Tes harus terbuka paling sedikit selama waktu mengerjakannya.")
        )
    if paper is not None and paper.sittings.exists():
        if (entry.opens_at, entry.minutes) != (paper.opens_at, paper.minutes):
            raise PaperFault(
                "minutes",
                _("Sudah ada yang mulai, jadi hanya waktu tutup yang dapat diubah."),
            )
        return
    order = list(Paper.Kind.values)
    place = order.index(entry.kind)
    for other in Paper.objects.filter(event=event).exclude(kind=entry.kind):
        earlier = order.index(other.kind) < place
        if (other.opens_at > entry.opens_at) if earlier else (other.opens_at < entry.opens_at):
            raise PaperFault(
                "opens_at",
                _("Urutannya: tes awal, tes akhir, lalu tes lanjutan. Periksa harinya."),
            )


def _record(paper: Paper, by: User, action: str) -> None:
    event_audit(paper.event_id, action, by, {"kind": str(paper.kind)})


def _at(day: dt.date, hour: int) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_current_timezone())
