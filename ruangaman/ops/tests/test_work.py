"""The worker that ``serve`` starts really sends, and its daily jobs run once."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.jobs import last_success
from ruangaman.core.models import JobRun
from ruangaman.ops import jobs
from ruangaman.ops.jobs import Job, jobs_run
from ruangaman.ops.tests.conftest import ROOT, free_port, ruangaman
from ruangaman.ops.tests.test_serve import children, command_of
from tests.house import House, new_house
from tests.servers import Mailbox, smtp_server
from tests.waking import Clock

LONGEST = 60
DAILY = jobs.JOBS
_WORLD = """
import datetime as dt, django; django.setup()
from django.utils import timezone
from ruangaman.duty.models import MonthlyTest, TeamNotice
from ruangaman.people.models import RoleGrant, Team, User
team = Team.objects.create(code="tim", kind="other", name="Tim", short_name="Tim")
past = timezone.localtime() - dt.timedelta(minutes=2)
for name in ("maria", "yosef"):
    user = User.objects.create(username=name, email=name + "@contoh.id", name=name)
    RoleGrant.objects.create(user=user, role="case_worker", team=team)
    MonthlyTest.objects.create(user=user, month=past.date().replace(day=1))
TeamNotice.objects.create(
    team=team, hours=[past.strftime("%H:%M")], planned_upto=past - dt.timedelta(hours=1))
