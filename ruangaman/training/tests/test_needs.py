"""Who needs what by when: the rules, the page, the next event, and one press to invite."""

from __future__ import annotations

import datetime as dt
import io
import random

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.network.models import Person, Unit
from ruangaman.network.tests.appointing import appoint, decree, person
from ruangaman.people.models import Role, RoleGrant
from ruangaman.training.models import Certificate, IssuerKey, Participant, Seats
from ruangaman.training.selectors.needs import Course, Facts, needs, needs_of
from ruangaman.training.selectors.service import gaps, gaps_between, terms_of
from ruangaman.training.tests.attending import attended, event, invited
from ruangaman.training.tests.taught import curriculum_taught
from tests.clients import StaffClient
from tests.world import World

MONTHS = {"basic": 0, "advanced": 6, "refresher": 12, "recertify": 24}
TODAY = dt.date(2026, 11, 30)
NEEDS = "/pelatihan/kebutuhan/"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def facts(**more: object) -> Facts:
    given = {"starts": day("2026-01-01"), "until": None, "basic_on": None, "learnt_on": None}
    return Facts(**{**given, "advanced": False, **more})


@pytest.mark.parametrize(
    ("known", "wanted"),
    [
        ({}, {"basic": "2026-01-01"}),
        ({"starts": None}, {"basic": "2026-11-30"}),
        (
            {"until": day("2027-06-30"), "basic_on": day("2025-07-01")},
            {"recertify": "2027-06-30", "advanced": "2026-01-01", "refresher": "2026-07-01"},
        ),
        (
            {
                "until": day("2027-06-30"),
                "basic_on": day("2025-07-01"),
                "learnt_on": day("2026-09-15"),
                "advanced": True,
            },
            {"recertify": "2027-06-30"},
        ),
        (
            {"until": day("2026-10-31"), "basic_on": day("2024-11-01"), "advanced": True},
            {"recertify": "2026-10-31"},
        ),
        (
            {
                "until": day("2027-10-31"),
                "basic_on": day("2025-11-01"),
                "advanced": True,
                "again_since": day("2026-11-01"),
            },
            {"recertify": "2026-11-01"},
        ),
        (
            {"until": day("2027-03-31")},
            {"recertify": "2027-03-31", "advanced": "2025-09-30", "refresher": "2026-03-31"},
        ),
    ],
)
def test_what_somebody_needs_follows_from_what_is_known(
    known: dict[str, object], wanted: dict[str, str]
) -> None:
    found = dict(needs_of(facts(**known), MONTHS, TODAY))
    assert {course: due.isoformat() for course, due in found.items()} == wanted


@pytest.fixture
def today(world: World) -> dt.date:
    curriculum_taught()
    return timezone.localdate()


@pytest.fixture
def dewi(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "dewi")


def months(today: dt.date, back: int) -> dt.date:
    return today - dt.timedelta(days=round(30.5 * back))


def certificate(who: Person, today: dt.date, **more: object) -> Certificate:
    key, _ = IssuerKey.objects.get_or_create(public=b"k" * 32)
    given = {"issued_on": months(today, 3), "valid_until": today + dt.timedelta(days=640)}
    given |= {"course": "basic", "jp": 27, "credential": "{}", "name": who.name, "key": key}
    given |= {"number": f"S-{Certificate.objects.count()}", **more}
    return Certificate.objects.create(person=who, **given)


def of(who: Person, today: dt.date) -> dict[str, int]:
    return {one.course.value: (one.due - today).days for one in needs(today, people=[who.pk])}


