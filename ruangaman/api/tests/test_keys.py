"""Keys of partners: what opens, what does not, and what is written down of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.api.models import Call, Key
from ruangaman.api.scopes import Scope
from ruangaman.api.services import calls
from ruangaman.api.services.keys import key_make, key_revoke
from ruangaman.core.models import AuditEvent
from ruangaman.oversight.models import Partner
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def made(world: World, *scopes: str, days: int = 30) -> tuple[Key, str]:
    partner, _ = Partner.objects.get_or_create(name="Mitra Satu")
    return key_make(
        partner=partner,
        label="Dasbor",
        scopes=scopes or Scope.values,
        expires=timezone.localdate() + days * DAY,
        by=world.dewi,
    )


def ask(secret: str, path: str = "coverage", **headers: str) -> Any:
    bearer = f"Bearer {secret}"
    return StaffClient().get(f"/api/v1/{path}", headers={"authorization": bearer, **headers})


def test_a_key_opens_its_scope_and_nothing_else(world: World) -> None:
    key, secret = made(world, Scope.UNITS)
    assert ask(secret, "units").json()["total"] == 3
    refused = ask(secret, "coverage")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_in_scope")
    assert refused.json()["message_id"] != refused.json()["message_en"]
    key.refresh_from_db()
    assert key.last_used == timezone.localdate()
    assert secret not in str(Key.objects.values_list())
    assert not AuditEvent.objects.filter(detail__icontains=secret).exists()


def test_without_a_key_that_works_there_is_nothing(world: World) -> None:
    key, secret = made(world)
    for wrong in ("", "x", secret[:-1], secret + "A", secret.upper(), "ruangaman_" + "A" * 43):
        answer = ask(wrong)
        assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert StaffClient().get("/api/v1/coverage").status_code == 401
    assert world.sign_in(StaffClient(), "dewi").get("/api/v1/coverage").status_code == 401
    Key.objects.update(expires=timezone.localdate() - DAY)
    assert ask(secret).status_code == 401
    Key.objects.update(expires=timezone.localdate())
    assert ask(secret).status_code == 200
    assert [key_revoke(key=key, by=world.dewi) for _ in range(2)] == [True, False]
    assert ask(secret).status_code == 401


def test_sixty_a_minute_and_then_the_seconds_to_wait(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, secret = made(world)
    _, other = made(world)
    at = dt.datetime(2026, 11, 30, 3, 4, 15, tzinfo=dt.UTC)
    monkeypatch.setattr(calls, "now", lambda: at)
    assert [calls.call_take(key_id=key.pk) for _ in range(calls.PER_MINUTE)] == [0] * 60
    refused = ask(secret)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "45")
    assert ask(other).status_code == 200
    monkeypatch.setattr(calls, "now", lambda: at + dt.timedelta(seconds=45))
    assert ask(secret).status_code == 200


def test_the_log_counts_by_hour_and_is_forgotten(world: World) -> None:
    key, secret = made(world)
    for path in ("coverage", "coverage", "units?page=0", "units?cari=dinas"):
        ask(secret, path)
    kept = set(Call.objects.values_list("endpoint", "status", "count"))
    assert kept == {("coverage", 200, 2), ("units", 422, 2)}
    calls.calls_prune()
    assert Call.objects.count() == 2
    Call.objects.update(day=timezone.localdate() - calls.KEPT - DAY)
    calls.calls_prune()
    assert not Call.objects.exists()
    assert Key.objects.filter(pk=key.pk).exists()
