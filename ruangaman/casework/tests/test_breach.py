"""An incident of a case: its survivor is told in her mailbox, and the officer learns no number."""

from __future__ import annotations

from typing import Any

import pytest

from ruangaman.casework.tests.cases import form_of, sent, text_of
from ruangaman.incidents.models import Incident, IncidentItem
from ruangaman.incidents.tests.steps import found, reported
from ruangaman.lib.sealing import KeyPair
from ruangaman.reporting.models import Report
from tests.clients import PublicClient, StaffClient
from tests.world import World, key_given

pytestmark = pytest.mark.django_db


@pytest.fixture
def dina(world: World) -> StaffClient:
    key_given(world, "dina")
    client: StaffClient = world.sign_in(StaffClient(), "dina", unlock=True)
    return client


def breach(client: Any, report: Report, name: str = "", **fields: Any) -> Any:
    path = f"/kasus/{report.number}/berkas/insiden/"
    return client.post(f"{path}{name}/" if name else path, fields)


def test_from_a_case_the_survivor_is_told_and_the_officer_learns_no_number(
    world: World, dina: StaffClient, public: PublicClient
) -> None:
    report, code = sent()
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    page = breach(maria, report)
    assert "Belum ada insiden yang tercatat pada kasus ini." in text_of(page)
    page = breach(maria, report, "lapor", **form_of(page, "lapor"), **found())
    assert "Penyintas belum diberi tahu." in text_of(page)
    name = Incident.objects.get().code
    seen = text_of(dina.get(f"/insiden/{name}/"))
    assert "penyintas belum diberi tahu" in seen
    assert report.number not in seen
    assert "kepada orang yang terkait" in seen
    form = form_of(page, "beritahu")
    gaps = breach(maria, report, "beritahu", **form)
    assert gaps.status_code == 422
    form = {**form_of(gaps, "beritahu"), "teks": "Ponsel petugas hilang. Kami sudah menguncinya."}
    page = breach(maria, report, "beritahu", **form)
    assert "Penyintas sudah diberi tahu." in text_of(page)
    assert "Ponsel petugas hilang." in text_of(
        public.post("/pesan/", {"kode": " ".join(code.words)})
    )
    seen = text_of(dina.get(f"/insiden/{name}/"))
    assert "Satu penyintas diberi tahu" in seen
    assert "Ponsel petugas hilang" not in seen
    trail = text_of(dina.get("/insiden/jejak/"))
    assert "incident-told" in trail
    assert report.number not in trail
    assert "reporting_report" in text_of(dina.get("/insiden/peta-data/"))


def test_a_case_is_tied_by_the_code_the_officer_told(world: World, dina: StaffClient) -> None:
    name, (report, _) = reported(world), sent()
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    page = breach(maria, report)
    wrong = breach(maria, report, "kaitkan", **form_of(page, "kaitkan"), kode="INS-00000")
    assert wrong.status_code == 422
    page = breach(maria, report, "kaitkan", **form_of(wrong, "kaitkan"), kode=name.lower())
    assert name in text_of(page)
    assert "Satu kasus dikaitkan" in text_of(dina.get(f"/insiden/{name}/"))


def test_nothing_is_sealed_to_a_key_that_was_swapped(world: World, dina: StaffClient) -> None:
    name, (report, _) = reported(world), sent()
    Incident.objects.update(public=KeyPair(b"m" * 32).public.raw)
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    page = breach(maria, report)
    page = breach(maria, report, "kaitkan", **form_of(page, "kaitkan"), kode=name)
    assert page.status_code == 409
    assert IncidentItem.objects.count() == 1
