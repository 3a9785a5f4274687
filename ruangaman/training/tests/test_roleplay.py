"""Observed role-plays: the rule decides, two may observe, and each sees only what is hers."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Any

import pikepdf
import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.people.models import Role, RoleGrant
from ruangaman.training.models import Content, ObserverTask, Participant, RolePlay
from ruangaman.training.practice.rule import met, needed
from ruangaman.training.selectors.roleplay import passed_roleplay
from ruangaman.training.services.roleplay import (
    Observation,
    roleplay_of_participant,
    roleplay_remove,
)
from ruangaman.training.services.sessions import trainers_set
from ruangaman.training.tests.talking import checklist_of_pack, content_load
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
OWN = "/pelatihan/bermain-peran/"
CODES = [one["key"] for one in checklist_of_pack()["behaviour"]]
Row = RolePlay.objects


@pytest.fixture
def first():
    """The event began yesterday."""
    return timezone.localdate() - dt.timedelta(days=1)


@pytest.fixture
def began(world, event, invited) -> dict[str, Participant]:
    """An event that runs, with the pack's conversations."""
    content_load()
    return invited


@pytest.fixture
def tono(world, staff, began):
    return world.sign_in(staff, "tono")


def ticks(shown: int = 10, **more: Any) -> dict[str, Any]:
    return {
        "percakapan": "grup-obrolan",
        "hari": timezone.localdate().isoformat(),
        "percobaan": "1",
        "terlihat": CODES[:shown],
        **more,
    }


def at(one: Participant) -> str:
    return f"/pelatihan/acara/{one.event_id}/bermain-peran/{one.pk}/"


def second_trainer(world, event):
    RoleGrant.objects.create(user=world.people["lena"], role=Role.TRAINER)
    trainers_set(event=event, users=[world.tono, world.people["lena"]], by=world.dewi)
    return world.people["lena"]


def test_the_rule_of_the_pack_is_ten_of_twelve_and_no_critical_error() -> None:
    body = checklist_of_pack()
    assert needed(body) == 10
    assert met(CODES[:10], [], body)
    assert not met(CODES[:9], [], body)
    assert not met(CODES, ["promise"], body)
    assert not met([*CODES[:9], "unknown", CODES[0]], [], body)
    assert not met([], [], {"behaviour": [], "error": [], "pass": {"behaviours": 80, "errors": 0}})


def test_a_result_is_computed_and_never_typed(tono, began) -> None:
    rina = began["rina"]
    page = tono.get(at(rina))
    assert "paling sedikit 10 dari 12 perilaku" in text_of(page)
    for typed, said in (
        (ticks(percakapan=""), "Pilih salah satu."),
        (ticks(percakapan="tiada"), "Pilih dari daftar."),
        (ticks(hari="31/02/2026"), "Tulis tanggal yang ada"),
        (ticks(hari=(timezone.localdate() + dt.timedelta(1)).isoformat()), "belum tiba"),
        (ticks(hari="2020-01-01"), "mendahului acaranya"),
        (ticks(terlihat=["lulus"]), "Pilih dari daftar."),
        (ticks(shown=0), "Belum ada yang ditandai."),
    ):
        page = tono.post(at(rina), typed)
        assert page.status_code == 422, said
        assert said in text_of(page)
    assert not Row.exists()
    assert tono.post(at(rina), ticks(9, passed="1", lulus="on")).status_code == 302
    row = Row.get()
    assert (row.passed, row.shown, row.errors) == (False, CODES[:9], [])
    assert AuditEvent.objects.filter(action="training_roleplay_recorded").count() == 1
    tono.post(at(rina), ticks(9))
    assert Row.count() == 1, "sent twice, entered once"
    page = tono.post(at(rina), ticks(10))
    assert page.status_code == 422
    assert "pilih percobaan berikutnya" in text_of(page)
    tono.post(at(rina), ticks(10, percobaan="2"))
    assert sorted(Row.values_list("attempt", "passed")) == [(1, False), (2, True)]
    assert "lulus" in text_of(tono.get(f"/pelatihan/acara/{rina.event_id}/bermain-peran/"))


def test_two_who_observe_one_play_must_both_see_it_passed(world, event, began) -> None:
    lena, rina = second_trainer(world, event), began["rina"]
    today = timezone.localdate()

    def enters(by, attempt: int, shown: int, errors: list[str]) -> RolePlay:
        seen = Observation("grup-obrolan", today, attempt, CODES[:shown], errors)
        return roleplay_of_participant(participant=rina, observation=seen, by=by)

    assert enters(world.tono, 1, 12, []).passed
    assert not enters(lena, 1, 12, ["breach"]).passed
    assert not Row.filter(passed=True).exists(), "the row of the first observer says so too"
    assert enters(world.tono, 2, 11, []).passed
    assert enters(lena, 2, 10, []).passed
    assert Row.filter(passed=True).count() == 2


