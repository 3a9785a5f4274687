"""The clock of the machine jumps while somebody writes: nothing is lost, nothing is sent twice."""

from __future__ import annotations

import pytest

from ruangaman.reporting.models import Report
from ruangaman.reporting.tests.conftest import Clock
from tests.clients import PublicClient, code_of
from tests.world import World

HOUR, DAY = 3600, 86400
PAGES = [
    {"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "saya"}, {"konflik": "tidak"},
    {"izin": "uptd_cerita"}, {"kapan": "lebih_lama"}, {"butuh": "teman_bicara"}, {"balas": "kode"},
    {"apa": "ucapan", "cerita": "Kata saya."},
]  # fmt: skip


def pressed(public: PublicClient, page: object) -> object:
    return public.go_on(page, kirim="1")


@pytest.mark.parametrize("jump", [-1, -HOUR, -3 * HOUR, -23 * HOUR, 60, HOUR, 2 * HOUR - 60])
def test_a_jump_before_sending_stops_nobody(
    world: World, public: PublicClient, clock: Clock, jump: float
) -> None:
    check = public.report(*PAGES)
    clock.pass_by(jump)
    sent = pressed(public, check)
    assert sent.status_code == 200
    words = code_of(sent)
    report = Report.objects.get()
    assert report.due_on >= clock.now.date()
    opened = public.post("/pesan/", {"kode": words, "buka": "1"})
    assert opened.status_code == 200


@pytest.mark.parametrize("jump", [-2 * DAY, -3 * DAY, 2 * HOUR + 60, DAY, 3 * DAY, 400 * DAY])
def test_a_jump_too_far_gives_the_text_back(
    world: World, public: PublicClient, clock: Clock, jump: float
) -> None:
    """Beyond the life of a page it starts anew, and says so; what was typed on it is shown."""
    story = public.report(*PAGES[:-1])
    clock.pass_by(jump)
    answer = public.go_on(story, apa="ucapan", cerita="Kata saya yang panjang.")
    assert answer.status_code == 400
    assert "Kata saya yang panjang." in answer.content.decode()
    assert not Report.objects.exists()


@pytest.mark.parametrize("jump", [-HOUR, -10 * 60, 10 * 60])
def test_sent_again_after_a_jump_it_is_the_same_report(
    world: World, public: PublicClient, clock: Clock, jump: float
) -> None:
    check = public.report(*PAGES)
    words = code_of(pressed(public, check))
    clock.pass_by(jump)
    assert code_of(pressed(public, check)) == words
    assert Report.objects.count() == 1


@pytest.mark.parametrize("jump", [-400 * DAY, -DAY, DAY, 40 * DAY, 4000 * DAY])
def test_the_mailbox_opens_whatever_day_it_is(
    world: World, public: PublicClient, clock: Clock, jump: float
) -> None:
    words = code_of(pressed(public, public.report(*PAGES)))
    clock.pass_by(jump)
    opened = public.post("/pesan/", {"kode": words, "buka": "1"})
    assert opened.status_code == 200
    sent = public.go_on(opened, pesan="Masih di sini.", kirim="1")
    assert "Masih di sini." in sent.content.decode()


@pytest.mark.parametrize("jump", [-30 * DAY, -HOUR, DAY])
def test_the_desk_shows_a_due_day(
    world: World, public: PublicClient, clock: Clock, jump: float
) -> None:
    from tests.clients import StaffClient

    pressed(public, public.report(*PAGES))
    maria = world.sign_in(StaffClient(), "maria")
    clock.pass_by(jump)
    world.sign_in(maria, "maria", unlock=True)
    assert Report.objects.get().number in maria.get("/kasus/").content.decode()
