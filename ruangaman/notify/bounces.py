"""Reads what mail servers send back: delivery status notifications (RFC 3464)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message

MOST_BYTES = 2_000_000
"""A longer message is no delivery status of ours."""

_VERP = re.compile(r"\+([0-9a-f]{32})@")
_MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@")
_TO = ("Delivered-To", "X-Original-To", "Envelope-To", "To")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back: its token, and whether for good (status 5.x.x, RFC 3463)."""

    token: uuid.UUID
    permanent: bool


def bounce_read(raw: bytes) -> Bounce | None:
    """Return what a message says about a letter of ours; None if it says nothing.

    Only a report of the type ``delivery-status`` counts, and only one that has failed:
    a delay (4.x.x) is not for good, a delivery (2.x.x) nothing to tell.
    """
    if len(raw) > MOST_BYTES:
        return None
    message = message_from_bytes(raw, policy=policy.compat32)
    if message.get_content_type() != "multipart/report":
        return None
    statuses = list(_statuses(message))
    token = _token_of(message)
    if token is None or not statuses:
        return None
    return Bounce(token, permanent="5" in statuses)


def _statuses(message: Message) -> Iterator[str]:
    """Yield the class of each recipient's status that tells of a failure or a delay: 4 or 5."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.walk():
            status = str(block.get("Status", "")).strip()[:1]
            action = str(block.get("Action", "")).strip().lower()
            if status in ("4", "5") and action in ("failed", "delayed"):
                yield "5" if status == "5" and action == "failed" else "4"


def _token_of(message: Message) -> uuid.UUID | None:
    """Find the token in the address it came back to, else in the returned letter's Message-ID."""
    for name in _TO:
        for value in message.get_all(name, []):
            if found := _VERP.search(str(value)):
                return uuid.UUID(found[1])
    for part in message.walk():
        if part is message or part.get_content_maintype() == "multipart":
            continue
        if found := _MESSAGE_ID.search(_returned_id(part)):
            return uuid.UUID(found[1])
    return None


def _returned_id(part: Message) -> str:
    """Return the Message-ID in a part that holds the returned letter or its headers."""
    if part.get_content_type() == "text/rfc822-headers":
        payload = part.get_payload(decode=True)
        headers = message_from_bytes(payload if isinstance(payload, bytes) else b"")
        return str(headers.get("Message-ID", ""))
    return str(part.get("Message-ID", ""))
