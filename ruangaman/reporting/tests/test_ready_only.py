"""To a focal point whose time ended nothing is sealed, nothing opens, and nothing typed is lost."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.people.models import RoleGrant
from ruangaman.reporting.models import Box, Report
from ruangaman.reporting.tests.test_stays_out import parts
from ruangaman.reporting.tests.ways import SEND
from tests.clients import PublicClient, StaffClient, code_of
from tests.pages import text_of
from tests.world import World

pytestmark = pytest.mark.django_db
QUESTION = "Apakah ini boleh saya tolak?"


def lapse(world: World, *names: str, away: bool = False) -> None:
    """Let the day of these focal points have been yesterday; ``away``: only of receiving."""
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    grants = RoleGrant.objects.filter(user__in=[world.people[name].pk for name in names])
    grants.update(receives_until=yesterday, **({} if away else {"reads_until": yesterday}))


def asked(public: PublicClient, unit: str = "dinas-sosial", **readers: Any) -> Any:
    """Walk up to the check page with a question to the focal points of one unit."""
    pages: list[dict[str, Any]] = [
        {"aman": "ya"},
        {"tujuan": "tanya"},
        {"tentang": "saya"},
        {},
        {"izin_fokal": ["unit_lain"], **readers},
        {"unit": unit},
        {"pertanyaan": QUESTION},
        *([{"balas": "kode"}] if readers.get("izin") else []),
    ]
    return public.report(*pages)


def page_of(response: Any) -> str:
    found = re.search(r'name="langkah" value="(\w+)"', response.content.decode())
    return found[1] if found else ""


def test_a_form_opened_before_and_sent_after_asks_again_and_loses_nothing(
    public: PublicClient, world: World
) -> None:
    check = asked(public)
    assert page_of(check) == "periksa"
    lapse(world, "lena")
    again = public.go_on(check, **SEND)
    assert (again.status_code, page_of(again)) == (409, "izin")
    assert "Fokal point Dinas Sosial sekarang tidak bisa menerima." in text_of(again)
    assert not Report.objects.exists()
    unit = public.go_on(again, izin_fokal=["unit_lain"])
    assert "Dinas Sosial" not in text_of(unit)
    refused = public.go_on(unit, unit="dinas-sosial")
    assert refused.status_code == 422
    question = public.go_on(public.go_on(unit, unit="dinas-kesehatan"))
    check = (
        public.go_on(question, pertanyaan=QUESTION)
        if "pertanyaan" in page_of(question)
        else question
    )
    assert QUESTION in text_of(check)
    assert code_of(public.go_on(check, **SEND))
    readers = set(Box.objects.values_list("recipient__user__username", flat=True))
    assert readers == {"rina", "beni"}


def test_beside_others_she_is_named_and_nothing_goes_before_the_reporter_chose(
    public: PublicClient, world: World
) -> None:
    check = asked(public, izin="uptd_kebutuhan")
    lapse(world, "lena", away=True)
    again = public.go_on(check, **SEND)
    assert (again.status_code, Report.objects.count()) == (409, 0)
    page = again.content.decode()
    assert 'value="uptd_kebutuhan" checked' in re.sub(r"\s+", " ", page)
    response = public.go_on(again, izin="uptd_kebutuhan")
    while page_of(response) != "periksa":
        answers = {"pertanyaan": {"pertanyaan": QUESTION}, "balas": {"balas": "kode"}}
        response = public.go_on(response, **answers[page_of(response)])
    assert code_of(public.go_on(response, **SEND))
    assert not Box.objects.filter(recipient=world.keys["lena"]).exists()


def test_a_second_press_after_the_lapse_finds_what_was_sent(
    public: PublicClient, world: World
) -> None:
    check = asked(public)
    first = public.go_on(check, **SEND)
    lapse(world, "lena")
    assert code_of(public.go_on(check, **SEND)) == code_of(first)
    assert Report.objects.count() == 1


def test_with_nobody_left_help_is_offered_with_the_reason(
    public: PublicClient, world: World
) -> None:
    check = asked(public)
    RoleGrant.objects.exclude(team=None).update(receives_until=None)
    world.maria.__class__.objects.filter(username__in=["maria", "yosef"]).update(is_active=False)
    again = public.go_on(check, **SEND)
    assert page_of(again) == "tanpa_penerima"
    assert "sekarang tidak bisa menerima" in text_of(again)
    assert "129" in text_of(again)
    asked_again = public.go_on(again, kembali="1")
    assert asked_again.status_code == 200


def test_of_two_one_may_stop_and_the_other_goes_on(public: PublicClient, world: World) -> None:
    check = asked(public, unit="dinas-kesehatan")
    lapse(world, "rina")
    assert code_of(public.go_on(check, **SEND))
    readers = set(Box.objects.values_list("recipient__user__username", flat=True))
    assert readers == {"beni"}


@pytest.mark.parametrize("away", [True, False])
def test_her_session_and_her_old_form_open_nothing(
    public: PublicClient, staff: StaffClient, world: World, away: bool
) -> None:
    code_of(public.go_on(asked(public), **SEND))
    number = Report.objects.get().number
    world.sign_in(staff, "lena", unlock=True)
    assert number in staff.get("/kasus/").content.decode()
    opened = staff.post(f"/kasus/{number}/buka/", {"bagian": ["messages"]})
    assert QUESTION in text_of(opened)
    lapse(world, "lena", away=away)
    listed = staff.get("/kasus/")
    assert number not in listed.content.decode()
    assert "Hari ini Anda belum siap sebagai fokal point" in text_of(listed)
    assert "belum ada SK yang berlaku" in text_of(listed)
    assert staff.get(f"/kasus/{number}/").status_code == 404
    for step in ("buka", "pesan", "jawab", "pembaca", "tutup"):
        form = {"bagian": ["messages"], "teks": "Halo", "isi": "x"}
        assert staff.post(f"/kasus/{number}/{step}/", form).status_code == 404
    RoleGrant.objects.filter(user=world.lena).update(
        receives_until=timezone.localdate(), reads_until=timezone.localdate()
    )
    assert parts(world, "lena") == {"needs", "messages"}
