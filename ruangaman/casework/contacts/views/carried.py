"""What travels with the form of a contact record: sealed, bound to the page and to its author."""

from __future__ import annotations

import json
import secrets
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ruangaman.casework.contacts import flow
from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError

FIELD, PAGE = "isi", "langkah"
_NEVER = frozenset({"setuju"})
"""A yes counts where it is said: it is asked again on every page that needs one."""


@dataclass(frozen=True, slots=True)
class Carried:
    """The answers so far, and the random value of this form.

    ``token`` names the earlier record that is handed over. ``able``: UPTD PPA can read, and the
    teams ``others``.
    """

    user: uuid.UUID
    page: str = flow.FIRST
    random: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    given: dict[str, Any] = field(default_factory=dict)
    token: str = ""
    able: bool = True
    others: flow.Others = ()

    @property
    def receivers(self) -> list[str]:
        """Who may be chosen on the page ``penerima``."""
        return flow.receivers(self.given, self.able, self.others)

    @property
    def pages(self) -> list[str]:
        """The pages of this way."""
        return flow.path(
            self.given, handing_over=bool(self.token), able=self.able, others=self.others
        )

    def sealed(self) -> str:
        """Return the text of the hidden field."""
        body = {"random": self.random.hex(), "given": self.given, "token": self.token}
        text = json.dumps(body, separators=(",", ":"))
        return carrier().seal(text.encode(), step=_step(self.page, self.user), now=timezone.now())

    def at(self, page: str) -> Carried:
        """Return the same state bound to another page."""
        return replace(self, page=page)

    def with_answers(self, answers: dict[str, Any]) -> Carried:
        """Return the state with answers added; what is not on the way any more is left out."""
        given = {k: v for k, v in {**self.given, **answers}.items() if v and k not in _NEVER}
        changed = replace(self, given=given)
        if self.token:
            return changed
        return replace(changed, given=flow.on_the_way(given, changed.pages))


def carried_read(
    request: HttpRequest, user: uuid.UUID, *, able: bool, others: flow.Others = ()
) -> Carried:
    """Read the state a form carried, or raise ``CarryError``."""
    page = request.POST.get(PAGE, "")
    if page not in flow.PAGES:
        raise CarryError("page")
    text = carrier().open(request.POST.get(FIELD, ""), step=_step(page, user), now=timezone.now())
    body = json.loads(text)
    random = bytes.fromhex(body["random"])
    return Carried(user, page, random, body["given"], body["token"], able, others)


def _step(page: str, user: uuid.UUID) -> str:
    return f"kontak {page} {user.hex}"
