"""One small world of named people for all tests. Nobody in it is real.

UPTD PPA: Maria and Yosef read; Agustina leads. PSEAH desk: Sari reads. Focal points: Rina and
Beni of Dinas Kesehatan, Lena of Dinas Sosial. Anton administers, Dewi coordinates, Dina protects
data, Ratih and Bayu may hold the statistics key.

The focal points are ready until ``READY_UNTIL``; ``appointed`` puts decrees, places, certificates
and tests behind that, for tests that let the network compute it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password

from ruangaman.core.models import RuleValue
from ruangaman.lib.manifest import ROOT, Kind, root_public, root_sign, teams_encoded
from ruangaman.lib.sealing import KeyPair
from ruangaman.network.models import Person, Unit
from ruangaman.network.services.receiving import receiving_refresh
from ruangaman.people.adapters import MFAAdapter
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.pinned import root_pin, root_pinned, seen_reset
from ruangaman.people.readers import Reader, reader_for
from ruangaman.people.selectors import manifest as manifests
from ruangaman.people.services.manifest import (
    Signer,
    entry_append,
    manifest_loaded,
    statement_for_key,
    statement_of,
)

PASSWORD = "kata sandi untuk uji coba"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
_UNITS = [
    ("dinas-kesehatan", "Dinas Kesehatan"),
    ("dinas-sosial", "Dinas Sosial"),
    ("biro-umum", "Biro Umum"),
]
_TEAMS = [
    ("uptd-ppa", "uptd_ppa", "UPTD PPA", "uptd_ppa"),
    ("pseah-desk", "pseah_desk", "Meja PSEAH", "dinas"),
    *((f"fp-{code}", "focal_point", f"Fokal point {name}", "fokal_point") for code, name in _UNITS),
]
"""Code, kind, name, organisation."""
_PEOPLE = [
    ("maria", Role.CASE_WORKER, "uptd-ppa"),
    ("yosef", Role.CASE_WORKER, "uptd-ppa"),
    ("agustina", Role.SUPERVISOR, "uptd-ppa"),
    ("sari", Role.CASE_WORKER, "pseah-desk"),
    ("rina", Role.FOCAL_POINT, "fp-dinas-kesehatan"),
    ("beni", Role.FOCAL_POINT, "fp-dinas-kesehatan"),
    ("lena", Role.FOCAL_POINT, "fp-dinas-sosial"),
    ("anton", Role.ADMINISTRATOR, None),
    ("dewi", Role.COORDINATOR, None),
    ("tono", Role.TRAINER, None),
    ("eka", Role.EXAMINER, None),
    ("hasan", Role.HEAD_OF_UNIT, None),
    ("kadis", Role.HEAD_OF_DINAS, None),
    ("wim", Role.PARTNER, None),
    ("dina", Role.DPO, None),
    ("ratih", Role.STATISTICS, None),
    ("bayu", Role.STATISTICS, None),
]
_RULES = [
    ("acknowledge_written", 48, "hours", "K-m"),
    ("acknowledge_hotline", 24, "hours", "K-m"),
    ("first_contact", 2, "days", "D"),
    ("follow_up", 5, "days", "D"),
    ("refer_specialist", 24, "hours", "D"),
    ("refer_specialist_urgent", 1, "hours", "D"),
    ("child_handover", 0, "days", "D"),
    ("police_notice", 72, "hours", "S"),
    ("retaliation_check_1", 30, "days", "D"),
    ("retaliation_check_2", 90, "days", "D"),
    ("retaliation_check_3", 180, "days", "D"),
]
"""Key, value, unit, mark; all run by the calendar."""
_READERS = {Role.CASE_WORKER, Role.FOCAL_POINT}
ROOT_SEED = hashlib.sha256(b"root of the world").digest()
READY_UNTIL = dt.date(2099, 12, 31)


def seed_of(name: str) -> bytes:
    """Return the seed of a person's key pair."""
    return hashlib.sha256(f"seed of {name}".encode()).digest()


@dataclass
class World:
    """The people, teams and units."""

    teams: dict[str, Team] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    keys: dict[str, RecipientKey] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        """Return a person by name."""
        people = self.__dict__.get("people", {})
        if name not in people:
            raise AttributeError(name)
        return people[name]

    def reader(self, name: str) -> Reader:
        """Return a person as an unlocked session has her."""
        return reader_for(self.keys[name], KeyPair(seed_of(name)))

    def sign_in(self, client: Any, name: str, *, unlock: bool = False) -> Any:
        """Sign a person in, and unlock her key if wished."""
        client.force_login(self.people[name])
        if unlock:
            unlock_session(client, self.keys[name], seed_of(name))
        return client


