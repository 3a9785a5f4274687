"""What the database tells of an examination: nothing, to whoever has it without the server."""

from __future__ import annotations

import itertools
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from ruangaman.casework.tests.cases import STORY, sent, text_of
from ruangaman.casework.tests.test_examination import (
    ask,
    copy_for,
    examined,
    examiner,
    hand_over,
    page_of,
)
from ruangaman.casework.tests.test_handover import waiting
from ruangaman.core.models import AuditEvent
from ruangaman.duty.models import TeamNotice, Wake
from ruangaman.lib.sheets import FEWEST
from ruangaman.reporting.models import Opening, Reply, Report, Sheet
from ruangaman.reporting.selectors.sheets import copies_of, copy_item, stack
from ruangaman.reporting.services.sheets import stack_rewrite
from ruangaman.reporting.tests import ends
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["examined"]
ROOM = ("reporting", "casework", "core", "duty")


def rows() -> dict[str, dict[Any, dict[str, Any]]]:
    """Return every row of these rooms, by table and key."""
    models = [one for room in ROOM for one in apps.get_app_config(room).get_models(True)]
    return {
        one._meta.db_table: {row["pk"]: row for row in one.objects.values("pk", *names(one))}
        for one in models
    }


def names(model: Any) -> list[str]:
    return [field.attname for field in model._meta.local_concrete_fields]


def changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return what a comparison of two copies shows: which rows came and went, columns that differ,
    the size of what is sealed. How many sheets came is left out: more or fewer by chance.
    """
    found: dict[str, Any] = {}
    for table, new in after.items():
        old = before[table]
        came = [{name: shape(value) for name, value in new[pk].items()} for pk in new.keys() - old]
        altered = [
            (name, shape(new[pk][name]))
            for pk in new.keys() & old
            for name in new[pk]
            if new[pk][name] != old[pk][name]
        ]
        sheets = table == Sheet._meta.db_table
        came = [dict(pair) for pair in {tuple(one.items()) for one in came}] if sheets else came
        if came or altered or old.keys() - new:
            found[table] = (came, sorted(altered, key=str), len(old.keys() - new))
    return found


def shape(value: Any) -> Any:
    return len(value) if isinstance(value, bytes | memoryview) else "…"


def test_a_yes_and_a_no_look_alike_and_nobody_is_woken_at_the_minute(
    examined: World, staff: StaffClient, public: PublicClient, wall: Clock
) -> None:
    team = examined.teams["inspektorat"]
    TeamNotice.objects.create(team=team, at_once=True, planned_upto=wall.now)
    differences = []
    for yes in (True, False):
        report, code = sent()
        seen(public, code, kirim="1", pesan="Halo.")
        ask(examined, staff, report)
        before = rows()
        if yes:
            assert hand_over(public, code, "account").status_code == 200
        else:
            assert seen(public, code, usul_tolak=str(waiting(code))).status_code == 200
        differences.append(changes(before, rows()))
    assert differences[0] == differences[1]
    assert not Wake.objects.filter(team=team).exists()
    assert AuditEvent.objects.filter(action="proposal-made").count() == 2
    assert not AuditEvent.objects.filter(action__contains="examin").exists()


def test_no_row_names_report_or_examiner_and_what_she_sends_back_neither(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "account")
    client, key = examiner(examined), examined.keys["eka"].pk
    openings = Opening.objects.count()
    assert STORY in page_of(client, examined)
    client.post(
        f"/kasus/pemeriksaan/{copy_for(examined).id}/hasil/",
        {"butir": "00000000-0000-4000-8000-000000000001", "hasil": "sedang"},
    )
    assert Opening.objects.count() == openings
    named = (report.pk.bytes, key.bytes, bytes(report.lookup), bytes(report.shred))
    for row in itertools.chain(Sheet.objects.values(), Reply.objects.values()):
        written = b"|".join(
            value.bytes if isinstance(value, uuid.UUID) else bytes(value) for value in row.values()
        )
        assert not any(one in written for one in named)
    assert len({len(bytes(one.sealed)) for one in Reply.objects.all()}) == 1
    with pytest.MonkeyPatch.context() as patch:
        mine = copy_item(report.pk, key, examined.teams["inspektorat"].pk)
        patch.setattr(settings, "SEAL_SECRET", b"a thief has another secret......")
        assert list(stack()) == []
        assert copy_item(report.pk, key, examined.teams["inspektorat"].pk) != mine
    page = text_of(seen(public, code))
    assert "Terbukti, hukuman sedang" in page
    assert "Belum ada yang membuka." not in page, page


def test_each_night_the_stack_is_another_and_only_what_holds_is_in_it(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    codes = []
    for _ in range(3):
        report, code = sent()
        codes.append((report, code))
        ask(examined, staff, report)
        assert hand_over(public, code, "account").status_code == 200
    client, key = examiner(examined), examined.keys["eka"].pk
    before = {bytes(part) for row in Sheet.objects.values_list("head", "body") for part in row}
    stack_rewrite()
    after = {bytes(part) for row in Sheet.objects.values_list("head", "body") for part in row}
    assert Sheet.objects.count() == FEWEST
    assert before.isdisjoint(after)
    listed = client.get("/kasus/pemeriksaan/").content.decode()
    assert listed.count('class="app-card"') == 3
    copies = {one.report: one for one in copies_of(key)}
    taken, disposed, kept = (report for report, _ in codes)
    assert client.post(f"/kasus/pemeriksaan/{copies[disposed.pk].id}/").status_code == 200
    assert Reply.objects.exists()
    seen(public, codes[0][1], periksa_cabut=str(examined.teams["inspektorat"].pk))
    ends.wished(disposed, codes[1][1])
    ends.disposed(examined, disposed)
    for one in (taken, disposed):
        gone = f"/kasus/pemeriksaan/{copies[one.pk].id}/"
        assert client.post(gone).status_code == 404
    stack_rewrite()
    assert Sheet.objects.count() == FEWEST
    assert sum(head is not None for _, head in stack()) == 1
    assert not Reply.objects.exists()
    assert STORY in text_of(client.post(f"/kasus/pemeriksaan/{copies[kept.pk].id}/"))


def test_a_row_of_another_server_stays_and_an_altered_one_opens_for_nobody(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "account")
    (row,) = copy_for(examined).rows
    strange = Sheet.objects.create(head=b"strange", body=b"strange")
    sheet = Sheet.objects.get(pk=row)
    body = bytearray(bytes(sheet.body))
    body[100] ^= 1
    Sheet.objects.filter(pk=row).update(body=bytes(body))
    client = examiner(examined)
    assert "Belum ada yang diserahkan" in text_of(client.get("/kasus/pemeriksaan/"))
    stack_rewrite()
    assert Sheet.objects.filter(pk=strange.pk).exists()
    assert not copies_of(examined.keys["eka"].pk)
    assert Report.objects.count() == 1
