"""``/kunci/baru/``: a key is made only after its words were read back from paper."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from ruangaman.lib.codename import word_list
from ruangaman.people.models import RecipientKey
from ruangaman.people.tests.steps import actions, is_open, state_on, text_of, unlock, words_on
from tests.clients import StaffClient
from tests.world import World


@pytest.fixture
def maria(world: World, staff: StaffClient) -> StaffClient:
    """Maria, signed in, without a key."""
    world.keys["maria"].delete()
    return world.sign_in(staff, "maria")  # type: ignore[no-any-return]


def test_the_way_to_a_key(maria: StaffClient) -> None:
    assert maria.get("/kunci/")["Location"] == "/kunci/baru/"
    page = maria.get("/kunci/baru/")
    words = words_on(page)
    assert len(words.split()) == 6
    assert set(words.split()) <= set(word_list())
    ask = maria.post("/kunci/baru/", {"state": state_on(page), "step": "written"})
    assert words not in text_of(ask)
    assert words not in ask.content.decode()
    assert not RecipientKey.objects.filter(user__username="maria").exists()
    done = maria.post("/kunci/baru/", {"state": state_on(ask), "passphrase": words.upper()})
    assert done["Location"] == "/"
    assert is_open(maria)
    assert actions() == ["vault_created", "vault_unlocked"]


def test_the_words_open_it_later(maria: StaffClient) -> None:
    page = maria.get("/kunci/baru/")
    maria.post("/kunci/baru/", {"state": state_on(page), "passphrase": words_on(page)})
    maria.post("/kunci/tutup/")
    assert not is_open(maria)
    assert unlock(maria, words_on(page))["Location"] == "/"
    assert is_open(maria)


@pytest.mark.parametrize("typed", ["", "satu dua tiga", "x" * 100_000, "a\0b", "🙂 \u202e"])
def test_words_that_differ_make_no_key(maria: StaffClient, typed: str) -> None:
    state = state_on(maria.get("/kunci/baru/"))
    response = maria.post("/kunci/baru/", {"state": state, "passphrase": typed})
    assert response.status_code == 422
    assert "Ada yang perlu diperbaiki" in text_of(response)
    assert not RecipientKey.objects.filter(user__username="maria").exists()


def test_looking_again_shows_the_same_words(maria: StaffClient) -> None:
    page = maria.get("/kunci/baru/")
    again = maria.post("/kunci/baru/", {"state": state_on(page), "step": "again"})
    assert words_on(again) == words_on(page)


@pytest.mark.parametrize("state", ["", "bukan keadaan", "QUJD" * 40])
def test_a_strange_state_gives_new_words(maria: StaffClient, state: str) -> None:
    response = maria.post("/kunci/baru/", {"state": state, "passphrase": "a b c d e f"})
    assert response.status_code == 200
    assert len(words_on(response).split()) == 6


def test_a_state_of_yesterday_gives_new_words(
    maria: StaffClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = maria.get("/kunci/baru/")
    later = timezone.now() + dt.timedelta(hours=3)
    monkeypatch.setattr("ruangaman.people.views.vault.now", lambda: later)
    response = maria.post("/kunci/baru/", {"state": state_on(page), "passphrase": words_on(page)})
    assert words_on(response) != words_on(page)
    assert not RecipientKey.objects.filter(user__username="maria").exists()


def test_the_state_of_somebody_else_gives_new_words(world: World, maria: StaffClient) -> None:
    world.keys["yosef"].delete()
    yosef = world.sign_in(StaffClient(), "yosef")
    page = yosef.get("/kunci/baru/")
    response = maria.post("/kunci/baru/", {"state": state_on(page), "passphrase": words_on(page)})
    assert words_on(response) != words_on(page)
    assert not RecipientKey.objects.filter(user__username="maria").exists()


def test_sent_twice_there_is_one_key(maria: StaffClient) -> None:
    page = maria.get("/kunci/baru/")
    sent = {"state": state_on(page), "passphrase": words_on(page)}
    maria.post("/kunci/baru/", sent)
    assert maria.post("/kunci/baru/", sent)["Location"] == "/kunci/"
    assert RecipientKey.objects.filter(user__username="maria").count() == 1


@pytest.mark.parametrize("name", ["anton", "dewi", "tono"])
def test_those_who_read_no_reports_get_no_key(world: World, staff: StaffClient, name: str) -> None:
    world.sign_in(staff, name)
    assert staff.get("/kunci/baru/").status_code == 403
    assert staff.get("/kunci/").status_code == 403
