"""Evaluation forms: taken once, of nobody, and not seen while one more could come in."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import connection
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.network.tests.appointing import person
from ruangaman.training.models import Evaluation, EventTrainer, Participant
from ruangaman.training.services.evaluation import AlreadySent, evaluation_send
from ruangaman.training.tests.attending import event, invited, participants, with_code
from ruangaman.training.tests.taught import curriculum_taught, forms_taught
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
ANSWERS = {"useful": "5", "length": "terlalu-singkat", "confidence-after-4": "4"}


@pytest.fixture(autouse=True)
def taught(db: None) -> None:
    forms_taught()
    curriculum_taught()


def path(pk: object, moment: str = "after") -> str:
    return f"/pelatihan/evaluasi/{pk}/{moment}/"


def test_a_participant_answers_once_by_her_own_code_and_nothing_names_her(world: World) -> None:
    held = event()
    one, other = participants(held, 2)
    client = with_code(one)
    page = client.get(path(held.pk)).content.decode()
    assert "4. " in page
    assert "6. " in page
    assert "9. " not in page, "only the modules of the event are asked about"
    assert "textarea" not in page
    assert client.post(path(held.pk), {}).status_code == 422
    wrong = client.post(path(held.pk), {"useful": "9", "length": "pas"})
    assert wrong.status_code == 422
    assert 'value="pas" checked' in wrong.content.decode()
    assert "sudah masuk" in client.post(path(held.pk), ANSWERS).content.decode()
    kept = Evaluation.objects.get()
    assert kept.answers == {
        "useful": "5",
        "length": "terlalu-singkat",
        "confidence-after": {"4": "4"},
    }
    again = client.post(path(held.pk), {"useful": "1"})
    assert again.status_code == 409
    assert "satu kali" in again.content.decode()
    assert Evaluation.objects.get().answers == kept.answers
    flags = dict(Participant.objects.values_list("pk", "evaluated"))
    assert flags == {one.pk: True, other.pk: False}
    assert not AuditEvent.objects.exists(), "an hour and an actor would say whose it is"


def test_two_tabs_send_one_form(world: World) -> None:
    one = participants(event(), 1)[0]
    stale = Participant.objects.get(pk=one.pk)
    evaluation_send(participant=one, moment="after", answers={"useful": "5"})
    with pytest.raises(AlreadySent):
        evaluation_send(participant=stale, moment="after", answers={"useful": "1"})
    assert Evaluation.objects.count() == 1


def test_strangers_learn_nothing_and_the_days_are_kept(world: World) -> None:
    held = event(title="Rahasia Kupang")
    early, late = event(last=3, title="Nanti"), event(last=-60, title="Dulu")
    mine = person("Rina", user=world.rina)
    pages = [StaffClient().get(path(pk)) for pk in (held.pk, mine.pk)]
    assert [page.status_code for page in pages] == [200, 200]
    assert "Rahasia" not in pages[0].content.decode()
    rina = world.sign_in(StaffClient(), "rina")
    assert "Rahasia" not in rina.get(path(held.pk)).content.decode()
    for one in (held, early, late):
        invited(one, mine)
    assert "Rahasia" in rina.get(path(held.pk)).content.decode()
    assert "belum dibuka" in rina.get(path(early.pk)).content.decode()
    assert rina.post(path(late.pk), ANSWERS).status_code == 422
    assert rina.get(path(held.pk, "kapan-saja")).status_code == 404
    quarter = event(last=-100, title="Tiga bulan lalu")
    invited(quarter, mine)
    form = rina.get(path(quarter.pk, "three-months")).content.decode()
    assert "berlatih percakapan" in form
    rina.post(path(quarter.pk, "three-months"), {"practised": "sering"})
    assert Evaluation.objects.get().moment == "three-months"
    row = Participant.objects.get(event=quarter)
    assert (row.evaluated, row.evaluated_later) == (False, True)
    held.state = "cancelled"
    held.save()
    assert "Rahasia" not in rina.get(path(held.pk)).content.decode()


def test_the_order_of_rows_is_not_the_order_of_forms(world: World) -> None:
    """With 12 forms the chance that a right mixing keeps the order is one in 479 million."""
    held = event()
    for number, one in enumerate(participants(held, 12)):
        evaluation_send(participant=one, moment="after", answers={"n": number})
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT answers FROM training_evaluation ORDER BY {place}")
        kept = [json.loads(row[0])["n"] for row in cursor.fetchall()]
    assert sorted(kept) == list(range(12))
    assert kept != list(range(12))


def test_results_are_seen_from_five_on_after_the_last_day_by_those_who_organised(
    world: World,
) -> None:
    held = event(last=-14)
    people = participants(held, 6)
    for one in people[:5]:
        answers = {
            "useful": "4",
            "length": "terlalu-singkat",
            "module-time": {"4": "lebih-banyak", "6": "cukup"},
            "confidence-before": {"4": "2", "6": "3"},
            "confidence-after": {"4": "4", "6": "3"},
        }
        evaluation_send(participant=one, moment="after", answers=answers)
    tono = world.sign_in(StaffClient(), "tono")
    where = f"/pelatihan/evaluasi/{held.pk}/hasil/"
    assert tono.get(where).status_code == 404, "not his event"
    EventTrainer.objects.create(event=held, user=world.tono)
    waiting = tono.get(where).content.decode()
    assert "5 dari 6 peserta mengisi" in waiting
    assert "Terlalu singkat" not in waiting
    evaluation_send(participant=people[5], moment="after", answers={"plan": "ya"})
    held.last -= dt.timedelta(days=1)
    held.first = held.last
    held.save()
    page = tono.get(where).content.decode()
    assert "Tingkat 1: tanggapan" in page
    assert "Terlalu singkat (100 %)" in page
    assert "Rata-rata 4,0 dari 5; 100 % setuju" in page
    assert "Rata-rata keyakinan berubah +1,0 langkah." in page
    assert "Keyakinan paling rendah: modul 6." in page
    assert "rencana kerja" not in page, "a question that one person answered is not shown"
    assert "Tingkat 3" not in page


def test_fewer_than_five_forms_are_never_shown(world: World) -> None:
    held = event(last=-200)
    for one in participants(held, 4):
        evaluation_send(participant=one, moment="after", answers={"useful": "1"})
    dewi = world.sign_in(StaffClient(), "dewi")
    page = dewi.get(f"/pelatihan/evaluasi/{held.pk}/hasil/").content.decode()
    assert "Terlalu sedikit" in page
    assert "Rata-rata" not in page
    assert timezone.localdate() > held.last
