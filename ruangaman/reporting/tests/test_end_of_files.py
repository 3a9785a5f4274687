"""The end of a report with files, and old copies of the database: no byte left, a clear page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from ruangaman.core import shred
from ruangaman.lib.codename import Code
from ruangaman.lib.tests.pictures import jpeg, pdf
from ruangaman.reporting.models import File, Report
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services import mailbox as services
from ruangaman.reporting.services.mailbox import consent_withdraw
from ruangaman.reporting.services.replay import Replayed, replay
from ruangaman.reporting.tests import ends
from ruangaman.reporting.tests.filing import add, begin, carried, download_of, lying, send, words
from ruangaman.reporting.views.carried import Door
from tests.clients import PublicClient, StaffClient
from tests.roles import database_role
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_home", "own_store")]


@pytest.fixture
def told(public: PublicClient, world: World) -> tuple[Report, Code, Any]:
    """A report with a message and two files; report, code and the mailbox as it then is."""
    report, code = ends.sent()
    page = add(public, add(public, begin(public, said(code)), jpeg()), pdf(), "surat.pdf")
    return report, code, send(public, page, "Ini buktinya.")


def said(code: Code) -> str:
    return " ".join(code.words)


def ask(public: PublicClient, page: Any) -> Any:
    """Press the button of the first file."""
    return public.post("/pesan/file/", {**carried(page), "unduh": download_of(page)})


def test_the_bytes_go_with_the_report_and_her_pages_say_so(
    public: PublicClient, told: tuple[Report, Code, Any], world: World, files_home: Path
) -> None:
    report, code, page = told
    writing = begin(public, said(code), "Teks saya.")
    assert len(lying(files_home)) == 2
    ends.wished(report, code)
    ends.disposed(world, report)
    assert not File.objects.exists()
    assert not lying(files_home)
    for answer in (
        public.post("/pesan/", {"kode": said(code)}),
        ask(public, page),
        add(public, writing, jpeg()),
        send(public, writing, "Halo"),
    ):
        assert answer.status_code == 410
        assert "sudah dihapus pada" in words(answer)
    assert not lying(files_home)


@pytest.mark.parametrize("after", [True, False], ids=["after it was written", "before"])
def test_a_report_deleted_in_the_instant_of_sending(
    public: PublicClient,
    told: tuple[Report, Code, Any],
    world: World,
    files_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    after: bool,
) -> None:
    report, code, _ = told
    writing = add(public, begin(public, said(code)), jpeg())
    ends.wished(report, code)
    change = services.mailbox_change

    def at_that_moment(*given: Any) -> bool:
        if after:
            change(*given)
        with database_role(StaffClient.role):
            ends.disposed(world, report)
        return after or change(*given)

    monkeypatch.setattr(services, "mailbox_change", at_that_moment)
    answer = send(public, writing, "Halo")
    assert answer.status_code == 410
    assert "sudah dihapus pada" in words(answer)
    assert not lying(files_home)


def test_a_key_destroyed_before_its_rows_are_gone(
    public: PublicClient,
    told: tuple[Report, Code, Any],
    world: World,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What an end that stops half-way leaves, in the instant of sending."""
    report, code, _ = told
    writing = begin(public, said(code))
    ends.wished(report, code)
    change = services.mailbox_change

    def at_that_moment(*given: Any) -> bool:
        done = change(*given)
        with database_role(connection.settings_dict["USER"]):
            copy = ends.copied()
            ends.disposed(world, report)
            ends.put_back(copy)
        return done

    monkeypatch.setattr(services, "mailbox_change", at_that_moment)
    answer = send(public, writing, "Halo")
    assert answer.status_code == 410
    assert "sudah dihapus pada" in words(answer)


def test_a_mailbox_that_never_was_is_not_said_to_be_deleted(public: PublicClient) -> None:
    stranger = {"isi": Door(Code.from_random(b"x" * 32)).sealed(), "unduh": "x"}
    assert public.post("/pesan/file/", stranger).status_code == 400


def test_an_old_copy_brings_neither_the_file_nor_its_mailbox_back(
    public: PublicClient, told: tuple[Report, Code, Any], world: World, files_home: Path
) -> None:
    report, code, page = told
    ends.wished(report, code)
    copy = ends.copied()
    ends.disposed(world, report)
    ends.put_back(copy)
    assert File.objects.count() == 2
    for answer in (public.post("/pesan/", {"kode": said(code)}), ask(public, page)):
        assert answer.status_code == 410
    desk = world.sign_in(StaffClient(), "maria", unlock=True)
    wanted = {"unduh": download_of(page)}
    assert desk.post(f"/kasus/{report.number}/file/", wanted).status_code == 404
    assert replay() == Replayed(disposed=1, withdrawn=0, unknown=0)
    assert not File.objects.exists()


def test_where_only_the_files_are_gone_everything_else_is_read_on(
    public: PublicClient, told: tuple[Report, Code, Any], world: World, files_home: Path
) -> None:
    """An old copy of the database, without the folder that belongs to it."""
    report, code, page = told
    shutil.rmtree(files_home)
    missing = ask(public, page)
    assert missing.status_code == 404
    assert "File ini tidak ada lagi di server kami" in words(missing)
    assert "Ini buktinya." in words(missing)
    assert "Pesan Anda terkirim." in words(send(public, begin(public, said(code)), "Baik."))
    desk = world.sign_in(StaffClient(), "maria", unlock=True)
    wanted = {"unduh": download_of(page)}
    answer = desk.post(f"/kasus/{report.number}/file/", wanted)
    assert answer.status_code == 404
    assert "File ini tidak ada lagi di server kami" in words(answer)
    assert "Ini buktinya." in words(answer)


def test_a_consent_taken_back_stays_so_and_her_files_stay_hers(
    public: PublicClient, told: tuple[Report, Code, Any], world: World, files_home: Path
) -> None:
    report, code, _ = told
    copy = ends.copied()
    opened = mailbox_open(code)
    assert opened
    key = opened.grants[0].key
    ends.changed(report, code, lambda box: consent_withdraw(box, key=key))
    ends.put_back(copy)
    assert replay() == Replayed(disposed=0, withdrawn=1, unknown=0)
    assert shred.withdrawals()
    page = public.post("/pesan/", {"kode": said(code)})
    given = ask(public, page)
    assert given.status_code == 200
    assert b"".join(given.streaming_content).startswith(b"\xff\xd8\xff")
    desk = world.sign_in(StaffClient(), "maria", unlock=True)
    wanted = {"unduh": download_of(page)}
    assert desk.post(f"/kasus/{report.number}/file/", wanted).status_code == 404