@pytest.mark.django_db
def test_certificates_paper_and_attendance_count_and_revoked_or_half_ones_do_not(
    today: dt.date,
) -> None:
    to = decree(starts=months(today, 20), ends=None)
    new, paper, badge, half = (person(name) for name in ("Baru", "Kertas", "Lencana", "Separuh"))
    for who in (new, paper, badge, half):
        appoint(to, who, role="extra")
    paper.trained_on, paper.certified_until = months(today, 13), today + dt.timedelta(days=45)
    paper.save()
    certificate(badge, today)
    certificate(half, today, revoked_on=today)
    refresher = event(last=-40, course="refresher", modules=(4, 6), state="open")
    attended(invited(refresher, paper))
    attended(invited(refresher, badge), sessions=1)
    assert of(new, today)["basic"] < 0
    assert of(half, today).keys() == {"basic"}, "a revoked certificate certifies nobody"
    assert of(paper, today).keys() == {"recertify", "advanced"}, "the refresher was attended"
    assert of(paper, today)["recertify"] == 45
    assert of(badge, today).keys() == {"recertify", "advanced", "refresher"}
    assert of(badge, today)["refresher"] > 200
    attended(invited(event(last=-30, course="advanced"), paper))
    assert of(paper, today).keys() == {"recertify"}, "the advanced one too, closed since"


@pytest.mark.django_db
def test_a_proposed_one_needs_it_before_she_begins_and_one_who_left_needs_nothing(
    today: dt.date,
) -> None:
    soon, gone = person("Calon"), person("Mantan")
    appoint(decree(state="draft", starts=today + dt.timedelta(days=20), ends=None), soon)
    appoint(decree(starts=months(today, 5), ends=None), gone, ended_on=today, end_reason="moved")
    found = needs(today)
    assert [(one.course, one.proposed, (one.due - today).days) for one in found] == [
        (Course.BASIC, True, 20)
    ]


@pytest.mark.django_db
def test_who_begins_again_after_a_long_gap_certifies_anew(today: dt.date) -> None:
    back = person("Kembali", trained_on=months(today, 30))
    back.certified_until = today + dt.timedelta(days=300)
    back.save()
    appoint(decree(starts=months(today, 40), ends=months(today, 20), state="expired"), back)
    appoint(decree(starts=today - dt.timedelta(days=10), ends=None), back)
    assert of(back, today)["recertify"] == -10
    attended(invited(event(last=-5, course="refresher", state="open"), back))
    assert of(back, today)["recertify"] == -10, "only certification makes a gap good"
    certificate(back, today, issued_on=today - dt.timedelta(days=1))
    assert of(back, today)["recertify"] > 600


@pytest.mark.django_db
def test_the_database_finds_the_same_gaps_as_the_rule(today: dt.date) -> None:
    """Decrees that overlap, go on, were amended or left early; in any order."""
    draw, people = random.Random(7), [person(f"Orang {n}") for n in range(12)]
    for who in people:
        for _ in range(draw.randrange(5)):
            starts = today - dt.timedelta(days=draw.randrange(2000))
            ends = draw.choice([None, starts + dt.timedelta(days=draw.randrange(700))])
            stopped = draw.choice([None, None, starts + dt.timedelta(days=draw.randrange(500))])
            amended = draw.choice([None, None, starts + dt.timedelta(days=draw.randrange(500))])
            state = "amended" if amended else draw.choice(["issued", "expired", "withdrawn"])
            to = decree(starts=starts, ends=ends, ended_on=amended, state=state)
            appoint(to, who, role="extra", ended_on=stopped)
    between, terms = gaps_between(today), terms_of([who.pk for who in people], today)
    found = {who.pk: between.get(who.pk.hex) or between.get(str(who.pk), []) for who in people}
    assert sum(map(len, found.values())) > 5
    for who in people:
        by_rule = gaps(terms.get(who.pk, []), today)
        assert [one for one in by_rule if one.until < today] == found[who.pk]


