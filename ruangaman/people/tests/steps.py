"""What people do in these tests, in one line each."""

from __future__ import annotations

import html
import re
import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings

from ruangaman.core.models import AuditEvent
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.vault import wrap_seed
from ruangaman.people.models import (
    ReceiverProposal,
    RecipientKey,
    User,
)
from ruangaman.people.services.receivers import fingerprint_tail
from tests.clients import StaffClient
from tests.world import PASSWORD, TOTP_SECRET, World, seed_of

PASSPHRASE = "kelapa sawah nelayan bukit pagi lontar"


def text_of(response: Any) -> str:
    """Return the words of a page."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(page).split())


def totp(secret: str = TOTP_SECRET) -> str:
    """Return the code an app of codes shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(client: Any, login: str, password: str = PASSWORD, **more: str) -> Any:
    """Send the sign-in form."""
    return client.post("/masuk/", {"login": login, "password": password, **more})


def enter(client: Any, login: str) -> Any:
    """Sign in with password and code."""
    give_password(client, login)
    return client.post("/masuk/dua-langkah/", {"code": totp()})


def without_second_factor(user: User) -> None:
    """Take the second factor of the world's person away."""
    Authenticator.objects.filter(user=user).delete()


def with_passphrase(key: RecipientKey, name: str) -> RecipientKey:
    """Wrap a key of the world under ``PASSPHRASE``."""
    key.wrapped = wrap_seed(
        seed_of(name), PASSPHRASE, server_secret=settings.SEAL_SECRET, owner=key.pk.bytes
    )
    key.save()
    assert bytes(key.public) == KeyPair(seed_of(name)).public.raw
    return key


def unlock(client: Any, passphrase: str = PASSPHRASE, **more: str) -> Any:
    """Send the pass-phrase."""
    return client.post("/kunci/", {"passphrase": passphrase, **more})


def is_open(client: Any) -> bool:
    """Say whether this browser's vault is open."""
    return "sedang terbuka" in text_of(client.get("/kunci/"))


def words_on(response: Any) -> str:
    """Return the pass-phrase that a page shows."""
    block = re.search(r'<ol class="app-code[^>]*>(.*?)</ol>', response.content.decode(), re.S)
    assert block, response.content.decode()
    return " ".join(re.findall(r"<li>(\w+)</li>", block[1]))


def state_on(response: Any) -> str:
    """Return the carried state of a page."""
    found = re.search(r'name="state" value="([^"]+)"', response.content.decode())
    assert found, response.content.decode()
    return found[1]


def actions() -> list[str]:
    """Return the recorded actions, oldest first."""
    return list(AuditEvent.objects.order_by("sequence").values_list("action", flat=True))


def browser(world: World, name: str) -> StaffClient:
    """Return somebody's browser, her key unlocked."""
    client: StaffClient = world.sign_in(StaffClient(), name, unlock=name in world.keys)
    return client


def heard(world: World, name: str = "nona") -> str:
    """Return what somebody reads out."""
    return fingerprint_tail(KeyPair(seed_of(name)).public.raw)


def sign_first(world: World, name: str, about: User, groups: str) -> int:
    """Sign first and return the status."""
    return browser(world, name).post(f"/penerima/{about.pk}/", {"groups": groups}).status_code


def sign_second(world: World, name: str, groups: str) -> int:
    """Sign second what there is, and return the status."""
    proposal = ReceiverProposal.objects.get()
    path = f"/penerima/usulan/{proposal.pk}/"
    return browser(world, name).post(path, {"groups": groups}).status_code
