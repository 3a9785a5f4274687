"""Two people hold the statistics key; two others vouch for it; paper brings a half back."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import Any

import pytest

from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.lib.statistics import CodedRecord, record_open, record_seal
from ruangaman.people.faults import Refused
from ruangaman.people.models import ReceiverProposal, RecipientKey, StatisticsHalf
from ruangaman.people.selectors.statistics import statistics_key, statistics_waiting
from ruangaman.people.services.receivers import fingerprint_tail, statistics_propose
from ruangaman.people.services.statistics import half_make, half_open, half_restore
from ruangaman.people.tests.holding import sign_waiting, statistics_given
from ruangaman.people.tests.steps import text_of
from tests.clients import StaffClient
from tests.world import World, key_given, seed_of

pytestmark = pytest.mark.django_db
PATH = "/kunci-statistik/"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruangaman.people.selectors.manifest.DELAY", dt.timedelta())


def words_in(page: Any) -> str:
    found = re.search(
        r'<ol class="app-code app-code--words" lang="id">(.*?)</ol>', page.content.decode()
    )
    assert found
    return " ".join(re.findall(r"<li>(\w+)</li>", found[1]))


def made(client: Any, office: str) -> str:
    """Make a half on the pages, read it back, and return the words on paper."""
    words = words_in(client.post(PATH, {"langkah": "buat", "kantor": office}))
    assert client.post(PATH, {"langkah": "baca", "kata": words}).status_code == 302
    return words


def test_two_halves_two_signatures_and_only_then_a_key(world: World) -> None:
    key_given(world, "ratih", "bayu", vouched=False)
    ratih, bayu = (world.sign_in(StaffClient(), name, unlock=True) for name in ("ratih", "bayu"))
    assert "Belum ada pemegang." in text_of(ratih.get(PATH))
    words = made(ratih, "Inspektorat Uji")
    again = bayu.post(PATH, {"langkah": "buat", "kantor": "inspektorat uji"})
    assert (again.status_code, StatisticsHalf.objects.count()) == (422, 1)
    assert "dua kantor yang berbeda" in text_of(again)
    assert "inspektorat uji" in again.content.decode()
    made(bayu, "Mitra Uji")
    assert statistics_key() is None
    told = {fingerprint(client) for client in (ratih, bayu)}
    assert len(told) == 1
    maria, yosef = (world.sign_in(StaffClient(), name, unlock=True) for name in ("maria", "yosef"))
    assert "Mitra Uji" in text_of(maria.get("/penerima/"))
    wrong = maria.post("/penerima/kunci-statistik/", {"groups": "0000 0000 0000 0000"})
    assert (wrong.status_code, ReceiverProposal.objects.count()) == (422, 0)
    heard = {"groups": told.pop()}
    assert maria.post("/penerima/kunci-statistik/", heard).status_code == 302
    path = f"/penerima/usulan/{ReceiverProposal.objects.get().pk}/"
    assert "Tandatangani kunci statistik" in text_of(yosef.get(path))
    assert maria.post(path, heard).status_code == 422
    assert yosef.post(path, heard).status_code == 302
    adopted = statistics_key()
    assert adopted
    assert adopted.holders == "Bayu (Mitra Uji); Ratih (Inspektorat Uji)"
    assert statistics_waiting() is None
    stored = b"".join(bytes(row.sealed) for row in StatisticsHalf.objects.all())
    assert words.split()[0].encode() not in stored
    keys = (half_open(world.reader("ratih")), half_open(world.reader("bayu")))
    record = CodedRecord("x", 1, {"month": "2026-11"})
    assert record_open(record_seal(record, to=adopted.key), keys) == record
    assert "statistics_half_confirmed" in AuditEvent.objects.values_list("action", flat=True)


def fingerprint(client: Any) -> str:
    page = html.unescape(client.get(PATH).content.decode())
    found = re.search(r'class="app-fingerprint">([0-9a-f ]+)<', page)
    assert found
    return " ".join(found[1].split()[-4:])


def test_no_third_holder_and_no_signature_by_a_holder(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    statistics_given(world, monkeypatch)
    waiting = statistics_key()
    assert waiting
    world.people["dewi"].grants.create(role="statistics")
    key_given(world, "dewi", vouched=False)
    with pytest.raises(Refused, match="dua pemegang"):
        half_make(reader=world.reader("dewi"), office="Lain")
    with pytest.raises(Refused, match="belum berlaku"):
        statistics_propose(
            reader=world.reader("ratih"),
            key=waiting.key,
            holders="",
            typed=fingerprint_tail(waiting.key.raw),
        )


def test_a_successor_takes_over_from_paper_and_old_records_open(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = statistics_given(world, monkeypatch)
    before = statistics_key()
    assert before
    sealed = record_seal(CodedRecord("x", 1, {"a": "b"}), to=before.key)
    world.people["dewi"].grants.create(role="statistics")
    key_given(world, "dewi", vouched=False)
    dewi = world.sign_in(StaffClient(), "dewi", unlock=True)
    filled = {"langkah": "pulihkan", "kantor": "Inspektorat Uji", "kata": "satu dua"}
    refused = dewi.post(PATH, filled)
    assert refused.status_code == 422
    assert "Ketik ke-24 kata" in text_of(refused)
    paper = " ".join(_words(keys[0]))
    assert dewi.post(PATH, {**filled, "kata": paper}).status_code == 302
    assert not StatisticsHalf.objects.filter(user=world.ratih).exists()
    sign_waiting(world)
    after = statistics_key()
    assert after
    assert (after.key.id, after.key == before.key) == (before.key.id, False)
    opened = record_open(sealed, (half_open(world.reader("dewi")), keys[1]))
    assert opened.fields == {"a": "b"}


def _words(pair: KeyPair) -> tuple[str, ...]:
    from ruangaman.lib.backup_key import words_of

    return words_of(pair._seed)


def test_after_a_new_key_of_her_own_she_reads_her_paper(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = statistics_given(world, monkeypatch)
    RecipientKey.objects.filter(user=world.ratih).delete()
    key_given(world, "ratih", vouched=False)
    reader = world.reader("ratih")
    StatisticsHalf.objects.filter(user=world.ratih).update(sealed=b"\x01" + b"x" * 1200)
    with pytest.raises(Refused, match="Pulihkan dari kertas"):
        half_open(reader)
    half_restore(reader=reader, office="Inspektorat Uji", typed=" ".join(_words(keys[0])))
    assert half_open(reader).public == keys[0].public
    assert statistics_waiting() is None


def test_a_planted_half_is_seen_by_its_holder_and_seals_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    statistics_given(world, monkeypatch)
    mole = KeyPair(seed_of("mole"))
    StatisticsHalf.objects.filter(user=world.bayu).update(public=mole.public.raw)
    adopted = statistics_key()
    assert adopted
    sealed = record_seal(CodedRecord("x", 1, {"a": "b"}), to=adopted.key)
    with pytest.raises(SealError):
        record_open(sealed, (half_open(world.reader("ratih")), mole))
    bayu = world.sign_in(StaffClient(), "bayu", unlock=True)
    assert "bukan milik Anda" in text_of(bayu.get(PATH))
