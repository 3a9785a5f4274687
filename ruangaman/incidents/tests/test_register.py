"""The register of incidents: sealed to officers, on a clock, without any case's number."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.casework.tests.cases import form_of, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.incidents.models import Incident, IncidentBox, IncidentItem
from ruangaman.incidents.selectors.register import incidents_opened
from ruangaman.incidents.checks import warnings
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import Role
from ruangaman.reporting.models import Report
from tests.clients import PublicClient, StaffClient
from tests.world import World, key_given

pytestmark = pytest.mark.django_db


def found(hours: int = 1, **changes: Any) -> dict[str, Any]:
    """Return an incident as somebody types it."""
    at = timezone.localtime() - dt.timedelta(hours=hours)
    return {
        "jenis": "perangkat", "tanggal": str(at.date()), "jam": str(at.hour),
        "terkait": ["needs", "messages"], "cara": "rekan", "catatan": "Tertinggal di bemo.",
        **changes,
    }  # fmt: skip


def hidden(page: Any, path: str = "/insiden/lapor/") -> dict[str, str]:
    import re

    text = page.content.decode()
    if path != "/insiden/lapor/":
        text = re.search(rf'action="[^"]*{path}"[^>]*>(.*?)</form>', text, re.S)[1]  # type: ignore[index]
    value = re.search(r'name="butir" value="([^"]+)"', text)
    assert value
    return {"butir": value[1]}


def reported(world: World, name: str = "tono", **changes: Any) -> str:
    client = world.sign_in(StaffClient(), name)
    carried = hidden(client.get("/insiden/lapor/"))
    page = client.post("/insiden/lapor/", {**carried, **found(**changes)})
    assert "Insiden tercatat" in text_of(page)
    client.post("/insiden/lapor/", {**carried, **found(**changes)})
    return Incident.objects.order_by("-due_at").values_list("code", flat=True)[0]


@pytest.fixture
def dina(world: World) -> StaffClient:
    key_given(world, "dina")
    client: StaffClient = world.sign_in(StaffClient(), "dina", unlock=True)
    return client


def step(client: Any, code: str, name: str, **fields: Any) -> Any:
    carried = hidden(client.get(f"/insiden/{code}/"), f"/{code}/{name}/")
    return client.post(f"/insiden/{code}/{name}/", {**carried, **fields})


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
    assert step(dina, code, "lembaga", lembaga="sudah", surat="B-12/2026", **when).status_code == 302
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
    assert any("lewat waktunya" in text for text in warnings())


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
    report, _ = sent()
    mole = KeyPair(b"m" * 32).public.raw
    Incident.objects.update(public=mole)
    maria = world.sign_in(StaffClient(), "maria", unlock=True)
    page = breach(maria, report)
    page = breach(maria, report, "kaitkan", **form_of(page, "kaitkan"), kode=code)
    assert page.status_code == 409
    assert IncidentItem.objects.count() == 1


def test_a_new_officer_is_let_in_by_the_one_before(world: World, dina: StaffClient) -> None:
    code = reported(world)
    world.people["wim"].grants.create(role=Role.DPO)
    key_given(world, "wim")
    assert "belum dapat membaca" in text_of(dina.get(f"/insiden/{code}/"))
    assert step(dina, code, "bagikan").status_code == 302
    wim = world.sign_in(StaffClient(), "wim", unlock=True)
    assert "Tertinggal di bemo." in text_of(wim.get(f"/insiden/{code}/"))


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
    assert "Ponsel petugas hilang." in text_of(public.post("/pesan/", {"kode": " ".join(code.words)}))
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
    wrong = breach(maria, report, "kaitkan", **form_of(page, "kaitkan"), **{"kode": "INS-00000"})
    assert wrong.status_code == 422
    page = breach(maria, report, "kaitkan", **form_of(wrong, "kaitkan"), kode=name.lower())
    assert name in text_of(page)
    assert "Satu kasus dikaitkan" in text_of(dina.get(f"/insiden/{name}/"))