def test_an_entry_is_corrected_by_its_observer_on_the_same_day_only(
    world, tono, event, began
) -> None:
    rina = began["rina"]
    tono.post(at(rina), ticks(12, keliru=["promise"]))
    row = Row.get()
    here = f"{OWN}catatan/{row.pk}/"
    page = tono.post(here, ticks(12, versi="1", keliru=[]))
    assert page.status_code == 302
    row.refresh_from_db()
    assert (row.passed, row.version, row.errors) == (True, 2, [])
    assert AuditEvent.objects.filter(action="training_roleplay_corrected").count() == 1
    late = tono.post(here, ticks(9, versi="1"))
    assert late.status_code == 409
    assert "baru saja diubah di halaman lain" in text_of(late)
    assert tono.post(f"{here}hapus/", {"versi": "1"}).status_code == 409
    assert tono.post(f"{here}hapus/", {"versi": "x"}).status_code == 409
    Row.update(recorded_at=timezone.now() - dt.timedelta(days=1))
    page = tono.post(here, ticks(9, versi="2"))
    assert page.status_code == 422
    assert "hanya dapat dibetulkan pada hari ia dicatat" in text_of(page)
    assert tono.post(f"{here}hapus/", {"versi": "2"}).status_code == 422
    assert Row.get().passed
    Row.update(recorded_at=timezone.now())
    assert tono.post(f"{here}hapus/", {"versi": "2"}).status_code == 302
    assert not Row.exists()
    assert AuditEvent.objects.filter(action="training_roleplay_removed").count() == 1
    assert tono.get(here).status_code == 404


def test_taking_one_of_two_entries_away_leaves_the_other_one_s_result(world, event, began) -> None:
    lena, rina = second_trainer(world, event), began["rina"]
    seen = Observation("grup-obrolan", timezone.localdate(), 1, CODES, [])
    bad = Observation("grup-obrolan", timezone.localdate(), 1, CODES, ["blame"])
    roleplay_of_participant(participant=rina, observation=seen, by=world.tono)
    wrong = roleplay_of_participant(participant=rina, observation=bad, by=lena)
    assert not Row.get(observer=world.tono).passed
    roleplay_remove(roleplay=wrong, version=1, by=lena)
    assert Row.get().passed


def test_the_coordinator_sees_who_passed_and_no_ticks_and_others_nothing(
    world, staff, event, began
) -> None:
    rina = began["rina"]
    list_ = f"/pelatihan/acara/{event.pk}/bermain-peran/"
    tono = world.sign_in(staff, "tono")
    tono.post(at(rina), ticks(12, keliru=["promise"]))
    said = text_of(tono.get(list_))
    assert "12 perilaku, 1 kesalahan kritis" in said
    dewi = world.sign_in(staff, "dewi")
    page = dewi.get(list_)
    said = text_of(page)
    assert "belum lulus" in said
    assert "perilaku" not in said
    assert str(Row.get().pk) not in page.content.decode()
    assert dewi.get(at(rina)).status_code == 403
    assert dewi.post(at(rina), ticks()).status_code == 403
    assert dewi.get(f"{OWN}catatan/{Row.get().pk}/").status_code == 403
    hers = world.sign_in(staff, "rina")
    said = text_of(hers.get(f"{OWN}saya/"))
    assert "Candaan di grup obrolan kantor" in said
    assert "Berjanji yang tidak bisa ditepati" in said
    assert hers.get(list_).status_code == 403
    other = world.sign_in(staff, "beni")
    assert "Belum ada bermain peran Anda" in text_of(other.get(f"{OWN}saya/"))


def test_a_trainer_of_another_event_and_whoever_plays_herself_enter_nothing(
    world, staff, event, began
) -> None:
    rina = began["rina"]
    tono = world.sign_in(staff, "tono")
    type(rina.person).objects.filter(pk=rina.person_id).update(user=world.tono)
    page = tono.post(at(rina), ticks())
    assert page.status_code == 422
    assert "tidak dapat mengamati diri sendiri" in text_of(page)
    Participant.objects.filter(pk=rina.pk).update(state="withdrawn")
    assert tono.post(at(rina), ticks()).status_code == 422
    trainers_set(event=event, users=[], by=world.dewi)
    assert tono.get(at(began["beni"])).status_code == 404
    assert tono.post(at(began["beni"]), ticks()).status_code == 404
    assert not Row.exists()


