"""A ballot box at once and in trouble: one slip twice, lost keys, altered rows, killed workers."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from ruangaman.core.jobs import WORKER, worker_alive
from ruangaman.core.models import AuditEvent, JobRun
from ruangaman.surveys.halves import worker_key_forget
from ruangaman.surveys.models import Ballot, Closing, Half, Result, Survey, Token, WorkerKey
from ruangaman.surveys.services import life
from ruangaman.surveys.services.ballots import ballot_cast
from ruangaman.surveys.services.closing import closings_work, half_give, halves_prune
from ruangaman.surveys.services.mixing import ballots_mix
from ruangaman.surveys.tests.helping import opened, slip, slips
from ruangaman.surveys.tests.test_survey_pages import words
from tests.world import World

HERE = Path(__file__).resolve().parents[3]


def filled(world: World, count: int) -> Survey:
    """Return a survey with so many answers, whose answering has ended."""
    survey = opened(world)
    for code in slips(survey, 1, count):
        ballot_cast(slip=slip(survey, code, once=code.encode()), answers={"tahu": "ya"})
    survey.refresh_from_db()
    life.survey_end(survey=survey, by=world.dewi, revision=survey.revision)
    return survey


def given(world: World, survey: Survey) -> None:
    """Let both holders give their halves."""
    for name in ("ratih", "bayu"):
        half_give(reader=world.reader(name), survey=survey)


@pytest.mark.django_db(transaction=True)
def test_a_slip_is_spent_once_however_many_send_it_at_once(world: World) -> None:
    survey = opened(world)
    shared, doubled, *others = slips(survey, 1, 12)
    forms = [slip(survey, shared, once=bytes([n]) * 16) for n in range(4)]
    forms += [slip(survey, doubled)] * 4
    forms += [slip(survey, one, once=one.encode()) for one in others]
    told, ready = list[str](), threading.Barrier(len(forms))

    def send(form: Any) -> None:
        ready.wait()
        told.append(ballot_cast(slip=form, answers={"tahu": "ya"}))
        connections.close_all()

    threads = [threading.Thread(target=send, args=(form,)) for form in forms]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(told) == ["again"] * 3 + ["cast"] * 12 + ["spent"] * 3
    assert Ballot.objects.count() == 12
    assert Token.objects.filter(state=Token.State.FRESH).count() == 12


@pytest.mark.django_db
def test_the_night_leaves_no_order_and_no_receipt(world: World) -> None:
    survey = opened(world)
    used, *_ = slips(survey, 1, 30)
    form = slip(survey, used)
    ballot_cast(slip=form, answers={"tahu": "ya"})
    for code in slips(survey, 1, 12):
        ballot_cast(slip=slip(survey, code, once=code.encode()), answers={})
    before = set(Ballot.objects.values_list("pk", flat=True))
    ballots_mix()
    assert not before & set(Ballot.objects.values_list("pk", flat=True))
    assert Ballot.objects.filter(fresh=False).count() == 13
    assert set(Token.objects.values_list("state", "receipt")) == {(0, b""), (2, b"")}
    assert Survey.objects.get().returned == 10
    assert ballot_cast(slip=form, answers={}) == "spent"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM surveys_token WHERE state = 2")
            assert cursor.fetchone() == (1,)


@pytest.mark.django_db
def test_an_answer_that_does_not_open_is_counted_and_said(world: World, staff: Any) -> None:
    survey = filled(world, 4)
    altered = Ballot.objects.first()
    assert altered
    Ballot.objects.filter(pk=altered.pk).delete()
    Ballot.objects.create(survey=survey, sealed=bytes(altered.sealed)[:-1] + b"x", fresh=True)
    given(world, survey)
    assert closings_work() == 1
    survey.refresh_from_db()
    assert (survey.spent, survey.unreadable, Result.objects.count()) == (4, 1, 3)
    world.sign_in(staff, "dewi")
    for path in ("", "hasil/"):
        said = words(staff.get(f"/survei/{survey.pk}/{path}"))
        assert "lebih sedikit daripada slip yang terpakai: kurang dari 10." in said
        assert "Ada jawaban yang tidak dapat dibuka: kurang dari 10." in said
        assert not {"1", "3", "4"} & set(re.findall(r"\d+", said.split("Penting:")[1][:400]))
    noted = AuditEvent.objects.get(action="survey_closed").detail
    assert noted == {"answers": 0, "agrees": False}
    Survey.objects.filter(pk=survey.pk).update(spent=1234, unreadable=0)
    said = words(staff.get(f"/survei/{survey.pk}/"))
    assert "slip yang terpakai: sedikitnya 1.230." in said


@pytest.mark.django_db
def test_halves_for_a_key_that_is_gone_are_asked_for_again(world: World, staff: Any) -> None:
    survey = filled(world, 2)
    given(world, survey)
    worker_key_forget()
    assert closings_work() == 0
    world.sign_in(staff, "ratih")
    for prefix, said in (("", "memberi bagiannya sekali lagi"), ("/en", "halves once more")):
        page = staff.get(f"{prefix}/survei/{survey.pk}/").content.decode()
        assert said in page
        assert f"/survei/{survey.pk}/kunci/" in page
    assert not Closing.objects.exists()
    assert set(Half.objects.values_list("given", flat=True)) == {b""}
    WorkerKey.objects.update(proof=b"x" * 32)  # somebody wrote a key of his own
    with pytest.raises(Exception, match="administrator"):
        half_give(reader=world.reader("ratih"), survey=survey)
    closings_work()
    given(world, survey)
    assert closings_work() == 1
    assert Result.objects.count() == 2


@pytest.mark.django_db
def test_a_half_that_waits_too_long_is_given_again(world: World, wall: Any) -> None:
    survey = filled(world, 1)
    half_give(reader=world.reader("ratih"), survey=survey)
    halves_prune()
    assert Half.objects.exclude(given=b"").count() == 1
    wall.on(hours=24)
    halves_prune()
    assert not Half.objects.exclude(given=b"").exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_is_followed_by_one_that_finishes(world: World, staff: Any) -> None:
    """Killed while it opens, and while it writes: nothing is lost, counted twice, or left.

    Meanwhile the page says that it stopped and who can help; once a worker is there, that it goes
    on from the beginning.
    """
    survey = filled(world, 3)
    given(world, survey)
    for place in ("opening.box_opened", "destruction.box_destroy"):
        _killed_at(place)
        assert Survey.objects.get().state == "closing"
        assert (Ballot.objects.count(), Result.objects.count()) == (3, 0)
    world.sign_in(staff, "dewi")
    for prefix, stopped, goes_on in (
        ("", "Penutupan terhenti karena pekerja server tidak berjalan", "mengulang dari awal"),
        ("/en", "The closing has stopped because the server", "the closing begins again;"),
    ):
        JobRun.objects.filter(name=WORKER).delete()
        assert stopped in staff.get(f"{prefix}/survei/{survey.pk}/").content.decode()
        worker_alive()
        page = staff.get(f"{prefix}/survei/{survey.pk}/")
        text = page.content.decode()
        assert page["Refresh"]
        assert stopped not in text
        assert goes_on in text
        assert 'max="6"' in text
    assert closings_work() == 1
    assert (Ballot.objects.count(), Result.objects.count()) == (0, 3)
    assert survey.strata.get(position=1).answered == 3


def _killed_at(place: str) -> None:
    """Let a worker of its own work until it reaches a function, and kill itself there."""
    module, name = place.split(".")
    program = f"""
import os, signal, django
django.setup()
from django.db import connection
connection.settings_dict["NAME"] = {str(connection.settings_dict["NAME"])!r}
from ruangaman.surveys.services import closing, {module}
def killed(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)
closing.{name} = killed
closing.closings_work()
"""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ruangaman.settings"}
    done = subprocess.run([sys.executable, "-c", program], cwd=HERE, env=environment)
    assert done.returncode == -signal.SIGKILL
