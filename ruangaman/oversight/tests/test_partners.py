"""Partners: who sees which, what an agreement lets into a report, and that reports stay."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import Any

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from ruangaman.core.models import AuditEvent
from ruangaman.oversight.models import Agreement, Figure, Partner, PartnerReport
from ruangaman.oversight.services.partners import Agreed, agreement_add, members_set, partner_add
from ruangaman.oversight.tests.told import figure, indicator, release
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
MITRA = "/pantau/mitra/"
PDF = b"%PDF"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def agreed(world: World, *parts: str, name: str = "Mitra Satu") -> Agreement:
    partner = partner_add(name=name, by=world.dewi)
    said = Agreed("PKS 1", day("2026-03-15"), day("2027-03-14"), parts)
    return agreement_add(partner=partner, agreed=said, by=world.dewi)


def report(world: World, agreement: Agreement) -> PartnerReport:
    client = world.sign_in(StaffClient(), "dewi")
    answer = client.post(
        f"{MITRA}perjanjian/{agreement.pk}/laporan/", {"semester": "2026-S1"}, follow=True
    )
    assert answer.status_code == 200
    return PartnerReport.objects.filter(agreement=agreement).first()  # type: ignore[return-value]


def file_of(client: Any, one: PartnerReport, kind: str) -> bytes:
    answer = client.get(f"{MITRA}laporan/{one.pk}/unduh/", {"bentuk": kind})
    assert answer.status_code == 200
    content: bytes = answer.content
    return content


@pytest.fixture
def first_half(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """It is August 2026; C1 is known of each month, R1 exists in a release alone."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: day("2026-08-03"))
    indicator("C1")
    indicator("R1", released=True)
    for month in range(1, 8):
        figure("C1", dt.date(2026, month, 1), 10.0 * month, numerator=month, denominator=42)
        figure("R1", dt.date(2026, month, 1), 7.0)
    release([{"at": ["female"], "hidden": "small"}, {"at": ["*"], "count": 40}])
    return world


def test_a_report_holds_what_was_agreed_and_nothing_else(first_half: World) -> None:
    """Months within the agreement; no part that was not ticked; files say the same as the page."""
    agreement = agreed(first_half, "readiness")
    one = report(first_half, agreement)
    (part,) = one.content["parts"]
    (line,) = part["indicators"]
    assert [row["month"] for row in line["months"]] == ["2026-03", "2026-04", "2026-05", "2026-06"]
    assert "R1" not in json.dumps(one.content)
    assert "releases" not in {key for key, value in part.items() if value}
    kadis = first_half.sign_in(StaffClient(), "kadis")
    assert "60%" in kadis.get(f"{MITRA}laporan/{one.pk}/").content.decode()
    assert file_of(kadis, one, "pdf").startswith(PDF)
    assert json.loads(file_of(kadis, one, "json"))["parts"] == one.content["parts"]
    sheet = load_workbook(io.BytesIO(file_of(kadis, one, "xlsx"))).active
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == [30, 40, 50, 60]
    assert kadis.get(f"{MITRA}laporan/{one.pk}/unduh/?bentuk=exe").status_code == 422


def test_released_figures_come_as_they_were_released(first_half: World) -> None:
    one = report(first_half, agreed(first_half, "released"))
    client = first_half.sign_in(StaffClient(), "dewi")
    page = client.get(f"{MITRA}laporan/{one.pk}/").content.decode()
    assert "disembunyikan" in page
    assert one.content["parts"][0]["releases"][0]["document"]["semester"] == "2026-S1"
    for kind in ("pdf", "xlsx", "json"):
        assert file_of(client, one, kind)


def test_a_report_stays_and_a_correction_gets_the_next_number(first_half: World) -> None:
    agreement = agreed(first_half, "readiness")
    one, again = report(first_half, agreement), report(first_half, agreement)
    assert one == again
    figure("C1", day("2026-06-01").replace(day=2), 1.0)  # no month: changes nothing
    assert report(first_half, agreement) == one
    Figure.objects.filter(code="C1", month="2026-06-01").update(value=61.0)
    two = report(first_half, agreement)
    assert (one.number, two.number) == (1, 2)
    one.refresh_from_db()
    assert one.content["parts"][0]["indicators"][0]["months"][-1]["value"] == 60.0
    assert AuditEvent.objects.filter(action="partner_report_made").count() == 2
    client = first_half.sign_in(StaffClient(), "dewi")
    path = f"{MITRA}perjanjian/{agreement.pk}/laporan/"
    for wrong in ("2026-S2", "2025-S2", "x", ""):
        client.post(path, {"semester": wrong})
    assert PartnerReport.objects.count() == 2


def test_a_partner_reads_its_own_alone(first_half: World) -> None:
    """On pages and as files."""
    world = first_half
    mine, other = agreed(world, "readiness"), agreed(world, "readiness", name="Mitra Dua")
    one, theirs = report(world, mine), report(world, other)
    wim = world.sign_in(StaffClient(), "wim")
    assert "koordinator" in wim.get(MITRA).content.decode()
    assert wim.get(f"{MITRA}laporan/{one.pk}/").status_code == 404
    members_set(partner=mine.partner, users=[world.wim.pk, world.rina.pk], by=world.dewi)
    assert mine.partner.members.count() == 1
    assert wim.get(f"{MITRA}laporan/{one.pk}/").status_code == 200
    assert "Mitra Dua" not in wim.get(MITRA).content.decode()
    for path in (f"{MITRA}{other.partner_id}/", f"{MITRA}laporan/{theirs.pk}/"):
        assert wim.get(path).status_code == 404
    members_set(partner=other.partner, users=[world.wim.pk], by=world.dewi)
    assert not other.partner.members.exists()


def test_the_second_of_two_editors_sees_what_the_first_one_wrote(world: World) -> None:
    agreement = agreed(world, "readiness")
    client = world.sign_in(StaffClient(), "dewi")
    path = f"{MITRA}perjanjian/{agreement.pk}/"
    given = {"judul": "PKS 2", "mulai": "2026-01-01", "akhir": "2026-12-31", "isi": ["policy"]}
    assert client.post(path, {**given, "versi": 1}).status_code == 302
    late = client.post(path, {**given, "judul": "PKS 3", "versi": 1})
    assert late.status_code == 409
    assert "PKS 3" in late.content.decode()
    assert "PKS 2" in late.content.decode()
    wrong = client.post(path, {**given, "akhir": "2025-01-01", "isi": [], "versi": 2})
    assert wrong.status_code == 422
    agreement.refresh_from_db()
    assert (agreement.title, agreement.parts, agreement.revision) == ("PKS 2", ["policy"], 2)
    assert client.post(f"{path}akhiri/").status_code == 302
    agreement.refresh_from_db()
    assert client.post(path, {**given, "versi": agreement.revision}).status_code == 302
    twice = client.post(f"{MITRA}tambah/", {"nama": "mitra satu"})
    assert twice.status_code == 422
    assert Partner.objects.count() == 1
