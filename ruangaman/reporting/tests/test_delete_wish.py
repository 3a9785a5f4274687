"""``/pesan/``: she wishes that her report be deleted, takes it back, and learns that it was."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import DatabaseError

from ruangaman.lib.codename import Code
from ruangaman.reporting.models import Ending, Report
from ruangaman.reporting.services import ending
from ruangaman.reporting.tests import ends
from tests.clients import PublicClient
from tests.world import World

pytestmark = pytest.mark.django_db


def door(public: PublicClient, code: Code, prefix: str = "") -> Any:
    """Open the mailbox."""
    return public.post(f"{prefix}/pesan/", {"kode": " ".join(code.words)})


def press(public: PublicClient, page: Any, name: str, **fields: str) -> Any:
    """Press a button of a mailbox page."""
    carried = re.search(r'name="isi" value="([^"]*)"', page.content.decode())
    assert carried
    return public.post("/pesan/", {"isi": carried[1], name: "1", **fields})


def text(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_she_asks_thinks_again_and_asks_once(public: PublicClient, world: World) -> None:
    _, code = ends.sent()
    page = press(public, door(public, code), "hapus", pesan="Belum terkirim")
    assert "Hapus tulisan ini?" in text(page)
    back = press(public, page, "batal", pesan="Belum terkirim")
    assert "Belum terkirim" in text(back)
    assert not Ending.objects.exists()
    done = press(public, page, "hapus_ya")
    assert "Permintaan Anda tercatat" in text(done)
    assert "Anda meminta supaya ini dihapus." in text(done)
    assert Report.objects.get().unread
    assert "sudah kami catat sebelumnya" in text(press(public, page, "hapus_ya"))
    assert Ending.objects.count() == 1
    kept = press(public, done, "hapus_batal")
    assert "tetap disimpan" in text(kept)
    assert not Ending.objects.exists()


def test_a_withdrawn_report_can_still_be_deleted(public: PublicClient, world: World) -> None:
    report, code = ends.sent()
    ends.withdrawn(report, code)
    page = press(public, door(public, code), "hapus")
    assert "Permintaan Anda tercatat" in text(press(public, page, "hapus_ya"))
    assert not Report.objects.get().unread


def test_after_the_disposal_her_code_still_says_what_happened(
    public: PublicClient, world: World
) -> None:
    report, code = ends.sent()
    ends.wished(report, code)
    opened = door(public, code)
    ends.disposed(world, report)
    for page in (door(public, code), press(public, opened, "kirim", pesan="Halo")):
        assert page.status_code == 410
        assert "sudah dihapus pada" in text(page)
        assert "wish" not in text(page)
    assert "deleted on" in text(door(public, code, "/en"))
    stranger = Code.from_random(b"x" * 32)
    assert door(public, stranger).status_code == 404


def test_between_the_key_and_the_rows_she_is_told_the_same(
    public: PublicClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, code = ends.sent()
    ends.wished(report, code)

    def die(*_arguments: object) -> None:
        raise DatabaseError("the server dies here")

    with monkeypatch.context() as dying:
        dying.setattr(ending, "disposal_finish", die)
        with pytest.raises(DatabaseError):
            ends.disposed(world, report)
    assert Report.objects.exists()
    assert door(public, code).status_code == 410


def test_the_mailbox_says_how_long_it_is_kept(public: PublicClient, world: World) -> None:
    report, code = ends.sent()
    ends.retention_rules()
    assert "Selama belum ditutup" in text(door(public, code))
    ends.concluded(world, report, years_ago=0)
    page = text(door(public, code))
    assert "Sesudah itu dua petugas dapat menghapusnya" in page
    assert "belum diverifikasi" in page
