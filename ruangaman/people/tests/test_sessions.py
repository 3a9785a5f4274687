"""What the database knows of a session, and how sessions end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.utils import timezone

from ruangaman.people.models import Session, Unlocking
from ruangaman.people.sessions import BEGUN, SessionStore, session_hash
from ruangaman.people.tests.steps import actions, enter, give_password, text_of, totp
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
    store.save()
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=10))
    assert SessionStore(store.session_key).load() == {}
    SessionStore.clear_expired()
    assert not Session.objects.exists()


def _age(*, idle: float = 0, begun: float = 0) -> None:
    """Let hours pass since a session was used, and since it began."""
    row = Session.objects.get()
    data = SessionStore().decode(row.session_data)
    data[BEGUN] -= int(begun * 3600)
    row.session_data = SessionStore().encode(data)
    row.expire_date -= dt.timedelta(hours=idle)
    row.save()


def test_an_idle_session_ends_for_somebody_without_a_key_too(
    world: World, staff: StaffClient
) -> None:
    enter(staff, "anton")
    _age(idle=0.9)
    assert staff.get("/").status_code == 200
    _age(idle=0.9)
    assert staff.get("/").status_code == 200
    _age(idle=1.1)
    assert staff.get("/")["Location"].startswith("/masuk/")


def test_a_session_that_is_used_ends_twelve_hours_after_signing_in(
    world: World, staff: StaffClient
) -> None:
    enter(staff, "anton")
    _age(begun=11.5, idle=0.5)
    assert staff.get("/").status_code == 200
    left = Session.objects.get().expire_date - timezone.now()
    assert dt.timedelta(minutes=25) < left < dt.timedelta(minutes=31)
    _age(begun=0.6, idle=0.6)
    assert staff.get("/")["Location"].startswith("/masuk/")


def test_the_page_of_signing_in_left_open_does_not_shorten_it(
    world: World, staff: StaffClient
) -> None:
    give_password(staff, "anton")
    _age(begun=11.9)
    staff.post("/masuk/dua-langkah/", {"code": totp()})
    assert timezone.now().timestamp() - staff.session[BEGUN] < 60
