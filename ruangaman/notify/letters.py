"""What goes out, and what came of it. A result never holds an address, a name or a text."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Channel(StrEnum):
    """A way to reach somebody."""

    EMAIL = "email"
    SMS = "sms"
    WHATSAPP = "whatsapp"


class Outcome(StrEnum):
    """How an attempt ended: only ``TEMPORARY`` is worth another one."""

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"


@dataclass(frozen=True, slots=True)
class Letter:
    """A text for one address. ``token`` is by which a returned letter is known again."""

    to: str
    subject: str
    text: str
    token: uuid.UUID


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt ended; ``reason`` is a code of ``Reason``, empty if it was accepted."""

    outcome: Outcome
    reason: str = ""


class Reason(StrEnum):
    """Why a letter was not taken."""

    UNREACHABLE = "unreachable"
    """The server or gateway does not answer, or ends the talk."""
    TLS = "tls"
    """It does not encrypt, or its certificate is not believed."""
    SIGN_IN = "sign_in"
    """It does not take our user name, password or token."""
    SENDER = "sender"
    """It does not take our sender."""
    BUSY = "busy"
    """It asks to come again later."""
    RECIPIENT = "recipient"
    """It knows no such address, or the address takes nothing."""
    CONTENT = "content"
    """It does not take this text."""
    RETURNED = "returned"
    """It was taken, and came back later (RFC 3464)."""


class Transport(Protocol):
    """Carries letters over one channel."""

    def send(self, letter: Letter) -> Result:
        """Try once, for at most about a minute; never raises for what others do."""
        ...


def accepted() -> Result:
    """Return that it was taken."""
    return Result(Outcome.ACCEPTED)


def later(reason: Reason) -> Result:
    """Return that another attempt may help."""
    return Result(Outcome.TEMPORARY, reason)


def never(reason: Reason) -> Result:
    """Return that no further attempt helps."""
    return Result(Outcome.PERMANENT, reason)
