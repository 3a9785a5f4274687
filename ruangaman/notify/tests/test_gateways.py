"""SMS and WhatsApp through a gateway of this machine."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from ruangaman.notify.letters import Letter, Outcome, Reason, Result
from ruangaman.notify.sms import Sms
from ruangaman.notify.whatsapp import WhatsApp
from tests.servers import Gateway, gateway_server

LETTER = Letter("+628123456789", "Ada tugas baru", "Ada tugas baru. Silakan masuk.", uuid.uuid4())


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with gateway_server() as gateway:
        settings.SMS_URL = settings.WHATSAPP_URL = gateway.url
        settings.SMS_TOKEN, settings.WHATSAPP_TOKEN = "rahasia sms", "rahasia wa"
        yield gateway


def test_an_sms_is_handed_over_with_its_neutral_sender(gateway: Gateway) -> None:
    assert Sms().send(LETTER) == Result(Outcome.ACCEPTED)
    ((token, body),) = gateway.handed
    assert token == "Bearer rahasia sms"
    assert body == {
        "to": "+628123456789",
        "from": "Layanan Informasi",
        "text": "Layanan Informasi: Ada tugas baru. Silakan masuk.",
    }


def test_whatsapp_is_handed_over_without_a_preview(gateway: Gateway) -> None:
    assert WhatsApp().send(LETTER) == Result(Outcome.ACCEPTED)
    ((token, body),) = gateway.handed
    assert token == "Bearer rahasia wa"
    assert (body["to"], body["type"]) == ("628123456789", "text")
    assert body["text"] == {"preview_url": False, "body": LETTER.text}


@pytest.mark.parametrize(
    ("status", "outcome", "reason"),
    [
        (400, Outcome.PERMANENT, Reason.RECIPIENT),
        (404, Outcome.PERMANENT, Reason.RECIPIENT),
        (401, Outcome.TEMPORARY, Reason.SIGN_IN),
        (429, Outcome.TEMPORARY, Reason.BUSY),
        (500, Outcome.TEMPORARY, Reason.UNREACHABLE),
        (503, Outcome.TEMPORARY, Reason.UNREACHABLE),
    ],
)
@pytest.mark.parametrize("transport", [Sms, WhatsApp])
def test_a_refusal_is_for_now_or_for_good(
    gateway: Gateway, transport: Any, status: int, outcome: Outcome, reason: Reason
) -> None:
    gateway.status = status
    assert transport().send(LETTER) == Result(outcome, reason)


def test_number_and_token_follow_nobody_elsewhere(gateway: Gateway, settings: Any) -> None:
    with gateway_server() as elsewhere:
        gateway.status, gateway.location = 307, elsewhere.url
        assert Sms().send(LETTER).outcome == Outcome.TEMPORARY
        assert elsewhere.handed == []


def test_no_gateway_is_for_now(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.SMS_URL = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert Sms().send(LETTER) == Result(Outcome.TEMPORARY, Reason.UNREACHABLE)


def test_a_silent_gateway_is_given_up(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruangaman.notify.gateway.TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMS_URL = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        assert Sms().send(LETTER) == Result(Outcome.TEMPORARY, Reason.UNREACHABLE)
