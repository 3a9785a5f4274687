"""Carried state of the reporter's pages: sealed into the form, bound to the page."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError
from ruangaman.lib.codename import Code
from ruangaman.reporting import flow
from ruangaman.reporting.forms import FORMS

FIELD, PAGE = "isi", "langkah"


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers so far and the random value from which the code will come.

    ``not_before``: the Unix second before which it is not sent, or 0.
    """

    page: str = flow.FIRST
    random: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    given: dict[str, Any] = field(default_factory=dict)
    not_before: int = 0

    def sealed(self) -> str:
        """Return the text of the hidden field, bound to the page."""
        body = {"random": self.random.hex(), "given": self.given, "not_before": self.not_before}
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        return carrier().seal(text.encode(), step=f"lapor {self.page}", now=timezone.now())

    def at(self, page: str) -> Carried:
        """Return the same state bound to another page."""
        return replace(self, page=page)

    def with_answers(self, answers: dict[str, Any]) -> Carried:
        """Return the state with answers added; an emptied answer is removed."""
        merged = {**self.given, **answers}
        kept = {name: value for name, value in merged.items() if value}
        return replace(self, given=flow.on_the_way(kept))


def carried_read(request: HttpRequest) -> Carried:
    """Read the state a form carried, or raise ``CarryError`` (``CarryExpired`` when too old)."""
    page = request.POST.get(PAGE, "")
    if page not in FORMS:
        raise CarryError("page")
    text = carrier().open(request.POST.get(FIELD, ""), step=f"lapor {page}", now=timezone.now())
    body = json.loads(text)
    return Carried(page, bytes.fromhex(body["random"]), body["given"], body.get("not_before", 0))


@dataclass(frozen=True, slots=True)
class Door:
    """What the mailbox's forms carry: the code, and a value that makes each send count once."""

    code: Code
    nonce: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def sealed(self) -> str:
        """Return the text of the hidden field."""
        body = f"{self.code.secret:x} {self.nonce.hex()}"
        return carrier().seal(body.encode(), step="pesan", now=timezone.now())


def door_read(request: HttpRequest) -> Door:
    """Read the mailbox's state, or raise ``CarryError``."""
    text = carrier().open(request.POST.get(FIELD, ""), step="pesan", now=timezone.now())
    try:
        secret, nonce = text.decode().split()
    except ValueError as fault:
        raise CarryError("body") from fault
    return Door(Code(int(secret, 16)), bytes.fromhex(nonce))