"""


@pytest.fixture
def post() -> Iterator[Mailbox]:
    """A mail server that tells when it has taken something."""
    with smtp_server() as mailbox:
        yield mailbox


@pytest.fixture
def house(tmp_path: Path, post: Mailbox) -> Iterator[House]:
    """An installation with a team whose hour has come, on the database that is tested."""
    house = new_house(tmp_path, **mail(post))
    house.build(demo=False)
    environment = house.environment() | {"DJANGO_SETTINGS_MODULE": "ruangaman.settings"}
    subprocess.run([sys.executable, "-c", _WORLD], cwd=ROOT, check=True, env=environment)
    try:
        yield house
    finally:
        house.remove()


def mail(post: Mailbox) -> dict[str, str]:
    """Return the settings that lead to this server."""
    return {
        "RUANGAMAN_SMTP_HOST": "127.0.0.1",
        "RUANGAMAN_SMTP_PORT": str(post.port),
        "RUANGAMAN_SMTP_SECURITY": "none",
        "RUANGAMAN_NOTICE_SENDER": "info@kantor.example",
    }


def wait_for_letters(post: Mailbox, number: int) -> None:
    """Wait until so many letters were taken."""
    with post.taken:
        assert post.taken.wait_for(lambda: len(post.letters) >= number, LONGEST)


def served(house: House, *more: str) -> subprocess.Popen[str]:
    """Serve; returns when both surfaces answer."""
    ports = ("--public-port", f"{free_port()}", "--staff-port", f"{free_port()}")
    process = subprocess.Popen(
        [sys.executable, "-m", "ruangaman", "serve", "--workers", "1", *ports, *more],
        cwd=ROOT,
        env=house.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert [bool(process.stdout.readline()) for _ in range(2)] == [True, True]
    return process


def started(house: House, *more: str) -> subprocess.Popen[bytes]:
    """Start a worker alone."""
    command = [sys.executable, "-m", "ruangaman", "work", *more]
    return subprocess.Popen(command, cwd=ROOT, env=house.environment())


def receivers(post: Mailbox) -> list[str]:
    return sorted(str(one["To"]) for one in post.letters)


BOTH = ["maria@contoh.id", "yosef@contoh.id"]


def worker_of(process: subprocess.Popen[str]) -> list[int]:
    return [one for one in children(process.pid) if command_of(one).endswith(" work ")]


def test_serve_wakes_people_at_their_hour(house: House, post: Mailbox) -> None:
    process = served(house)
    try:
        wait_for_letters(post, 2)
        (worker,) = worker_of(process)
        os.kill(worker, signal.SIGKILL)
        assert process.stderr
        assert "The worker ended (code -9); starting again." in process.stderr.readline()
        assert process.poll() is None, "the pages go on"
    finally:
        process.terminate()
        process.communicate(timeout=LONGEST)
    assert process.returncode == 0
    assert receivers(post) == BOTH


def test_serve_without_a_worker(house: House, post: Mailbox) -> None:
    process = served(house, "--no-worker")
    assert worker_of(process) == []
    process.terminate()
    process.communicate(timeout=LONGEST)
    assert post.letters == []


def test_four_workers_at_once_send_each_letter_once(house: House, post: Mailbox) -> None:
    workers = [started(house, "--once") for _ in range(4)]
    assert [worker.wait(LONGEST) for worker in workers] == [0] * 4
    assert receivers(post) == BOTH


def test_a_worker_killed_while_the_server_takes_its_letter_repeats_that_one(
    house: House, post: Mailbox
) -> None:
    """The server has it, the worker never hears so: the worst moment."""
    worker = started(house, "--once")
    post.before_answer = worker.kill
    assert worker.wait(LONGEST) == -signal.SIGKILL
    post.before_answer = None
    assert len(post.letters) == 1
    assert started(house, "--once").wait(LONGEST) == 0
    assert receivers(post) == BOTH, "the one that was taken is not tried while it may be at work"
    house.change("UPDATE duty_notice SET next_at = due_at WHERE outcome = ''")
    for _ in range(2):
        assert started(house, "--once").wait(LONGEST) == 0
    assert len(post.letters) == 3, "one repeated, once"
    outcomes = house.query("SELECT outcome, count(*) FROM duty_notice GROUP BY outcome")
    assert outcomes == [("accepted", 2)]


def test_a_worker_stops_when_told_to(house: House, post: Mailbox) -> None:
    worker = started(house)
    wait_for_letters(post, 2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(LONGEST) == 0


def test_a_database_that_is_not_ready_is_refused(tmp_path: Path) -> None:
    done = ruangaman(tmp_path, "work", "--once")
    assert done.returncode == 1
    assert "Run `ruangaman migrate` first." in done.stderr


@pytest.mark.django_db
class TestDailyJobs:
    """Each once a day, after its hour."""

    @pytest.fixture
    def clock(self, monkeypatch: pytest.MonkeyPatch) -> Clock:
        clock = Clock(timezone.now()).at("2026-11-25 01:00")
        monkeypatch.setattr(timezone, "now", lambda: clock.now)
        return clock

    @pytest.fixture
    def ran(self, monkeypatch: pytest.MonkeyPatch, clock: Clock) -> list[dt.datetime]:
        ran: list[dt.datetime] = []
        job = Job("uji", ("01:15",), lambda: ran.append(clock.now))
        monkeypatch.setattr(jobs, "JOBS", (job,))
        JobRun.objects.create(name="uji", succeeded_at=clock.now)
        return ran

    def test_after_its_hour(self, clock: Clock, ran: list[Any]) -> None:
        jobs_run()
        assert ran == []
        for text in ("2026-11-25 01:15", "2026-11-25 01:16", "2026-11-26 01:14"):
            clock.at(text)
            jobs_run()
        assert len(ran) == 1
        clock.at("2026-11-26 03:00")
        jobs_run()
        assert len(ran) == 2
        assert last_success("uji") == clock.now

    def test_files_nobody_sent_are_swept_all_day(
        self, clock: Clock, ran: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (sweep,) = (job for job in DAILY if job.name == "sweep-files")
        job = Job("uji", sweep.hours, lambda: ran.append(clock.now))
        monkeypatch.setattr(jobs, "JOBS", (job,))
        for _ in range(120):
            clock.on(minutes=1)
            jobs_run()
        gaps = [later - sooner for sooner, later in pairwise(ran)]
        assert max(gaps) <= dt.timedelta(minutes=16)

    def test_a_new_installation_does_not_wait_for_it(self, clock: Clock, ran: list[Any]) -> None:
        JobRun.objects.all().delete()
        jobs_run()
        jobs_run()
        assert len(ran) == 1

    def test_one_that_fails_is_tried_again_and_keeps_no_other_waiting(
        self, clock: Clock, ran: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[int] = []

        def fails() -> None:
            tries.append(1)
            raise RuntimeError("rahasia")

        monkeypatch.setattr(jobs, "JOBS", (Job("gagal", ("01:10",), fails), *jobs.JOBS))
        clock.at("2026-11-25 01:20")
        jobs_run()
        clock.on(minutes=1)
        jobs_run()
        assert (len(tries), len(ran)) == (1, 1)
        clock.on(minutes=15)
        jobs_run()
        assert (len(tries), len(ran)) == (2, 1)
        assert last_success("gagal") is None

    def test_a_mark_from_a_wrong_clock_does_not_stop_it(self, clock: Clock, ran: list[Any]) -> None:
        future = clock.now + dt.timedelta(days=400)
        JobRun.objects.filter(name="uji").update(succeeded_at=future, tried_at=future)
        clock.at("2026-11-25 01:20")
        jobs_run()
        assert len(ran) == 1


def test_the_audit_export_is_a_daily_job() -> None:
    assert "audit-export" in {job.name for job in jobs.JOBS}
