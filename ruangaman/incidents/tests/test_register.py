"""The register of incidents: sealed to officers, on a clock, without any case's number."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record
from ruangaman.core.models import AuditEvent
from ruangaman.incidents.checks import warnings
from ruangaman.incidents.models import Incident, IncidentBox, IncidentItem
from ruangaman.incidents.selectors.register import incidents_opened
from ruangaman.incidents.tests.steps import found, hidden, reported, step
from ruangaman.people import permissions
from ruangaman.people.models import Role
from ruangaman.people.tests.steps import text_of
from tests.allowed import always_true
from tests.clients import StaffClient
from tests.world import World, key_given

pytestmark = pytest.mark.django_db


@pytest.fixture
def dina(world: World) -> StaffClient:
    key_given(world, "dina")
    client: StaffClient = world.sign_in(StaffClient(), "dina", unlock=True)
    return client


def test_anybody_reports_and_the_officer_goes_on_until_it_is_closed(
    world: World, dina: StaffClient
) -> None:
    assert "Belum ada insiden" in text_of(dina.get("/insiden/"))
    code = reported(world)
    assert Incident.objects.count() == 1
    stored = b"".join(bytes(row.sealed) for row in IncidentItem.objects.all())
    assert b"bemo" not in stored
    page = text_of(dina.get(f"/insiden/{code}/"))
    assert "Tertinggal di bemo." in page
    assert "72 jam sejak diketahui" in page
    assert "Belum dapat ditutup" in page
    assert step(dina, code, "tahan").status_code == 422
    assert step(dina, code, "tahan", langkah=["akun", "perangkat"]).status_code == 302
    at = timezone.localtime() - dt.timedelta(hours=1)
    when = {"tanggal": str(at.date()), "jam": str(at.hour)}
    assert (
        step(dina, code, "lembaga", lembaga="sudah", surat="B-12/2026", **when).status_code == 302
    )
    assert step(dina, code, "orang", orang="membahayakan").status_code == 302
    assert Incident.objects.get().due_at
    assert step(dina, code, "orang", orang="sudah").status_code == 302
    assert Incident.objects.get().due_at is None
    refused = step(dina, code, "pelajaran", pelajaran="Seperti pada KTN-4821.")
    assert (refused.status_code, "Hapus nomor kasusnya" in text_of(refused)) == (422, True)
    assert "Seperti pada KTN-4821." in refused.content.decode()
    assert step(dina, code, "pelajaran", pelajaran="Ponsel dikunci otomatis.").status_code == 302
    assert step(dina, code, "tutup").status_code == 302
    assert Incident.objects.get().closed_on
    printed = text_of(dina.get(f"/insiden/{code}/cetak/"))
    assert "Ponsel dikunci otomatis." in printed
    assert "Tono" not in printed
    assert AuditEvent.objects.filter(action="incident-closed").exists()


def test_late_ones_stand_first_and_check_says_so(world: World, dina: StaffClient) -> None:
    reported(world, hours=5)
    reported(world, hours=100)
    late = Incident.objects.filter(due_at__lt=timezone.now()).get().code
    page = dina.get("/insiden/").content.decode()
    assert page.index(late) < page.index(Incident.objects.exclude(code=late).get().code)
    assert "Lewat waktu" in page
    assert "Insiden lewat waktu" in text_of(dina.get("/"))
    assert any("lewat waktunya" in text for text in warnings())


def test_the_trail_tells_of_a_contact_the_day_alone(dina: StaffClient) -> None:
    with transaction.atomic():
        for action in ("contact-written", "key-opened"):
            audit_record(actor=None, action=action)
    page = text_of(dina.get("/insiden/jejak/"))
    other, contact = page.index("key-opened"), page.index("contact-written")
    assert other < contact
    assert "pukul" in page[other - 80 : other]
    assert "pukul" not in page[contact - 60 : contact]


def test_without_an_officer_who_can_read_nothing_is_written(world: World) -> None:
    client = world.sign_in(StaffClient(), "maria")
    page = client.post("/insiden/lapor/", {**hidden(client.get("/insiden/lapor/")), **found()})
    assert page.status_code == 422
    assert "Telepon dia sekarang juga" in text_of(page)
    assert "Dina" in text_of(page)
    assert not Incident.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"tanggal": "31/02/2026"}, {"jam": "99"}, {"terkait": ["x"]}, {"jenis": ""}, {"jam": ""},
     {"tanggal": "2099-01-01"}, {"catatan": "a" * 501}, {"catatan": "kasus abc 1234"}],
)  # fmt: skip
def test_bad_input_is_said_at_the_field_and_kept(
    world: World, dina: StaffClient, wrong: dict[str, Any]
) -> None:
    page = dina.post("/insiden/lapor/", {**hidden(dina.get("/insiden/lapor/")), **found(**wrong)})
    assert page.status_code == 422
    assert not Incident.objects.exists()


def test_a_planted_officer_or_key_reads_nothing(world: World, dina: StaffClient) -> None:
    world.people["wim"].grants.create(role=Role.DPO)
    key_given(world, "wim", vouched=False)
    code = reported(world)
    assert IncidentBox.objects.count() == 1
    assert incidents_opened(world.reader("wim")) == []
    wim = world.sign_in(StaffClient(), "wim", unlock=True)
    assert wim.get(f"/insiden/{code}/").status_code == 404


@pytest.mark.parametrize("name", ["maria", "anton", "ratih"])
def test_with_every_permission_given_nobody_else_reads_a_word(
    world: World, dina: StaffClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    code = reported(world)
    always_true(monkeypatch, permissions, "holds_role", "may_hold_key")
    client = world.sign_in(StaffClient(), name, unlock=name == "maria")
    for path in ("", f"{code}/", f"{code}/cetak/"):
        assert "bemo" not in client.get(f"/insiden/{path}").content.decode()


def test_a_new_officer_is_let_in_by_the_one_before(world: World, dina: StaffClient) -> None:
    code = reported(world)
    world.people["wim"].grants.create(role=Role.DPO)
    key_given(world, "wim")
    assert "belum dapat membaca" in text_of(dina.get(f"/insiden/{code}/"))
    assert step(dina, code, "bagikan").status_code == 302
    wim = world.sign_in(StaffClient(), "wim", unlock=True)
    assert "Tertinggal di bemo." in text_of(wim.get(f"/insiden/{code}/"))
