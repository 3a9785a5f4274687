"""Who is there: twelve who read for UPTD PPA, and one who leads the team."""

from __future__ import annotations

import hashlib

from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey, User
from ruangaman.people.readers import Reader, reader_for

RECEIVERS = 12
LEADER = "pemimpin"
COORDINATOR = "koordinator"


def username(number: int) -> str:
    """Return the user name of a receiver."""
    return f"penerima-{number:02d}"


def seed_of(number: int) -> bytes:
    """Return the seed of a receiver's key pair."""
    return hashlib.sha256(f"bench receiver {number}".encode()).digest()


def user(name: str) -> User:
    """Return an account by user name."""
    return User.objects.get(username=name)


def key_of(number: int) -> RecipientKey:
    """Return the key of a receiver."""
    return RecipientKey.objects.select_related("user").get(user__username=username(number))


def reader(number: int) -> Reader:
    """Return a receiver as an unlocked session has her."""
    return reader_for(key_of(number), KeyPair(seed_of(number)))
