"""Whoever types a settlement reads why not before anything is written; a wish may be quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from ruangaman.casework.tests.cases import done, form_of, opened, sent, text_of
from ruangaman.casework.tests.test_steps import told
from ruangaman.core.models import PackText
from ruangaman.core.services.texts import pack_texts_write
from ruangaman.core.settlement import settlement_in
from ruangaman.lib.pack import read_pack
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
NTT = Path(__file__).parents[3] / "packs" / "ntt"
PEACE = "Bagaimana kalau kita urus secara kekeluargaan dan ada Mediasi dulu?"


@pytest.fixture
def laws() -> None:
    """Load the words and the reason of the first home's pack."""
    pack_texts_write(pack=read_pack(NTT))


def test_a_message_that_proposes_a_settlement_is_held_back_and_the_reason_stands_there(
    world: World, staff: StaffClient, laws: None
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    assert "kutipan" not in page.content.decode()
    held = done(staff, report, "jawab", page, teks=PEACE)
    assert held.status_code == 422
    assert told(code) == []
    assert form_of(held, "jawab")["teks"] == PEACE
    words = text_of(held)
    assert "Ada kata “kekeluargaan”, “mediasi”. Ubah kalimatnya" in words
    assert "tidak boleh diselesaikan di luar pengadilan" in words
    assert "Pasal 23" in words
    done(staff, report, "jawab", held, teks="Apa yang Anda butuhkan?")
    assert told(code) == ["Apa yang Anda butuhkan?"]


def test_the_survivors_own_wish_may_be_quoted_after_reading(
    world: World, staff: StaffClient, laws: None
) -> None:
    report, code = sent()
    page = opened(world.sign_in(staff, "maria", unlock=True), report)
    held = done(staff, report, "jawab", page, teks=PEACE)
    done(staff, report, "jawab", held, kutipan="on")
    assert told(code) == [PEACE]


def test_only_whole_words_count_and_without_a_pack_nothing_does(laws: None) -> None:
    assert settlement_in("Ia beradat baik; peradatannya; ia tinggal di Kedamaian Permai") is None
    found = settlement_in("Denda ADAT, lalu menikahkan mereka; musyawarahnya besok")
    assert found
    assert found.words == ("adat", "menikahkan", "musyawarahnya")
    PackText.objects.all().delete()
    assert settlement_in(PEACE) is None
