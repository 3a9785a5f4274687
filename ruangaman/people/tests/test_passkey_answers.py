"""What a device, or somebody in its place, may answer: a sentence, never a fault of ours."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from ruangaman.people.tests.steps import enter, give_password
from tests.clients import StaffClient
from tests.world import World


def encoded(raw: bytes) -> str:
    """Return bytes as browsers send them."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


_CLIENT = {"type": "webauthn.get", "challenge": "AAAA", "origin": "http://testserver"}
_ANSWER: dict[str, Any] = {
    "clientDataJSON": encoded(json.dumps(_CLIENT).encode()),
    "authenticatorData": encoded(bytes(37)),
    "signature": "AAAA",
    "userHandle": "AAAA",
}


def answer(**changed: Any) -> dict[str, Any]:
    """Return a made-up answer of a device."""
    return {
        "type": "public-key",
        "id": "AAAA",
        "rawId": "AAAA",
        "response": {**_ANSWER, **changed},
    }


MADE_UP = [
    *["", "x", "{", "[]", "1", "null", '"x"', "{}", '{"id": 1}', "[" * 5000],
    *(
        json.dumps(one)
        for one in (
            answer(),
            answer(userHandle=None),
            answer(userHandle="!!"),
            answer(userHandle=encoded(b"0" * 32)),
            answer(userHandle=encoded("é\0".encode())),
            answer(clientDataJSON="AAAA"),
            answer(authenticatorData="AA"),
            answer(authenticatorData=5),
            {**answer(), "response": []},
            {**answer(), "rawId": "!!"},
            {**answer(), "id": None},
        )
    ),
]


@pytest.fixture
def maria(world: World, staff: StaffClient) -> StaffClient:
    """Maria's browser, with the password given."""
    give_password(staff, "maria")
    return staff


def test_instead_of_a_password(world: World, staff: StaffClient) -> None:
    for made_up in MADE_UP:
        staff.get("/masuk/passkey/")
        response = staff.post("/masuk/passkey/", {"credential": made_up})
        assert response["Location"] == "/masuk/", made_up
    assert staff.get("/").status_code == 302


def test_after_the_password(maria: StaffClient, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for made_up in MADE_UP:
        maria.get("/masuk/dua-langkah/")
        response = maria.post("/masuk/dua-langkah/", {"credential": made_up})
        assert response.status_code == 422, made_up
    assert maria.post("/masuk/dua-langkah/", {}).status_code == 422
    assert maria.get("/").status_code == 302


def test_a_new_one(world: World, staff: StaffClient) -> None:
    enter(staff, "maria")
    for made_up in MADE_UP:
        staff.get("/akun/passkey/")
        response = staff.post("/akun/passkey/", {"name": "x", "credential": made_up})
        assert response.status_code == 422, made_up
