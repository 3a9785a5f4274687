"""``/kunci/ganti/`` and ``/kunci/hilang/``: other words for the same key, and another key."""

from __future__ import annotations

import pytest

from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey, Unlocking
from ruangaman.people.selectors import author_keys, recipient, recipients_of
from ruangaman.people.services.vault import session_resume
from ruangaman.people.tests.steps import (
    PASSPHRASE,
    actions,
    enter,
    is_open,
    state_on,
    text_of,
    unlock,
    with_passphrase,
    words_on,
)
from tests.clients import StaffClient
from tests.world import World, seed_of


@pytest.fixture
def maria(world: World, staff: StaffClient) -> StaffClient:
    """Maria, just signed in; her key opens with ``PASSPHRASE``."""
    with_passphrase(world.keys["maria"], "maria")
    enter(staff, "maria")
    return staff


def test_the_same_seed_under_new_words(world: World, maria: StaffClient) -> None:
    other = world.sign_in(StaffClient(), "maria", unlock=True)
    page = maria.get("/kunci/ganti/")
    new = words_on(page)
    done = maria.post(
        "/kunci/ganti/", {"state": state_on(page), "old": PASSPHRASE, "passphrase": new}
    )
    assert done["Location"] == "/"
    assert is_open(maria)
    assert not is_open(other)
    assert actions()[-1] == "passphrase_changed"
    assert unlock(maria, PASSPHRASE).status_code == 422
    token = bytes.fromhex(unlock(maria, new).cookies["kunci"].value)
    reader = session_resume(user=world.maria, token=token, session_key=maria.session.session_key)
    assert reader is not None
    assert reader.key.public == KeyPair(seed_of("maria")).public
    assert reader.label == "Pendamping, UPTD PPA"


@pytest.mark.parametrize(
    ("old", "sentence"),
    [("satu dua tiga empat lima enam", "Frasa kunci tidak cocok."), ("", "Ketik keenam kata")],
)
def test_without_the_old_words_nothing_changes(
    world: World, maria: StaffClient, old: str, sentence: str
) -> None:
    page = maria.get("/kunci/ganti/")
    response = maria.post(
        "/kunci/ganti/", {"state": state_on(page), "old": old, "passphrase": words_on(page)}
    )
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert unlock(maria).status_code == 302


def test_what_is_lost_is_said_first(maria: StaffClient) -> None:
    page = maria.get("/kunci/hilang/")
    assert "untuk selamanya" in text_of(page)
    assert "rekan Anda" in text_of(page)
    assert maria.post("/kunci/hilang/", {}).status_code == 422
    assert maria.post("/kunci/hilang/", {"understood": "on"})["Location"] == (
        "/kunci/hilang/kunci-baru/"
    )


def test_a_new_key_receives_nothing_until_two_have_signed(world: World, maria: StaffClient) -> None:
    unlock(maria)
    old = world.keys["maria"]
    page = maria.get("/kunci/hilang/kunci-baru/")
    assert RecipientKey.objects.get(user=world.maria).pk == old.pk
    sent = {"state": state_on(page), "passphrase": words_on(page)}
    assert maria.post("/kunci/hilang/kunci-baru/", sent)["Location"] == "/"
    new = RecipientKey.objects.get(user=world.maria, replaced_on=None)
    assert new.pk != old.pk
    assert recipient(old.pk) is None
    assert author_keys([old.pk])[old.pk] == KeyPair(seed_of("maria")).public
    team = world.teams["uptd-ppa"].pk
    assert {person.user_id for person in recipients_of([team])} == {world.yosef.pk}
    assert {row.key_id for row in Unlocking.objects.all()} == {new.pk}
    assert actions()[-2:] == ["key_replaced", "vault_unlocked"]
    again = maria.post("/kunci/hilang/kunci-baru/", sent)
    assert again.status_code == 200
    assert RecipientKey.objects.filter(user=world.maria).count() == 2


def test_a_new_key_needs_the_password_again(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "maria")
    assert staff.get("/kunci/hilang/kunci-baru/")["Location"].startswith("/masuk/lagi/")
    assert staff.post("/kunci/hilang/kunci-baru/")["Location"].startswith("/masuk/lagi/")