@pytest.mark.django_db
def test_the_page_offers_the_next_event_with_a_seat_and_invites_by_one_press(
    world: World, today: dt.date, dewi: StaffClient
) -> None:
    full, free = (
        event(last=days, course="basic", state="open", title=title)
        for days, title in ((10, "Penuh"), (20, "Masih ada kursi"))
    )
    event(last=5, course="basic", state="draft", title="Belum dibuka")
    Seats.objects.create(event=full, unit_code="dinas-kesehatan", number=1)
    invited(full, person("Orang lain"))
    one = person("Rina Nggili", user=world.rina)
    appoint(decree(starts=months(today, 1), ends=None), one)
    page = dewi.get(NEEDS).content.decode()
    assert "Rina Nggili" in page
    assert "Masih ada kursi" in page
    assert "Penuh" not in page
    assert "Belum dibuka" not in page
    sent = {"acara": str(free.pk), "orang": str(one.pk)}
    back = dewi.post(f"{NEEDS}undang/?dalam=terlambat", sent)
    assert back["Location"] == f"{NEEDS}?dalam=terlambat"
    assert Participant.objects.get(person=one).event == free
    assert "Sudah diundang" in dewi.get(NEEDS).content.decode()
    again = dewi.post(f"{NEEDS}undang/", sent, follow=True)
    assert "sudah ada di daftar" in again.content.decode()
    assert Participant.objects.filter(person=one).count() == 1
    for odd in ({}, {"acara": "x", "orang": "y"}, sent | {"acara": str(one.pk)}):
        told = dewi.post(f"{NEEDS}undang/", odd, follow=True)
        assert "tidak lagi dibuka" in told.content.decode()


@pytest.mark.django_db
def test_the_longest_lapsed_stand_first_and_filters_narrow(
    world: World, today: dt.date, dewi: StaffClient
) -> None:
    Unit.objects.filter(code="dinas-sosial").update(search="dinas sosial")
    to, other = decree(starts=months(today, 9), ends=None), decree("dinas-sosial", ends=None)
    old = person("Lama", certified_until=today - dt.timedelta(days=200))
    soon = person("Segera", "dinas-sosial", certified_until=today + dt.timedelta(days=50))
    far = person("Jauh", certified_until=today + dt.timedelta(days=500))
    for to_, who in ((to, old), (other, soon), (to, far)):
        appoint(to_, who, role="extra")
        certificate(who, today, valid_until=who.certified_until, course="advanced")
    page = dewi.get(NEEDS).content.decode()
    assert page.index("Lama") < page.index("Segera")
    assert "lewat 200 hari" in page
    assert "50 hari lagi" in page
    assert "Jauh" not in page
    assert "Segera" not in dewi.get(f"{NEEDS}?dalam=30").content.decode()
    assert "Jauh" in dewi.get(f"{NEEDS}?dalam=semua").content.decode()
    assert "Lama" not in dewi.get(f"{NEEDS}?unit=sosial").content.decode()
    assert "Tidak ada yang cocok" in dewi.get(f"{NEEDS}?unit=perikanan").content.decode()
    assert "Lama" not in dewi.get(f"{NEEDS}?kebutuhan=refresher").content.decode()
    assert dewi.get(f"{NEEDS}?dalam=kapan").status_code == 422
    book = openpyxl.load_workbook(io.BytesIO(dewi.get(f"{NEEDS}unduh/").content))
    names = [row[0].value for row in book.active.iter_rows(min_row=2)]
    assert names == ["Lama", "Segera"]
    RoleGrant.objects.create(user=world.hasan, role=Role.HEAD_OF_UNIT, unit_code="dinas-sosial")
    hasan = world.sign_in(StaffClient(), "hasan")
    own = hasan.get(f"{NEEDS}?dalam=semua").content.decode()
    assert "Segera" in own
    assert "Lama" not in own
    assert "Undang" not in own
    assert hasan.post(f"{NEEDS}undang/", {}).status_code == 403


@pytest.mark.django_db
def test_many_units_take_as_many_queries_as_few(today: dt.date, dewi: StaffClient) -> None:
    event(last=9, course="basic", state="open")

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert dewi.get(f"{NEEDS}?dalam=semua").status_code == 200
        return len(found)

    now, was = decree(starts=today), decree(starts=months(today, 40), ends=months(today, 20))

    def serve_again(many: int) -> None:
        people = [Person(name=f"Orang {n}", search=f"orang {n}") for n in range(many)]
        for who in Person.objects.bulk_create(people):
            appoint(now, who, role="extra")
            appoint(was, who, role="extra")
            certificate(who, today)
            attended(invited(event(last=-9, course="refresher", state="open"), who))

    serve_again(1)
    one = asked()
    serve_again(40)
    assert len(needs(today)) == 41 * 3
    assert asked() == one
