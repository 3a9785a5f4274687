"""A case: sealed by GET, opened by POST, the same 404 for all who may not know of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.casework.tests.cases import ELSEWHERE, PHONE, STORY, opened, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.people.models import RecipientKey, RoleGrant, Team
from ruangaman.reporting.models import Opening, Report
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services.mailbox import consent_withdraw, report_withdraw
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_get_shows_no_content_and_records_nothing(world: World, staff: Any) -> None:
    report, _ = sent()
    page = text_of(world.sign_in(staff, "maria", unlock=True).get(f"/kasus/{report.number}/"))
    assert "Kasus ini tersegel" in page
    assert "Teman bicara" not in page
    assert STORY not in page
    assert PHONE not in page
    assert not Opening.objects.exists()
    assert Report.objects.get().unread


def test_a_get_of_a_step_leads_to_the_sealed_page(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    for step in ("buka", "jawab", "pesan", "pembaca", "tutup", "buka-lagi"):
        response = staff.get(f"/kasus/{report.number}/{step}/")
        assert response.status_code == 302
        assert response["Location"] == f"/kasus/{report.number}/"
    assert not Opening.objects.exists()


def test_what_was_not_given_is_named_and_has_no_button(world: World, staff: Any) -> None:
    report, _ = sent(izin="uptd_kebutuhan", balas="kode")
    response = world.sign_in(staff, "maria", unlock=True).get(f"/kasus/{report.number}/")
    assert "Cerita (tidak diberikan)" in text_of(response)
    assert 'value="account"' not in response.content.decode()
    assert 'value="identity"' not in response.content.decode()


def test_opening_records_and_shows_just_the_parts_asked(world: World, staff: Any) -> None:
    report, code = sent()
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "Teman bicara, Informasi hukum" in page
    assert STORY not in page
    assert PHONE not in page
    mailbox = mailbox_open(code)
    assert mailbox is not None
    assert mailbox.report.openings.count() == 2
    assert not mailbox.report.unread
    assert AuditEvent.objects.filter(action="report-opened").count() == 1


def test_account_and_contact_open_each_by_its_own_button(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    account = text_of(opened(staff, report, "needs", "messages", "account"))
    assert STORY in account
    assert PHONE not in account
    contact = text_of(opened(staff, report, "identity"))
    assert PHONE in contact
    assert "Layanan Informasi" in contact
    assert STORY not in contact
    assert "Buka kebutuhan dan pesan" in contact


def test_a_part_that_was_not_given_stays_closed(world: World, staff: Any) -> None:
    report, _ = sent(izin="uptd_kebutuhan", balas="kode")
    world.sign_in(staff, "maria", unlock=True)
    assert opened(staff, report, "account").status_code == 404
    assert opened(staff, report, "semua", "😀").status_code == 404
    assert not Opening.objects.exists()


def test_content_is_in_no_session_and_no_message(world: World, staff: Any) -> None:
    report, _ = sent()
    response = opened(world.sign_in(staff, "maria", unlock=True), report, "account")
    assert STORY in text_of(response)
    assert response["Cache-Control"] == "no-store"
    assert STORY not in str(dict(staff.session.items()))
    assert STORY not in str(response.cookies)


def test_unknown_excluded_and_withdrawn_are_the_same_404(world: World, staff: Any) -> None:
    mine, code = sent()
    gone, gone_code = sent()
    other, _ = sent(**ELSEWHERE)
    _take_back(world, code)
    mailbox = mailbox_open(gone_code)
    assert mailbox is not None
    report_withdraw(mailbox, item_id=mailbox.report.pk)
    world.sign_in(staff, "maria", unlock=True)
    pages = set()
    for number in ("BCD-0000", mine.number, gone.number, other.number):
        for response in (staff.get(f"/kasus/{number}/"), staff.post(f"/kasus/{number}/buka/")):
            assert response.status_code == 404
            pages.add(re.sub(rf"{number}|buka/", "", response.content.decode()))
    assert len(pages) == 1
    assert not Opening.objects.exists()


def test_a_suspended_worker_reads_nothing(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    type(world.maria).objects.filter(pk=world.maria.pk).update(is_active=False)
    response = opened(staff, report, "account")
    assert response.status_code in {302, 403, 404}
    assert STORY not in text_of(response)


def test_a_focal_point_reads_needs_and_messages_only(world: World, staff: Any) -> None:
    report, _ = sent(izin_fokal=["unit_lain"], unit_lain="dinas-sosial")
    response = opened(world.sign_in(staff, "lena", unlock=True), report, "needs", "account")
    assert "Teman bicara" in text_of(response)
    assert STORY not in text_of(response)
    assert "Polisi (3×24 jam)" in text_of(response)


@pytest.mark.parametrize("about", ["saya", "saya_anak"])
def test_the_police_clock_runs_for_the_survivor_s_own_report_to_uptd_ppa(
    world: World, staff: Any, about: str
) -> None:
    report, _ = sent(tentang=about)
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "Polisi (3×24 jam)" in page
    assert "belum diverifikasi" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"tujuan": "tanya", "izin": "uptd_kebutuhan", "pertanyaan": "Bolehkah saya menolak?"},
            "Ini pertanyaan, bukan laporan.",
        ),
        ({"tentang": "anak_lain", "dewasa": "Tante Ina"}, "Ini tentang anak. Hari ini juga:"),
        ({"tentang": "lain", "izin": "uptd_kebutuhan"}, "Yang menulis bukan penyintas."),
    ],
)
def test_no_police_clock_where_the_law_starts_none(
    world: World, staff: Any, changes: dict[str, Any], words: str
) -> None:
    report, _ = sent(**changes)
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert words in page
    assert "Polisi (3×24 jam)" not in page


def test_danger_stands_on_top(world: World, staff: Any) -> None:
    report, _ = sent(aman="tidak")
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "Pelapor menulis bahwa ia tidak aman." in page


def test_text_of_the_reporter_is_never_markup(world: World, staff: Any) -> None:
    report, _ = sent(cerita="<script>alert(1)</script> & \u05d0 😀")
    response = opened(world.sign_in(staff, "maria", unlock=True), report, "account")
    assert "<script>alert" not in response.content.decode()
    assert "<script>alert(1)</script> & \u05d0 😀" in response.content.decode().replace(
        "&lt;", "<"
    ).replace("&gt;", ">").replace("&amp;", "&")


def test_altered_rows_are_said_to_be_damaged(world: World, staff: Any) -> None:
    report, _ = sent()
    item = report.items.get(part="needs")
    item.sealed = bytes(item.sealed)[:-1] + bytes([bytes(item.sealed)[-1] ^ 1])
    item.save()
    page = text_of(opened(world.sign_in(staff, "maria", unlock=True), report))
    assert "segel atau tanda tangannya tidak cocok" in page
    assert "Teman bicara" not in page


def test_a_case_costs_the_same_number_of_queries_however_many_can_read(
    world: World, staff: Any
) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    opened(staff, report)
    with CaptureQueriesContext(connection) as few:
        opened(staff, report)
    RoleGrant.objects.filter(user=world.sari).update(team=world.teams["fp-biro-umum"])
    RecipientKey.objects.filter(user__in=[world.rina, world.beni]).delete()
    with CaptureQueriesContext(connection) as many:
        opened(staff, report)
    assert len(few) == len(many)


def test_a_case_in_english(world: World, staff: Any) -> None:
    report, _ = sent()
    world.sign_in(staff, "maria", unlock=True)
    assert "This case is sealed" in text_of(staff.get(f"/en/kasus/{report.number}/"))
    assert "What is needed" in text_of(opened(staff, report, prefix="/en"))


def _take_back(world: World, code: Any) -> None:
    mailbox = mailbox_open(code)
    team = Team.objects.get(code="uptd-ppa")
    assert mailbox is not None
    assert consent_withdraw(mailbox, key=f"tim-{team.pk}")
