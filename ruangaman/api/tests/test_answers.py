"""Answers as programs get them: compared, refused in both languages, without a cookie."""

from __future__ import annotations

import pytest

from ruangaman.api.scopes import Scope
from ruangaman.api.tests.test_keys import ask, made
from ruangaman.network.models import ShownFocalPoint
from tests.clients import PublicClient, StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db


def test_what_was_got_before_is_not_sent_again(world: World) -> None:
    _, secret = made(world)
    first = ask(secret, "units")
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = ask(secret, "units", **{"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    world.units["biro-umum"].delete()
    changed = ask(secret, "units", **{"if-none-match": first.headers["ETag"]})
    assert (changed.status_code, changed.json()["total"]) == (200, 2)


def test_refusals_are_json_with_the_field_in_both_languages(world: World) -> None:
    _, secret = made(world)
    refused = ask(secret, "units?size=9999").json()
    assert refused["faults"] == [
        {
            "at": "size",
            "message_id": "Tulis angka dari 1 sampai 500.",
            "message_en": "Write a number from 1 to 500.",
        }
    ]
    unknown = ask(secret, "units?cari=x")
    assert (unknown.status_code, unknown.json()["faults"][0]["at"]) == (422, "cari")
    twice = ask(secret, "units?page=1&page=2")
    assert (twice.status_code, twice.json()["faults"][0]["at"]) == (422, "page")
    for path in ("", "tidak-ada", "units/"):
        assert (ask(secret, path).status_code, ask(secret, path).json()["code"]) == (
            404,
            "not_found",
        )
    client = StaffClient(enforce_csrf_checks=True)
    for method in ("post", "options", "delete"):
        answer = getattr(client, method)("/api/v1/units", headers={"authorization": secret})
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
        assert answer.json()["code"] == "read_only"
    head = client.head("/api/v1/units", headers={"authorization": f"Bearer {secret}"})
    assert (head.status_code, head.content) == (200, b"")
    other = ask(secret, "units", **{"if-match": '"lain"', "accept": "text/html"})
    assert (other.status_code, other.json()["code"]) == (412, "changed")


def test_a_session_is_neither_needed_nor_looked_at(world: World) -> None:
    """Somebody without a second factor is not led away, and no cookie is set."""
    _, secret = made(world)
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    answer = client.get("/api/v1/units", headers={"authorization": f"Bearer {secret}"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert PublicClient().get("/api/v1/openapi.json").status_code == 404


def test_the_finder_says_what_everybody_sees(world: World) -> None:
    _, secret = made(world, Scope.FINDER)
    row = {"unit_code": "dinas-kesehatan", "role": "primary", "position": "Perawat"}
    ShownFocalPoint.objects.create(user=world.rina, until="2099-12-31", name="Rina", **row)
    ShownFocalPoint.objects.create(user=world.beni, until="2020-01-01", name="Beni", **row)
    found = {one["code"]: one for one in ask(secret, "finder").json()["items"]}
    assert found["biro-umum"] == {
        "code": "biro-umum",
        "name": "Biro Umum",
        "ready": False,
        "focal_points": [],
    }
    shown = found["dinas-kesehatan"]["focal_points"]
    assert [one["name"] for one in shown] == ["Rina"]
    assert "Beni" not in str(found)
    assert ask(secret, "finder?page=2").json()["items"] == []
