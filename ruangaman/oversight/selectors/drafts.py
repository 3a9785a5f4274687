"""Semesters at the gate: which may be opened, which wait, which are released. Staff only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from ruangaman.core.progress import count_told
from ruangaman.oversight.marks import draft_sound
from ruangaman.oversight.models import Draft, DraftHalf, Release
from ruangaman.oversight.semesters import Semester, semester_now, semester_read
from ruangaman.oversight.waiting import STEPS, opens_on
from ruangaman.people.models import User
from ruangaman.people.selectors.statistics import statistics_key

State = Draft.State
OFFERED = 6
"""So many semesters before the running one may be opened: three years."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A semester: its release, its draft, or the day from which it may be opened."""

    semester: Semester
    opens_on: dt.date
    release: Release | None
    draft: Draft | None

    @property
    def may_open(self) -> bool:
        """Whether holders may give their halves now."""
        states = (State.HALVES, State.FAILED)
        waiting = self.draft is None or self.draft.state in states
        return self.release is None and waiting and timezone.localdate() >= self.opens_on

    @property
    def working(self) -> bool:
        """Whether the worker has it, so that the page looks again by itself."""
        return bool(self.draft and self.draft.state in (State.WAITING, State.WORKING))

    @property
    def percent(self) -> int:
        """How far the counting is."""
        return 100 * count_told(self.draft.pk) // STEPS if self.draft else 0

    @property
    def sound(self) -> bool:
        """Whether the draft is as the worker wrote it; only one with figures can be."""
        return bool(self.draft and self.draft.document and draft_sound(self.draft))


@dataclass(frozen=True, slots=True)
class Holder:
    """A holder of the key in force, and whether she gave her half for this draft."""

    name: str
    given: bool
    mine: bool


def standings() -> list[Standing]:
    """Return the running semester and those before it, and every released one, newest first."""
    drafts = {one.semester: one for one in Draft.objects.all()}
    releases = {one.semester: one for one in Release.objects.all()}
    known = {semester for key in releases if (semester := semester_read(key))}
    recent = semester_now()
    for _ in range(OFFERED):
        recent = recent.before
        known.add(recent)
    return [
        Standing(one, opens_on(one), releases.get(one.key), drafts.get(one.key))
        for one in sorted(known, reverse=True)
    ]


def standing_of(key: str) -> Standing | None:
    """Return one of these semesters, or None."""
    return next((one for one in standings() if one.semester.key == key), None)


def holders_of(standing: Standing, user: User) -> Sequence[Holder]:
    """Return the holders of the key in force, by name."""
    adopted = statistics_key()
    if adopted is None:
        return []
    given = set(
        DraftHalf.objects.filter(draft__semester=standing.semester.key).values_list(
            "holder_id", flat=True
        )
    )
    rows = User.objects.filter(pk__in=adopted.key.holders).order_by("name")
    return [Holder(one.name, one.pk in given, one.pk == user.pk) for one in rows]