def test_outside_an_event_the_coordinator_names_a_trainer_who_observes(world, staff, began) -> None:
    person = began["lena"].person
    dewi = world.sign_in(staff, "dewi")
    assert "Belum ada yang ditunjuk." in text_of(dewi.get(OWN))
    page = dewi.post(f"{OWN}tunjuk/", {"cari": person.name})
    assert person.name in text_of(page)
    assert "Tidak ada orang jejaring" in text_of(dewi.post(f"{OWN}tunjuk/", {"cari": "zzz"}))
    asked = {"cari": person.name, "tunjuk": "1", "orang": str(person.pk)}
    assert "Pilih dulu pengamatnya." in text_of(dewi.post(f"{OWN}tunjuk/", asked))
    asked["pengamat"] = str(world.tono.pk)
    for orang in ("", "x", "\x00"):
        page = dewi.post(f"{OWN}tunjuk/", asked | {"orang": orang})
        assert (page.status_code, "Pilih dulu orangnya." in text_of(page)) == (422, True)
    assert dewi.post(f"{OWN}tunjuk/", asked).status_code == 302
    assert "sudah ditunjuk" in text_of(dewi.post(f"{OWN}tunjuk/", asked))
    task = ObserverTask.objects.get()
    tono = world.sign_in(staff, "tono")
    assert person.name in text_of(tono.get(OWN))
    here = f"{OWN}{task.pk}/"
    old = (timezone.localdate() - dt.timedelta(days=31)).isoformat()
    assert "lebih dari 30 hari" in text_of(tono.post(here, ticks(hari=old)))
    assert tono.post(here, ticks()).status_code == 302
    assert tono.post(here, ticks()).status_code == 302
    assert "Betulkan yang tercatat" in text_of(tono.post(here, ticks(12)))
    row = Row.get()
    assert (row.event, row.passed, row.person_id) == (None, True, person.pk)
    assert tono.get(here).headers["Location"].endswith(f"/catatan/{row.pk}/")
    dewi = world.sign_in(staff, "dewi")
    said = text_of(dewi.get(OWN))
    assert "lulus" in said
    page = dewi.post(f"{OWN}{task.pk}/batal/")
    assert (page.status_code, "sudah dicatat" in text_of(page)) == (422, True)
    assert dewi.get(here).status_code == 403


def test_a_task_is_for_the_trainer_who_was_named(world, staff, event, began) -> None:
    second_trainer(world, event)
    task = ObserverTask.objects.create(person=began["rina"].person, observer=world.tono)
    lena = world.sign_in(staff, "lena")
    assert lena.get(f"{OWN}{task.pk}/").status_code == 404
    assert lena.post(f"{OWN}{task.pk}/", ticks()).status_code == 404
    assert began["rina"].person.name not in text_of(lena.get(OWN))
    dewi = world.sign_in(staff, "dewi")
    assert dewi.post(f"{OWN}{task.pk}/batal/").status_code == 302
    assert not ObserverTask.objects.exists()


def test_passed_counts_from_a_day_and_once_experts_have_read_what_it_rests_on(
    world, tono, began
) -> None:
    rina, today = began["rina"], timezone.localdate()
    tono.post(at(rina), ticks(10))
    assert Row.get().passed
    assert not passed_roleplay(rina.person, today), "nobody has reviewed it"
    Content.objects.filter(kind=Content.Kind.CHECKLIST).update(reviewed=True)
    assert not passed_roleplay(rina.person, today)
    Content.objects.filter(key="grup-obrolan").update(reviewed=True)
    assert passed_roleplay(rina.person, today)
    assert not passed_roleplay(rina.person, today + dt.timedelta(days=1))
    assert not passed_roleplay(began["beni"].person, today)
    Row.update(passed=False)
    assert not passed_roleplay(rina.person, today)


def test_the_sheet_for_paper_is_one_tagged_page_in_both_languages(tono) -> None:
    for prefix, language, words in (
        ("", "id", ("Mendengarkan tanpa memotong", "Membuka rahasia", "paling sedikit 10 dari 12")),
        ("/en", "en", ("Listens without cutting in", "Breaching confidentiality", "at least 10")),
    ):
        page = tono.get(f"{prefix}{OWN}lembar/")
        assert page.headers["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(page.content)) as pdf:
            assert len(pdf.pages) == 1
            assert str(pdf.Root.Lang).lower().startswith(language)
            assert pdf.Root.MarkInfo.Marked
        said = re.sub(r"\s+", " ", pdf_text(page.content))
        for one in words:
            assert one in said
