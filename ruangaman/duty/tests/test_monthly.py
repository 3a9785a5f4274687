"""Once a month everybody shows that notices reach her."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.duty import checks
from ruangaman.duty.addresses import address_open
from ruangaman.duty.models import Address, MonthlyTest, Notice
from ruangaman.duty.selectors import reach
from ruangaman.duty.services.outbox import notice_returned
from tests.clients import StaffClient
from tests.servers import Mailbox
from tests.waking import Clock, Round
from tests.world import World

pytestmark = pytest.mark.django_db
RECEIVERS = {"beni", "lena", "maria", "rina", "sari", "yosef"}


def monthly_in(post: Mailbox) -> dict[str, str]:
    """Return the texts of test messages by user name."""
    return {
        str(one["To"]).split("@")[0]: one.get_payload(decode=True).decode()
        for one in post.letters
        if one["Subject"] == "Pesan uji"
    }


def code_in(text: str) -> str:
    found = re.search(r"\b(\d{6})\b", text)
    assert found
    return found[1]


def test_every_receiver_gets_one_a_month_after_nine(
    world: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    wall.at("2026-12-01 08:59")
    round_()
    assert monthly_in(post) == {}
    wall.at("2026-12-01 09:00")
    round_()
    assert set(monthly_in(post)) == RECEIVERS
    post.letters.clear()
    wall.at("2026-12-20 09:00")
    round_()
    assert monthly_in(post) == {}
    wall.at("2027-01-01 09:00")
    round_()
    assert set(monthly_in(post)) == RECEIVERS


def test_the_link_leads_to_the_page_and_the_button_counts(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 09:00")
    round_()
    text = monthly_in(post)["maria"]
    code = code_in(text)
    assert f"http://127.0.0.1:8001/uji/{code}/" in text
    world.sign_in(staff, "maria")
    page = staff.get(f"/uji/{code}/")
    assert f'value="{code}"' in page.content.decode()
    assert reach.tested_this_month([world.maria.pk], timezone.localdate()) == frozenset()
    answer = staff.post("/uji/", {"kode": f" {code[:3]} {code[3:]}"})
    assert (answer.status_code, answer["Location"]) == (302, "/akun/pemberitahuan/")
    both = [world.maria.pk, world.yosef.pk]
    assert reach.tested_this_month(both, timezone.localdate()) == {world.maria.pk}


def test_nobody_can_open_the_test_of_another(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 09:00")
    round_()
    world.sign_in(staff, "yosef")
    answer = staff.post("/uji/", {"kode": code_in(monthly_in(post)["maria"])})
    assert answer.status_code == 422
    assert MonthlyTest.objects.exclude(opened_on=None).count() == 0


def test_last_month_counts_in_the_first_week(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 09:00")
    round_()
    world.sign_in(staff, "maria")
    staff.post("/uji/", {"kode": code_in(monthly_in(post)["maria"])})
    for day, counts in (("2026-12-07", True), ("2026-12-08", False)):
        wall.at(f"{day} 08:00")
        assert (
            world.maria.pk in reach.tested_this_month([world.maria.pk], timezone.localdate())
        ) is counts


def test_who_did_not_open_it_is_listed_for_her_supervisor(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 09:00")
    round_()
    world.sign_in(StaffClient(), "maria").post(
        "/uji/", {"kode": code_in(monthly_in(post)["maria"])}
    )
    page = world.sign_in(staff, "agustina").get("/piket/keterjangkauan/").content.decode()
    assert "Yosef" in page
    assert "Maria" not in page
    assert "Sari" not in page, "another team"
    assert "Belum membuka pesan uji bulan ini." in page


def test_a_test_now(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 10:00")
    round_()
    post.letters.clear()
    world.sign_in(staff, "maria")
    for _ in range(3):
        wall.on(minutes=1)
        staff.post("/akun/pemberitahuan/uji/")
    wall.on(minutes=1)
    page = staff.post("/akun/pemberitahuan/uji/", follow=True).content.decode()
    assert "Tiga pesan uji sejam sudah cukup." in page
    round_()
    assert [str(one["To"]) for one in post.letters] == ["maria@contoh.id"] * 3


def test_a_returned_letter_is_over_when_a_test_was_opened(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient
) -> None:
    wall.at("2026-11-25 09:00")
    round_()
    notice = Notice.objects.get(address__user=world.maria)
    assert notice_returned(notice_id=notice.pk)
    assert not notice_returned(notice_id=notice.pk), "only once"
    page = world.sign_in(staff, "maria").get("/").content.decode()
    assert "Pemberitahuan tidak sampai kepada Anda" in page
    wall.at("2026-11-25 16:00")
    round_()
    assert Address.objects.get(user=world.maria).failing_since, "taken is not delivered"
    world.sign_in(staff, "maria")
    staff.post("/uji/", {"kode": code_in(monthly_in(post)["maria"])})
    address = Address.objects.get(user=world.maria)
    assert (address.failing_since, address.returned, address.failure) == (None, False, "")


class TestAddresses:
    """She says herself where notices go."""

    @pytest.fixture
    def maria(self, world: World, staff: StaffClient, settings: Any, post: Mailbox) -> Any:
        settings.SMS_URL = "https://gateway.example/"
        return world.sign_in(staff, "maria")

    def test_a_number_is_kept_in_one_form(self, world: World, maria: Any) -> None:
        answer = maria.post(
            "/akun/pemberitahuan/", {"email": "", "sms": "0812-3456 789", "bahasa": "en"}
        )
        assert answer.status_code == 302
        sms = Address.objects.get(user=world.maria, channel="sms")
        assert address_open(sms) == "+628123456789"
        assert reach.language_of(world.maria.pk) == "en"
        page = maria.get("/akun/pemberitahuan/").content.decode()
        assert "+628123456789" in page
        assert 'name="whatsapp"' not in page, "not configured"

    def test_a_changed_address_has_not_failed(self, world: World, maria: Any) -> None:
        Address.objects.create(
            user=world.maria, channel="email", failing_since=timezone.now(), failure="recipient"
        )
        maria.post("/akun/pemberitahuan/", {"email": "lain@contoh.id", "sms": "", "bahasa": "id"})
        address = Address.objects.get(user=world.maria)
        assert (address_open(address), address.failing_since) == ("lain@contoh.id", None)
        maria.post("/akun/pemberitahuan/", {"email": "", "sms": "", "bahasa": "id"})
        assert address_open(Address.objects.get(user=world.maria)) == "maria@contoh.id"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("sms", "12"),
            ("sms", "0812abc"),
            ("sms", "+62812345678\r\nBcc: x"),
            ("email", "maria"),
            ("email", "a@b.id\r\nBcc: c@d.id"),
            ("bahasa", "xx"),
        ],
    )
    def test_what_is_no_address_is_refused_and_kept(
        self, world: World, maria: Any, name: str, value: str
    ) -> None:
        sent = {"email": "", "sms": "", "bahasa": "id", name: value}
        answer = maria.post("/akun/pemberitahuan/", sent)
        assert answer.status_code == 422
        assert not Address.objects.filter(user=world.maria).exclude(sealed=b"").exists()


def test_where_nothing_can_be_sent_the_home_page_is_the_message(
    world: World, wall: Clock, post: Mailbox, round_: Round, staff: StaffClient, settings: Any
) -> None:
    wall.at("2026-12-02 10:00")
    world.sign_in(staff, "rina")
    round_()
    assert "Pesan uji bulan ini" not in staff.get("/").content.decode()
    refused = staff.post("/uji/", {"di_sini": "1"}, follow=True)
    assert "Ketik kodenya" in refused.content.decode()
    host, settings.SMTP_HOST = settings.SMTP_HOST, ""
    assert "Pesan uji bulan ini" in staff.get("/").content.decode()
    assert "Saya sudah membacanya" in staff.get("/uji/").content.decode()
    settings.SMTP_HOST = host
    Notice.objects.update(outcome=Notice.Outcome.GIVEN_UP)
    assert not reach.tests_at_home(timezone.localdate())
    assert list(checks.warnings()) == []
    wall.at("2026-12-03 10:00")
    staff = world.sign_in(StaffClient(), "rina")
    assert len(list(checks.warnings())) == 1
    page = staff.post("/uji/", {"di_sini": "1"}, follow=True).content.decode()
    assert "sudah dicatat" in page
    assert MonthlyTest.objects.get(user=world.rina, month="2026-12-01").opened_on
    assert not MonthlyTest.objects.exclude(user=world.rina).exclude(opened_on=None).exists()
    assert "Pesan uji bulan ini" not in staff.get("/").content.decode()
    assert not reach.tests_at_home(timezone.localdate().replace(day=2)), "not from the first day"
