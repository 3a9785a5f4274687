"""Letters that come back mark the address they were for, and nothing else does."""

from __future__ import annotations

import io
import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ruangaman.duty.models import Address, Notice
from ruangaman.duty.services.outbox import outbox_send
from ruangaman.notify.bounces import MOST_BYTES, bounce_read
from tests.servers import Mailbox
from tests.waking import Clock, a_notice
from tests.world import World

TOKEN = uuid.UUID("0f" * 16)
BOUNCE = """\
From: MAILER-DAEMON@kantor.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: {kind}; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.kantor.example

Final-Recipient: rfc822; maria@contoh.id
Action: {action}
Status: {status}

--b
Content-Type: {returned}

Message-ID: <{token}@kantor.example>
Subject: Ada tugas baru
From: info@kantor.example

--b--
"""


def mail(**changes: str) -> bytes:
    """Return a delivery status mail."""
    plain = {"to": "info@kantor.example", "kind": "multipart/report", "action": "failed"}
    plain |= {"status": "5.1.1", "returned": "text/rfc822-headers", "token": TOKEN.hex}
    return BOUNCE.format(**{**plain, **changes}).encode()


@pytest.mark.parametrize("returned", ["text/rfc822-headers", "message/rfc822"])
def test_the_returned_letter_names_itself(returned: str) -> None:
    bounce = bounce_read(mail(returned=returned))
    assert bounce
    assert (bounce.token, bounce.permanent) == (TOKEN, True)


def test_the_envelope_names_it_too() -> None:
    bounce = bounce_read(mail(to=f"kembali+{TOKEN.hex}@kantor.example", token="lain"))
    assert bounce
    assert bounce.token == TOKEN


def test_a_delay_is_not_for_good() -> None:
    bounce = bounce_read(mail(action="delayed", status="4.4.1"))
    assert bounce
    assert not bounce.permanent


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\0\xff" * 50,
        mail(kind="multipart/mixed"),
        mail(action="delivered", status="2.0.0"),
        mail(token="kosong"),
        b"x" * (MOST_BYTES + 1),
    ],
)
def test_anything_else_says_nothing(raw: bytes) -> None:
    assert bounce_read(raw) is None


@pytest.mark.django_db
class TestCommand:
    """``notify-bounces``."""

    @pytest.fixture
    def notice(self, world: World, post: Mailbox, wall: Clock) -> Notice:
        address = Address.objects.create(user=world.maria, channel="email")
        notice = a_notice(address, wall.now)
        outbox_send()
        return notice

    def failing(self, notice: Notice) -> str:
        address = Address.objects.get(pk=notice.address_id)
        return address.failure

    def test_from_a_maildir(
        self, notice: Notice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in ("new", "cur"):
            (tmp_path / name).mkdir()
        (tmp_path / "new" / "1").write_bytes(mail(token=notice.pk.hex))
        (tmp_path / "new" / "2").write_bytes(b"Subject: halo\n\nhalo")
        call_command("notify_bounces", str(tmp_path))
        assert "Letters that came back: 1 of 2." in capsys.readouterr().out
        assert self.failing(notice) == "returned"
        assert len(list((tmp_path / "cur").iterdir())) == 2

    def test_from_standard_input(self, notice: Notice, monkeypatch: pytest.MonkeyPatch) -> None:
        raw = io.BytesIO(mail(token=notice.pk.hex))
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
        call_command("notify_bounces", stdout=io.StringIO())
        assert self.failing(notice) == "returned"

    def test_a_guessed_token_marks_nobody(
        self, notice: Notice, monkeypatch: pytest.MonkeyPatch, capsys: Any
    ) -> None:
        raw = io.BytesIO(mail(token=uuid.uuid4().hex))
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
        call_command("notify_bounces")
        assert "0 of 1" in capsys.readouterr().out
        assert self.failing(notice) == ""

    def test_another_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(CommandError):
            call_command("notify_bounces", str(tmp_path))
