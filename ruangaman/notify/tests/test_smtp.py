"""E-mail goes to a real server, and each of its answers is understood."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ruangaman.notify.letters import Letter, Outcome, Reason, Result
from ruangaman.notify.smtp import Smtp
from tests.servers import (
    PASSWORD,
    USER,
    Mailbox,
    authenticator,
    certificate,
    smtp_server,
)

TOKEN = uuid.UUID(int=7)
LETTER = Letter("maria@contoh.id", "Ada tugas baru", "Ada tugas baru. Silakan masuk.", TOKEN)


@pytest.fixture(autouse=True)
def sender(settings: Any) -> None:
    settings.SMTP_HOST, settings.SMTP_SECURITY, settings.SMTP_USER = "127.0.0.1", "none", ""
    settings.NOTICE_SENDER, settings.NOTICE_BOUNCES = "info@kantor.example", ""


@pytest.fixture
def server(settings: Any) -> Iterator[Mailbox]:
    with smtp_server() as mailbox:
        settings.SMTP_PORT = mailbox.port
        yield mailbox


def test_a_letter_arrives_and_says_nothing_but_its_text(server: Mailbox) -> None:
    assert Smtp().send(LETTER) == Result(Outcome.ACCEPTED)
    (letter,) = server.letters
    (envelope,) = server.envelopes
    assert letter["From"] == "Layanan Informasi <info@kantor.example>"
    assert letter["Message-ID"] == f"<{TOKEN.hex}@kantor.example>"
    assert letter.get_payload(decode=True) == b"Ada tugas baru. Silakan masuk.\r\n"
    assert (envelope.mail_from, envelope.rcpt_tos) == ("info@kantor.example", ["maria@contoh.id"])
    known = {"from", "to", "subject", "date", "message-id", "auto-submitted"}
    known |= {"x-auto-response-suppress", "content-type", "content-transfer-encoding"}
    known |= {"mime-version"}
    assert {name.lower() for name in letter} <= known | {"x-peer", "x-mailfrom", "x-rcptto"}


def test_an_address_the_server_cannot_take_is_no_fault_of_the_server(settings: Any) -> None:
    """One person's address in other letters must not hold up everybody's e-mail."""
    letter = replace(LETTER, to="maria@contóh.id")
    with smtp_server(enable_SMTPUTF8=False) as mailbox:
        settings.SMTP_PORT = mailbox.port
        assert Smtp().send(letter) == Result(Outcome.PERMANENT, Reason.RECIPIENT)
    assert not mailbox.letters


def test_a_returned_letter_would_name_itself(server: Mailbox, settings: Any) -> None:
    settings.NOTICE_BOUNCES = "kembali@kantor.example"
    Smtp().send(LETTER)
    assert server.envelopes[0].mail_from == f"kembali+{TOKEN.hex}@kantor.example"


@pytest.mark.parametrize(
    ("which", "answer", "outcome", "reason"),
    [
        ("to_recipient", "550 5.1.1 tidak dikenal", Outcome.PERMANENT, Reason.RECIPIENT),
        ("to_recipient", "450 4.2.0 nanti", Outcome.TEMPORARY, Reason.BUSY),
        ("to_sender", "550 5.7.1 bukan Anda", Outcome.TEMPORARY, Reason.SENDER),
        ("to_text", "554 5.6.0 tidak", Outcome.PERMANENT, Reason.CONTENT),
        ("to_text", "451 4.3.0 nanti", Outcome.TEMPORARY, Reason.BUSY),
        ("to_recipient", "421 4.3.2 tutup", Outcome.TEMPORARY, Reason.BUSY),
    ],
)
def test_a_refusal_is_for_now_or_for_good(
    server: Mailbox, which: str, answer: str, outcome: str, reason: str
) -> None:
    setattr(server, which, answer)
    assert Smtp().send(LETTER) == Result(Outcome(outcome), reason)
    assert server.letters == []


def test_nobody_at_the_port_is_for_now(settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.SMTP_PORT = free.getsockname()[1]
    assert Smtp().send(LETTER) == Result(Outcome.TEMPORARY, Reason.UNREACHABLE)


def test_a_server_that_says_nothing_is_given_up(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ruangaman.notify.smtp.TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.SMTP_PORT = silent.getsockname()[1]
        assert Smtp().send(LETTER) == Result(Outcome.TEMPORARY, Reason.UNREACHABLE)


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_over_tls_with_a_password(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, security: str
) -> None:
    made = certificate(tmp_path)
    options: dict[str, Any] = {"authenticator": authenticator, "auth_required": True}
    if security == "starttls":
        options |= {"tls_context": made.context, "require_starttls": True}
    else:
        options |= {"ssl_context": made.context, "auth_require_tls": False}
    settings.SMTP_SECURITY, settings.SMTP_USER = security, USER
    with smtp_server(**options) as mailbox:
        settings.SMTP_PORT = mailbox.port
        settings.SMTP_PASSWORD = PASSWORD
        assert Smtp().send(LETTER) == Result(Outcome.TEMPORARY, Reason.TLS), "not believed"
        monkeypatch.setenv("SSL_CERT_FILE", str(made.path))
        assert Smtp().send(LETTER) == Result(Outcome.ACCEPTED)
        settings.SMTP_PASSWORD = "bukan ini"
        assert Smtp().send(LETTER) == Result(Outcome.TEMPORARY, Reason.SIGN_IN)
        assert len(mailbox.letters) == 1


def test_a_server_without_tls_gets_nothing(server: Mailbox, settings: Any) -> None:
    """Nobody in between can switch the encryption off."""
    settings.SMTP_SECURITY, settings.SMTP_USER, settings.SMTP_PASSWORD = "starttls", USER, PASSWORD
    assert Smtp().send(LETTER) == Result(Outcome.TEMPORARY, Reason.TLS)
    assert server.letters == []


@pytest.mark.parametrize("to", ["maria@contoh.id\r\nBcc: lain@contoh.id", "maria", "m aria@a b"])
def test_an_address_cannot_become_a_header(server: Mailbox, to: str) -> None:
    result = Smtp().send(Letter(to, LETTER.subject, LETTER.text, TOKEN))
    assert "lain@contoh.id" not in str(server.letters)
    assert result.outcome in (Outcome.PERMANENT, Outcome.ACCEPTED)
