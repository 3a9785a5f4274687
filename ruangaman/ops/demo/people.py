"""Accounts of the demo world. Every name is invented; pass-phrases come from a fixed seed."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings

from ruangaman.lib.codename import word_list
from ruangaman.lib.manifest import root_public
from ruangaman.lib.sealing import SEED_BYTES, KeyPair
from ruangaman.lib.vault import wrap_seed
from ruangaman.people.models import KEY_ROLES, RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.pinned import root_pin, seen_reset
from ruangaman.people.readers import Reader, reader_for
from ruangaman.people.selectors.statistics import statistics_waiting
from ruangaman.people.services.manifest import manifest_found
from ruangaman.people.services.receivers import (
    fingerprint_tail,
    proposal_sign,
    statistics_propose,
)
from ruangaman.people.services.statistics import half_confirm, half_make

UPTD, DESK, HEALTH, SOCIAL = "uptd-ppa", "pseah-desk", "dinas-kesehatan", "dinas-sosial"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented account."""

    username: str
    name: str
    role: Role
    team: str = ""
    unit: str = ""

    @property
    def password(self) -> str:
        """Six words, also the pass-phrase of those who read."""
        drawn = hashlib.sha256(f"ruangaman demo {self.username}".encode()).digest()
        numbers = [int.from_bytes(drawn[i : i + 2], "big") % 2048 for i in range(0, 12, 2)]
        return " ".join(word_list()[number] for number in numbers)


PEOPLE = (
    Person("maria", "Maria Contoh", Role.CASE_WORKER, UPTD),
    Person("yosef", "Yosef Contoh", Role.CASE_WORKER, UPTD),
    Person("klara", "Klara Contoh", Role.CASE_WORKER, DESK),
    Person("agustina", "Agustina Contoh", Role.SUPERVISOR, UPTD),
    Person("rina", "Rina Contoh", Role.FOCAL_POINT, f"fp-{HEALTH}"),
    Person("beni", "Beni Contoh", Role.FOCAL_POINT, f"fp-{HEALTH}"),
    Person("lena", "Lena Contoh", Role.FOCAL_POINT, f"fp-{SOCIAL}"),
    Person("paul", "Paul Contoh", Role.FOCAL_POINT, f"fp-{SOCIAL}"),
    Person("koordinator", "Dewi Contoh", Role.COORDINATOR),
    Person("pelatih", "Tono Contoh", Role.TRAINER),
    Person("pemeriksa", "Eka Contoh", Role.EXAMINER, "inspektorat"),
    Person("kepala-unit", "Hasan Contoh", Role.HEAD_OF_UNIT, unit=HEALTH),
    Person("kepala-dinas", "Ratna Contoh", Role.HEAD_OF_DINAS),
    Person("mitra", "Wim Contoh", Role.PARTNER),
    Person("dpo", "Dina Contoh", Role.DPO),
    Person("statistik-1", "Bayu Contoh", Role.STATISTICS),
    Person("statistik-2", "Ratih Contoh", Role.STATISTICS),
    Person("admin", "Anton Contoh", Role.ADMINISTRATOR),
)


def people_create() -> None:
    """Make the accounts; those who read get a key pair wrapped under their words."""
    teams = {team.code: team for team in Team.objects.all()}
    for person in PEOPLE:
        user = User(
            username=person.username,
            name=person.name,
            demo=True,
            email=f"{person.username}@contoh.invalid",
        )
        user.set_password(person.password)
        user.save()
        RoleGrant.objects.create(
            user=user, role=person.role, team=teams.get(person.team), unit_code=person.unit
        )
        if person.role in KEY_ROLES:
            _key_create(user, person)


def receivers_found() -> None:
    """Pin a root key, let it vouch for everybody who reads, and throw it away.

    Whatever was pinned belonged to a demo world that is gone.
    """
    seed = secrets.token_bytes(SEED_BYTES)
    root_pin(root_public(seed))
    seen_reset(None)
    readers = User.objects.filter(demo=True, keys__replaced_on=None, keys__isnull=False)
    manifest_found(seed=seed, users=list(readers.order_by("username")))


def statistics_found() -> None:
    """Let two invented people hold the statistics key, and two receivers sign it."""
    readers = {person.username: _reader(person) for person in PEOPLE if person.role in KEY_ROLES}
    for name, office in (("statistik-1", "Inspektorat Contoh"), ("statistik-2", "Mitra Contoh")):
        words = half_make(reader=readers[name], office=office)
        half_confirm(reader=readers[name], typed=" ".join(words))
    waiting = statistics_waiting()
    if waiting is None:
        raise RuntimeError("the demo's statistics key does not wait for signatures")
    typed = fingerprint_tail(waiting.key.raw)
    proposal = statistics_propose(
        reader=readers["maria"], key=waiting.key, holders=waiting.holders, typed=typed
    )
    proposal_sign(reader=readers["yosef"], proposal_id=proposal.pk, typed=typed)


def _reader(person: Person) -> Reader:
    key = RecipientKey.objects.get(user__username=person.username, replaced_on=None)
    return reader_for(key, KeyPair(seed_of(person)))


def seed_of(person: Person) -> bytes:
    """Return the seed of an invented reader: bound to this installation's secret."""
    return hashlib.sha256(settings.SEAL_SECRET + person.username.encode()).digest()


def _key_create(user: User, person: Person) -> None:
    seed = seed_of(person)
    key = RecipientKey(user=user, public=KeyPair(seed).public.raw)
    key.wrapped = wrap_seed(
        seed, person.password, server_secret=settings.SEAL_SECRET, owner=key.id.bytes
    )
    key.save()
