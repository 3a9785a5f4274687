"""Who is reminded of what, once, over a real mail server, in letters that say nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.duty.services.outbox import outbox_send
from ruangaman.network.models import Declaration, Reminder
from ruangaman.network.selectors.todo import stage_of, todo_for
from ruangaman.network.services.reminders import reminders_plan, reminders_prune
from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.people.models import RoleGrant, User
from tests.clients import StaffClient
from tests.servers import Mailbox
from tests.waking import Clock
from tests.world import World

pytestmark = pytest.mark.django_db
LETTER = "Ada tugas baru Ada tugas baru. Silakan masuk ke halaman kerja Anda hari ini."


@pytest.fixture
def led(awake: World) -> World:
    """Hasan heads Dinas Kesehatan; nobody has letters waiting."""
    RoleGrant.objects.filter(user=awake.hasan).update(unit_code="dinas-kesehatan")
    return awake


def reminded(post: Mailbox) -> list[str]:
    """Return to whom the next round sends letters because of the network, and read them."""
    post.letters.clear()
    reminders_plan()
    outbox_send()
    for letter in post.letters:
        text = f"{letter['Subject']} {letter.get_payload(decode=True).decode()}"
        assert text.split() == LETTER.split()
    return sorted(str(letter["To"]).split("@")[0] for letter in post.letters)


@pytest.mark.parametrize(
    ("left", "stage"), [(61, 0), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, 0)]
)
def test_stages_begin_sixty_thirty_and_seven_days_before(left: int, stage: int) -> None:
    today = dt.date(2026, 11, 25)
    assert stage_of(today + dt.timedelta(days=left), today) == stage


def test_an_ending_decree_is_brought_to_mind_once_a_stage(
    led: World, wall: Clock, post: Mailbox
) -> None:
    held = decree(ends=dt.date(2027, 1, 20))
    appoint(held, person("Rina", user=led.rina, certified_until=dt.date(2028, 1, 1)))
    wall.at("2026-11-25 09:00")
    assert reminded(post) == ["dewi", "hasan", "rina"]
    assert reminded(post) == []
    wall.at("2026-12-22 09:00")
    assert reminded(post) == ["dewi", "hasan", "rina"]
    wall.at("2026-12-23 09:00")
    assert reminded(post) == []


def test_a_certificate_is_brought_to_the_person_and_the_coordinator(
    led: World, wall: Clock, post: Mailbox
) -> None:
    lena = person("Lena", "dinas-sosial", user=led.lena, certified_until=dt.date(2026, 12, 1))
    appoint(decree("dinas-sosial"), lena)
    wall.at("2026-11-25 09:00")
    assert reminded(post) == ["dewi", "lena"], "Hasan heads another unit"


def test_a_draft_waits_for_the_head_and_comes_again_after_a_week(
    led: World, wall: Clock, post: Mailbox
) -> None:
    decree(state="submitted", submitted_at=timezone.now())
    wall.at("2026-11-25 09:00")
    assert reminded(post) == ["dewi", "hasan"]
    wall.at("2026-11-27 09:00")
    assert reminded(post) == []
    wall.at("2026-12-03 09:00")
    assert reminded(post) == ["dewi", "hasan"]


def test_a_vacancy_is_told_on_the_day_it_arises(led: World, wall: Clock, post: Mailbox) -> None:
    held = appoint(decree(), person("Rina", certified_until=dt.date(2028, 1, 1)))
    wall.at("2026-11-25 09:00")
    assert reminded(post) == []
    held.ended_on = dt.date(2026, 11, 25)
    held.save()
    assert reminded(post) == ["dewi", "hasan"]


def test_the_coordinator_hears_every_monday_whatever_there_is(
    led: World, wall: Clock, post: Mailbox
) -> None:
    wall.at("2026-11-30 09:00")
    assert reminded(post) == ["dewi"]
    wall.at("2026-12-01 09:30")
    assert "dewi" not in reminded(post)


def test_nobody_suspended_is_reminded(led: World, wall: Clock, post: Mailbox) -> None:
    User.objects.filter(pk=led.hasan.pk).update(is_active=False)
    decree(state="submitted", submitted_at=timezone.now())
    wall.at("2026-11-25 09:00")
    assert reminded(post) == ["dewi"]


def test_old_reminders_are_forgotten(led: World, wall: Clock) -> None:
    Reminder.objects.create(user=led.dewi, key="x", sent_on=dt.date(2025, 1, 1))
    Reminder.objects.create(user=led.dewi, key="y", sent_on=dt.date(2026, 11, 1))
    reminders_prune()
    assert [one.key for one in Reminder.objects.all()] == ["y"]


def test_home_and_week_tell_what_the_letter_does_not(led: World, staff: StaffClient) -> None:
    decree(state="submitted", submitted_at=timezone.now())
    decree("dinas-sosial", state="submitted", submitted_at=timezone.now())
    led.sign_in(staff, "hasan")
    assert "SK menunggu tanda tangan Anda" in staff.get("/").content.decode()
    led.sign_in(staff, "dewi")
    appoint(decree(ends=dt.date(2026, 12, 1)), person("Rina"))
    assert "SK segera berakhir" in staff.get("/").content.decode()
    page = staff.get("/jejaring/minggu/").content.decode()
    assert "Dinas Kesehatan" in page
    assert "Dinas Sosial" in page


def test_a_week_with_nothing_to_do_says_so(led: World, staff: StaffClient) -> None:
    led.sign_in(staff, "dewi")
    assert "Tidak ada yang mendesak" in staff.get("/jejaring/minggu/").content.decode()


def test_many_people_are_reminded_with_as_many_queries_as_one(led: World, wall: Clock) -> None:
    """Heads, focal points and the coordinator; only who has news costs a letter."""
    wall.at("2026-11-30 09:00")
    held = decree(ends=dt.date(2026, 12, 20))

    def join(many: range) -> None:
        for number in many:
            account = User.objects.create(
                username=f"orang-{number}", email=f"orang-{number}@contoh.invalid"
            )
            RoleGrant.objects.create(user=account, role="head_of_unit", unit_code=f"unit-{number}")
            appoint(held, person(f"Orang {number}", user=account), role="extra")
            decree(f"unit-{number}", state="submitted", submitted_at=timezone.now())

    def asked() -> int:
        reminders_plan()
        with CaptureQueriesContext(connection) as found:
            assert reminders_plan() == 0
        return len(found)

    join(range(1))
    one = asked()
    join(range(1, 30))
    assert asked() == one
    assert Reminder.objects.filter(user__username="orang-29", key__startswith="sign:").count() == 1


def test_three_thousand_units_cost_no_more_queries(
    led: World, django_assert_max_num_queries: object
) -> None:
    for number in range(30):
        held = decree(f"unit-{number}", ends=dt.date(2026, 12, 1))
        appoint(held, person(f"Orang {number}", f"unit-{number}"))
        decree(f"unit-{number}", state="submitted", submitted_at=timezone.now())
    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert len(todo_for(led.dewi, dt.date(2026, 11, 25))) == 60


def test_whoever_a_decree_names_hears_of_it_even_without_a_role(
    led: World, wall: Clock, post: Mailbox, staff: StaffClient
) -> None:
    """The declaration that is asked, once a week; that she was appointed, once; never which."""
    wall.at("2026-11-25 09:00")
    RoleGrant.objects.filter(user__in=[led.rina, led.lena]).delete()
    draft = decree(state="draft")
    asked = appoint(draft, person("Rina", user=led.rina, certified_until=dt.date(2028, 1, 1)))
    assert reminded(post) == ["rina"]
    assert reminded(post) == []
    wall.at("2026-12-03 09:00")
    assert reminded(post) == ["rina"]
    answers = dict.fromkeys(
        ("willing", "not_head", "no_command", "no_misconduct", "keeps_secret"), True
    )
    Declaration.objects.create(
        appointment=asked, by_paper=False, declared_on=dt.date(2026, 12, 3), **answers
    )
    wall.at("2026-12-11 09:00")
    assert reminded(post) == []
    draft.state, draft.issued_at = "issued", timezone.now()
    draft.save()
    wall.at("2026-12-15 09:00")
    assert "rina" in reminded(post)
    wall.at("2026-12-16 09:00")
    assert "rina" not in reminded(post)
    appoint(
        decree("dinas-sosial", state="withdrawn"), person("Lena", "dinas-sosial", user=led.lena)
    )
    assert "lena" not in reminded(post), "what was given up asks nothing"
    led.sign_in(staff, "rina")
    assert "SK penunjukan Anda terbit" in staff.get("/").content.decode()
