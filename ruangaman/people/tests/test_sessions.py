"""What the database knows of a session, and how sessions end."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection

from ruangaman.people.models import Session, Unlocking
from ruangaman.people.sessions import SessionStore, session_hash
from ruangaman.people.tests.steps import actions, enter, give_password, text_of
from tests.clients import StaffClient
from tests.world import World

AGENT = "Mozilla/5.0 (Canary-Browser)"
ADDRESS = "203.0.113.77"


def everything() -> str:
    """Return every value of every table, as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_only_the_hash_of_an_id_is_kept(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    key = staff.cookies["sesi"].value
    row = Session.objects.get()
    assert row.pk == session_hash(key)
    assert key not in everything()
    assert row.user == world.maria


def test_the_hash_is_no_session_id(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    other = StaffClient()
    other.cookies["sesi"] = Session.objects.get().pk
    assert other.get("/").status_code == 302


def test_no_address_and_no_browser_is_kept(world: World) -> None:
    staff = StaffClient(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=AGENT)
    give_password(staff, "maria", "salah salah salah")
    enter(staff, "maria")
    session = staff.session
    del session["account_authentication_methods"]
    session.save()
    assert staff.post("/akun/kode-cadangan/baru/")["Location"].startswith("/masuk/lagi/")
    sessions = "\n".join(str(SessionStore().decode(r.session_data)) for r in Session.objects.all())
    assert ADDRESS not in everything() + sessions
    assert "Canary-Browser" not in everything() + sessions


def test_signing_out_everywhere(world: World, staff: StaffClient) -> None:
    other, stranger = StaffClient(), StaffClient()
    world.sign_in(staff, "maria", unlock=True)
    world.sign_in(other, "maria", unlock=True)
    world.sign_in(stranger, "yosef", unlock=True)
    response = staff.post("/akun/keluar-semua/")
    assert response["Location"] == "/masuk/"
    assert "semua perangkat" in text_of(staff.get("/masuk/"))
    assert staff.cookies["kunci"].value == ""
    assert other.get("/").status_code == 302
    assert stranger.get("/").status_code == 200
    assert [row.key.user for row in Unlocking.objects.all()] == [world.yosef]
    assert actions() == ["signed_out_everywhere"]


def test_signing_out_closes_the_vault(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "maria", unlock=True)
    staff.post("/keluar/")
    assert not Unlocking.objects.exists()
    assert staff.cookies["kunci"].value == ""


def test_the_store_keeps_its_promises(db: None) -> None:
    store = SessionStore()
    store["a"] = 1
    store.save()
    key = str(store.session_key)
    assert SessionStore(key)["a"] == 1
    assert store.exists(key)
    store.cycle_key()
    assert not store.exists(key)
    assert SessionStore(store.session_key)["a"] == 1
    late = SessionStore(store.session_key)
    late.load()
    store.delete()
    with pytest.raises(UpdateError):
        late.save()
    assert SessionStore("no such key").load() == {}


def test_expired_sessions_are_cleared(db: None) -> None:
    store = SessionStore()
    store.set_expiry(-10)
    store.save()
    assert SessionStore(store.session_key).load() == {}
    SessionStore.clear_expired()
    assert not Session.objects.exists()
