"""Self-study: every page read and every question answered rightly once are the hours, once."""

from __future__ import annotations

import re

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.lib.pack import Training, read_pack
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.training.codes import code_open
from ruangaman.training.models import (
    Attendance,
    Content,
    Event,
    PeerAttendance,
    PeerSession,
    Study,
    StudyStep,
)
from ruangaman.training.services.content import contents_write
from tests.pages import text_of
from tests.world import appointed

pytestmark = pytest.mark.django_db
HOME, LIST = "/pelatihan/", "/pelatihan/belajar/"
MODULE = f"{LIST}11/"
DOOR = "/pelatihan/ikut/"


@pytest.fixture(scope="module")
def taught() -> Training:
    found = read_pack(NTT).training
    assert found is not None
    return found


@pytest.fixture
def content(world, taught):
    """Curriculum and items of the pack."""
    items = tuple(one for one in taught.items if one.module == 11)
    contents_write(
        training=Training(curriculum=taught.curriculum, modules=taught.modules, items=items)
    )


@pytest.fixture
def rina(world, staff, people, content):
    return world.sign_in(staff, "rina")


def through(client, *, upto: int | None = None):
    """Work through module 11; return the last page."""
    body = Content.objects.get(kind="module", body__number=11).body
    pages = (len(body["study_id"]) + 1) // 2
    questions = list(Content.objects.filter(kind="item", body__form="C").order_by("position"))
    page = None
    for place in range(1, (upto or pages + len(questions)) + 1):
        if place <= pages:
            page = client.post(f"{MODULE}{place}/")
            assert page.status_code == 302
            continue
        choices = questions[place - pages - 1].body["choice"]
        right = next(one["key"] for one in choices if one["right"])
        page = client.post(f"{MODULE}{place}/", {"jawaban": right})
    return page


def test_the_hours_of_a_module_are_credited_once(rina, people) -> None:
    last = through(rina)
    assert "Modul ini selesai" in text_of(last)
    study = Study.objects.get()
    assert (study.person, study.module, study.jp) == (people["rina"], 11, 1)
    assert not StudyStep.objects.exists()
    through(rina)
    assert Study.objects.count() == 1
    assert AuditEvent.objects.filter(action="training_module_studied").count() == 1
    assert "Sudah 1 JP belajar mandiri." in text_of(rina.get(LIST))
    assert "Semuanya 1 JP." in text_of(rina.get(HOME))


def test_a_wrong_answer_is_met_kindly_and_kept_nowhere(rina) -> None:
    page = through(rina, upto=2)
    item = Content.objects.filter(kind="item", body__form="C").order_by("position").first()
    wrong = next(one["key"] for one in item.body["choice"] if not one["right"])
    page = rina.post(f"{MODULE}3/", {"jawaban": wrong})
    assert "Belum tepat, dan tidak apa-apa." in text_of(page)
    assert item.body["reason_id"][:30] in text_of(page)
    for typed in ({}, {"jawaban": "zzz"}):
        assert rina.post(f"{MODULE}3/", typed).status_code == 422
    assert set(StudyStep.objects.values_list("step", flat=True)) == {"p1", "p2"}
    assert "Lanjutkan" in text_of(rina.get(MODULE))
    assert f"{MODULE}3/" in rina.get(MODULE).content.decode()


def test_an_account_outside_the_network_may_learn_without_record(world, staff, content) -> None:
    anton = world.sign_in(staff, "anton")
    assert "JP tidak dicatat" in text_of(anton.get(LIST))
    assert "belum terhubung" in text_of(anton.get(HOME))
    through(anton)
    assert not Study.objects.exists()
    assert not StudyStep.objects.exists()


def test_modules_that_are_not_there(rina) -> None:
    for path in ("99/", "11/0/", "11/99/", "11/99999999999999999999/"):
        assert rina.get(f"{LIST}{path}").status_code == 404


def test_a_new_version_is_studied_anew_and_the_old_hours_stay(rina, people, taught) -> None:
    Study.objects.create(
        person=people["rina"], module=11, version=1, jp=1, finished_on="2026-01-02"
    )
    body = Content.objects.get(kind="module", body__number=11)
    body.body["version"] = 2
    body.save()
    assert "Mulai" in text_of(rina.get(MODULE))
    through(rina)
    assert Study.objects.count() == 2
    assert "Semuanya 1 JP." in text_of(rina.get(HOME))


def test_home_tells_hours_invitations_and_events_to_whom_they_concern(
    world, staff, event, invited, people
) -> None:
    session = event.sessions.first()
    session.module = 4
    session.save()
    Attendance.objects.create(session=session, participant=invited["rina"], how="trainer")
    peer = PeerSession.objects.create(title="Sesi", starts_at=session.starts_at, jp=3)
    PeerAttendance.objects.create(session=peer, person=people["rina"])
    rina = text_of(world.sign_in(staff, "rina").get(HOME))
    assert f"Semuanya {session.jp + 3} JP." in rina
    assert "Undangan Anda" in rina
    assert "dari sertifikat lain: berlaku sampai" in rina, "recorded by hand"
    assert "Tes saya" in rina
    Event.objects.update(first="2026-01-05", last="2026-01-06", state="closed")
    client = world.sign_in(staff, "rina")
    assert 'href="/pelatihan/ikut/"' in client.get(HOME).content.decode()
    assert f'href="/pelatihan/ikut/{event.pk}/"' in client.get("/pelatihan/ikut/").content.decode()
    Event.objects.update(first=event.first, last=event.last, state="open")
    assert "Acara Anda" in text_of(world.sign_in(staff, "tono").get(HOME))
    dewi = text_of(world.sign_in(staff, "dewi").get(HOME))
    assert "Acara yang akan datang" in dewi
    assert "Pelatihan dasar" in dewi
    people["beni"].certified_until = None
    people["beni"].save()
    beni = text_of(world.sign_in(staff, "beni").get(HOME))
    assert "Belum ada sertifikat yang berlaku." in beni
    assert "Belum ada jam yang tercatat." in beni


def test_the_pages_say_so_when_there_is_nothing_to_learn(world, staff, people) -> None:
    rina = world.sign_in(staff, "rina")
    assert "Bahan belajar belum ada" in text_of(rina.get(LIST))


def test_every_card_leads_where_whoever_sees_it_may_go(world, staff, people, content) -> None:
    refused = []
    for name in ("maria", "sari", "agustina", "rina", "anton", "dewi", "tono", "hasan", "wim"):
        somebody = world.sign_in(staff, name)
        cards = re.findall(r'app-card"><a href="([^"]+)"', somebody.get(HOME).content.decode())
        assert len(cards) >= 4
        refused += [(name, path) for path in cards if somebody.get(path).status_code != 200]
    assert refused == []


def test_what_somebody_needs_stands_there_with_its_day(world, staff, taught) -> None:
    appointed(world)
    contents_write(training=Training(requirements=taught.requirements))
    page = text_of(world.sign_in(staff, "rina").get(HOME))
    assert "Yang Anda perlukan" in page
    assert "paling lambat" in page or "seharusnya sudah" in page


def test_a_participant_without_an_account_studies_by_the_own_code(
    staff, content, today, listed
) -> None:
    rina = listed["rina"]
    assert staff.get(LIST).status_code == 302
    staff.post(DOOR, {"kode": code_open(rina.code, participant=rina.pk)})
    assert "Sudah 0 JP" in text_of(staff.get(LIST))
    through(staff)
    assert "Sudah" in text_of(staff.get(LIST))
    assert Study.objects.get().person == rina.person
    assert AuditEvent.objects.get(action="training_module_studied").actor is None
