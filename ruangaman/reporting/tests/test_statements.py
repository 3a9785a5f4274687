"""SQL that is built once still asks every time, and writes what Django would have written."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from ruangaman.core.statements import rows_asked, rows_insert
from ruangaman.people.models import Team
from ruangaman.reporting.models import Report
from tests.world import World

pytestmark = pytest.mark.django_db


def _names(*kinds: str) -> QuerySet[Team, tuple[Any, ...]]:
    return (
        Team.objects.filter(kind__in=kinds, active=True).order_by("code").values_list("id", "name")
    )


def report(number: str, **changes: Any) -> Report:
    """Return a report that has not been kept."""
    raw = {"reporter": b"r", "answers": b"a", "ledger": b"l"}
    raw |= {"lookup": uuid.uuid4().bytes, "shred": uuid.uuid4().bytes}
    return Report(number=number, **{**raw, "reporter_box": b"b", **changes})


def test_a_question_is_asked_again_each_time(world: World) -> None:
    team = world.teams["uptd-ppa"]
    assert rows_asked(_names, team.kind) == [(team.pk, team.name)]
    Team.objects.filter(pk=team.pk).update(name="Nama baru")
    assert rows_asked(_names, team.kind) == [(team.pk, "Nama baru")]
    Team.objects.filter(pk=team.pk).update(active=False)
    assert rows_asked(_names, team.kind) == []


def test_another_question_is_not_answered_by_the_first(world: World) -> None:
    asked = [rows_asked(_names, kind) for kind in (Team.Kind.UPTD_PPA, Team.Kind.PSEAH_DESK)]
    assert [len(rows) for rows in asked] == [1, 1]
    assert asked[0] != asked[1]
    assert rows_asked(_names, Team.Kind.UPTD_PPA, Team.Kind.PSEAH_DESK) == sorted(
        asked[0] + asked[1], key=lambda row: Team.objects.get(pk=row[0]).code
    )


def test_a_question_about_nothing_has_no_rows() -> None:
    assert rows_asked(_names) == []


def test_what_is_inserted_reads_as_it_was(world: World) -> None:
    kept = [report("BCD-0001", due_on=dt.date(2026, 11, 23)), report("BCD-0002", unread=False)]
    assert rows_insert(kept) == 2
    read = Report.objects.order_by("number")
    fields = [field.attname for field in Report._meta.concrete_fields]
    for written, found in zip(kept, read, strict=True):
        for name in fields:
            value = getattr(found, name)
            value = bytes(value) if isinstance(value, memoryview) else value
            assert value == getattr(written, name), name


def test_a_conflict_is_told_by_the_number_of_rows(world: World) -> None:
    rows_insert([report("BCD-0001")])
    assert rows_insert([report("BCD-0001"), report("BCD-0002")], conflicts=True) == 1
    assert Report.objects.count() == 2


def test_a_conflict_is_an_error_unless_expected(world: World) -> None:
    rows_insert([report("BCD-0001")])
    with pytest.raises(DatabaseError), transaction.atomic():
        rows_insert([report("BCD-0001")])
    assert Report.objects.count() == 1


def test_nothing_inserts_nothing() -> None:
    assert rows_insert([]) == 0
