"""Figures in the demo world: one semester is released, two older ones wait for their holders."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone

from ruangaman.lib.statistics import CodedRecord as Line
from ruangaman.lib.statistics import queue_cover, record_id, record_seal
from ruangaman.oversight.grid import Body, Grid, grid
from ruangaman.oversight.marks import draft_mark
from ruangaman.oversight.models import Draft
from ruangaman.oversight.published import body_of, report_of
from ruangaman.oversight.semesters import Semester, semester_now
from ruangaman.oversight.services.counting import protected_of
from ruangaman.oversight.services.gate import draft_release
from ruangaman.oversight.services.turns import State
from ruangaman.oversight.waiting import opens_on
from ruangaman.people.models import User
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.models import CodedRecord

_RECORDS, _CONTACTS, _ANSWERS = 240, 180, 90
_WAITING = 80
_ENDS = ("informasi", "rujukan", "rujukan", "serah", "telepon")


def figures_create() -> None:
    """Release a semester with invented figures; nothing for a pack without a grid."""
    tables = grid()
    if not tables.tables:
        return
    semester = semester_now().before
    if timezone.localdate() < opens_on(semester):
        semester = semester.before
    chance = random.Random(11)  # noqa: S311 (invented figures)
    _release(tables, semester, chance)
    for older in (semester.before, semester.before.before):
        _wait(tables, older, chance)


def _release(tables: Grid, semester: Semester, chance: random.Random) -> None:
    """Go the way of the gate, but for the sealed queue: these lines are of nobody."""
    protected = protected_of(tables, _lines(tables, semester, chance), semester)
    today = timezone.localdate()
    draft = Draft(semester=semester.key, state=State.PROPOSED, begun_on=today, proposed_on=today)
    draft.document, draft.report = (
        body_of(semester, tables, protected),
        report_of(tables, protected),
    )
    draft.proposed_by = User.objects.get(username="koordinator")
    draft.mark = draft_mark(draft)
    draft.save()
    draft_release(draft=draft, by=User.objects.get(username="kepala-dinas"), revision=0)


def _wait(tables: Grid, semester: Semester, chance: random.Random) -> None:
    """Seal records of an older semester, so that both holders have something to open."""
    adopted = statistics_key()
    if adopted is None:
        return
    for line in list(_lines(tables, semester, chance))[:_WAITING]:
        covered = queue_cover(record_seal(line, to=adopted.key), server_secret=settings.SEAL_SECRET)
        CodedRecord.objects.create(sealed=covered)


def _lines(tables: Grid, semester: Semester, chance: random.Random) -> Iterator[Line]:
    records, answers = (_axes(tables, kind) for kind in ("records", "answers"))
    for _ in range(_RECORDS):
        yield _line({"told": chance.choice(semester.months), **_drawn(records, chance)})
    for _ in range(_CONTACTS):
        yield _line(
            {
                "of": "contact",
                "told": chance.choice(semester.months),
                "end": (end := chance.choice(_ENDS)),
                "referred": end == "rujukan",
                "reached": chance.choice(("ya", "ya", "belum", "tidak_mau")),
                "within_72_hours": (soon := chance.random() < 0.3),
                "doctor": soon and chance.random() < 0.8,
            }
        )
    for _ in range(_ANSWERS):
        said = _drawn(answers, chance)
        yield _line({"of": "feedback", "month": chance.choice(semester.months), **said})


def _line(fields: Mapping[str, Any]) -> Line:
    return Line(record_id(secrets.token_bytes(32)), 1, fields)


def _axes(tables: Grid, kind: str) -> dict[str, Body]:
    bodies = [body for body in tables.tables if body["counts"] == kind]
    return {axis["field"]: axis for body in bodies for axis in body["axes"]}


def _drawn(axes: Mapping[str, Body], chance: random.Random) -> dict[str, Any]:
    """Draw a value of each field, the first ones of an axis more often."""
    found: dict[str, Any] = {}
    for field, axis in axes.items():
        values: Sequence[str] = [value for code in axis["codes"] for value in code["of"]]
        weights = [1 / (place + 1) for place in range(len(values))]
        drawn = chance.choices(values, weights, k=2 if axis["many"] else 1)
        found[field] = sorted(set(drawn)) if axis["many"] else drawn[0]
    return found