def unlock_session(client: Any, key: RecipientKey, seed: bytes) -> None:
    """Unlock a key for the client's session, without stretching a pass-phrase."""
    from ruangaman.people.services.vault import COOKIE, session_open

    token = session_open(key=key, seed=seed, session_key=client.session.session_key)
    client.cookies[COOKIE] = token.hex()


def build() -> World:
    """Make the world in the database."""
    world = World()
    _teams(world)
    RuleValue.objects.bulk_create(
        RuleValue(
            key=key,
            label_id=key,
            label_en=key,
            value=value,
            unit=unit,
            clock="calendar",
            source="uji",
            mark=mark,
            valid_from=dt.date(2026, 1, 1),
        )
        for key, value, unit, mark in _RULES
    )
    _people(world)
    found(world)
    return world


def appointed(world: World) -> dict[str, Person]:
    """Appoint the focal points for a year to come: Rina first, Beni for her; Lena alone."""
    from ruangaman.network.tests.standing import decree, person

    people = {}
    for unit, names in (("dinas-kesehatan", ("rina", "beni")), ("dinas-sosial", ("lena",))):
        for name in names:
            people[name] = person(unit, world.people[name], office_phone="(0380) 000 000")
        decree(unit, *[people[name] for name in names])
    receiving_refresh()
    return people


def found(world: World) -> None:
    """Pin the root and let it vouch for everybody who has a key."""
    pinned()
    vouch(*world.keys.values())


def pinned() -> None:
    """Pin the root, and know no manifest: what of a world stands outside the database."""
    if root_pinned() != root_public(ROOT_SEED):
        root_pin(root_public(ROOT_SEED))
    seen_reset(None)
    manifests._kept.key = ()


def vouch(*keys: RecipientKey) -> None:
    """Let the root vouch for keys at once, for what their holders' roles say now."""
    signer = Signer(ROOT, lambda message: root_sign(ROOT_SEED, message))
    known = manifest_loaded()
    for key in keys:
        said = statement_for_key(known, signer, key, kind=Kind.FOUNDED)
        entry_append(known, said, bytes(key.public), signer)


def key_given(world: World, *names: str, vouched: bool = True) -> None:
    """Give people a key pair, and let the root vouch for it if wished."""
    for name in names:
        world.keys[name] = RecipientKey.objects.create(
            user=world.people[name], public=_public_of(name), wrapped=b""
        )
    if vouched:
        vouch(*(world.keys[name] for name in names))


def _teams(world: World) -> None:
    """Make teams and units, each kind in one statement: nearly every test waits for this."""
    teams = [
        Team(
            code=code,
            kind=kind,
            name=name,
            short_name=name,
            organisation=organisation,
            unit_code=code.removeprefix("fp-") if kind == "focal_point" else "",
        )
        for code, kind, name, organisation in _TEAMS
    ]
    world.teams = {team.code: team for team in Team.objects.bulk_create(teams)}
    units = [
        Unit(
            code=code,
            kind="dinas",
            name=name,
            short_name=name,
            search=name.lower(),
            valid_from=dt.date(2020, 1, 1),
            team=world.teams[f"fp-{code}"],
        )
        for code, name in _UNITS
    ]
    world.units = {unit.code: unit for unit in Unit.objects.bulk_create(units)}


def _people(world: World) -> None:
    users = User.objects.bulk_create(
        User(username=name, email=f"{name}@contoh.id", name=name.title(), password=_hashed())
        for name, *_ in _PEOPLE
    )
    world.people = {user.username: user for user in users}
    RoleGrant.objects.bulk_create(
        RoleGrant(
            user=world.people[name],
            role=role,
            team=world.teams.get(team or ""),
            receives_until=READY_UNTIL if role == Role.FOCAL_POINT else None,
            reads_until=READY_UNTIL if role == Role.FOCAL_POINT else None,
        )
        for name, role, team in _PEOPLE
    )
    totp = Authenticator.Type.TOTP
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=totp, data={"secret": MFAAdapter().encrypt(TOTP_SECRET)})
        for user in users
    )
    keys = RecipientKey.objects.bulk_create(
        RecipientKey(user=world.people[name], public=_public_of(name), wrapped=b"")
        for name, role, _ in _PEOPLE
        if role in _READERS
    )
    world.keys = {key.user.username: key for key in keys}


@cache
def _hashed() -> str:
    return make_password(PASSWORD)


@cache
def _public_of(name: str) -> bytes:
    return KeyPair(seed_of(name)).public.raw


def sign_teams() -> None:
    """Let the root sign every team as it is now, as a new installation does."""
    from ruangaman.people.selectors.signed_teams import teams_active

    signer = Signer(ROOT, lambda message: root_sign(ROOT_SEED, message))
    known, raw = manifest_loaded(), teams_encoded(teams_active())
    said = statement_of(known, signer, kind=Kind.TEAMS_FOUNDED, user=ROOT, public=raw)
    entry_append(known, said, raw, signer)
