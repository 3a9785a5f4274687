"""To whom something can be sealed."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.selectors import (
    author_keys,
    ready_kinds,
    ready_teams,
    recipient,
    recipient_count,
    recipients_of,
    recipients_with_keys,
)
from tests.world import World, seed_of, vouch


def names(world: World, *codes: str) -> list[str]:
    """Return who reads for these teams, by user name."""
    found = recipients_of([world.teams[code].pk for code in codes])
    users = {user.pk: user.username for user in User.objects.all()}
    return sorted(users[person.user_id] for person in found)


def give_key(user: User) -> RecipientKey:
    """Give a person a key pair."""
    seed = seed_of(user.username)
    return RecipientKey.objects.create(user=user, public=KeyPair(seed).public.raw, wrapped=b"")


def test_a_teams_readers(world: World) -> None:
    assert names(world, "uptd-ppa") == ["maria", "yosef"]
    assert names(world, "uptd-ppa", "pseah-desk") == ["maria", "sari", "yosef"]
    assert names(world, "fp-biro-umum") == []
    assert recipients_of([]) == []


def test_a_supervisor_reads_only_as_a_case_worker(world: World) -> None:
    key = give_key(world.agustina)
    vouch(key)
    assert "agustina" not in names(world, "uptd-ppa")
    RoleGrant.objects.create(
        user=world.agustina, role=Role.CASE_WORKER, team=world.teams["uptd-ppa"]
    )
    vouch(key)
    assert "agustina" in names(world, "uptd-ppa")


def test_a_reader_of_two_teams_is_one_recipient(world: World) -> None:
    RoleGrant.objects.create(
        user=world.maria, role=Role.CASE_WORKER, team=world.teams["pseah-desk"]
    )
    vouch(world.keys["maria"])
    found = recipients_of([world.teams["uptd-ppa"].pk, world.teams["pseah-desk"].pk])
    marias = [person for person in found if person.user_id == world.maria.pk]
    assert len(marias) == 1
    assert marias[0].team_ids == {world.teams["uptd-ppa"].pk, world.teams["pseah-desk"].pk}


def test_who_cannot_receive(world: World) -> None:
    world.keys["maria"].replaced_on = dt.date(2026, 11, 1)
    world.keys["maria"].save()
    User.objects.filter(pk=world.yosef.pk).update(is_active=False)
    assert names(world, "uptd-ppa") == []
    assert recipient_count(world.teams["uptd-ppa"].pk) == 0
    assert [team.code for team in ready_teams(Team.Kind.UPTD_PPA)] == []
    assert recipient(world.keys["maria"].pk) is None
    assert recipient(world.keys["yosef"].pk) is None
    assert (
        author_keys([world.keys["maria"].pk])[world.keys["maria"].pk]
        == KeyPair(seed_of("maria")).public
    )
    found = recipients_with_keys([world.keys["maria"].pk, world.keys["yosef"].pk, uuid.uuid4()])
    assert set(found) == {world.keys["maria"].pk, world.keys["yosef"].pk}


def test_labels_are_indonesian_in_any_language(world: World) -> None:
    from django.utils.translation import override

    with override("en"):
        person = recipient(world.keys["rina"].pk)
    assert person is not None
    assert person.label == "Fokal point Dinas Kesehatan"


def test_an_examiner_receives_what_is_handed_over_only(world: World) -> None:
    key = give_key(world.eka)
    vouch(key)
    person = recipient(key.pk)
    assert person is not None
    assert person.label == "Pemeriksa"
    assert person.team_ids == frozenset()


def test_somebody_who_lost_her_role_receives_nothing(world: World) -> None:
    RoleGrant.objects.filter(user=world.maria).delete()
    assert recipient(world.keys["maria"].pk) is None
    assert names(world, "uptd-ppa") == ["yosef"]


def test_ready_teams(world: World) -> None:
    assert [team.code for team in ready_teams(Team.Kind.FOCAL_POINT)] == [
        "fp-dinas-kesehatan",
        "fp-dinas-sosial",
    ]
    Team.objects.filter(code="fp-dinas-sosial").update(active=False)
    assert [team.code for team in ready_teams(Team.Kind.FOCAL_POINT)] == ["fp-dinas-kesehatan"]
    assert recipient_count(world.teams["fp-dinas-kesehatan"].pk) == 2


def test_ready_kinds(world: World) -> None:
    assert ready_kinds() == {Team.Kind.UPTD_PPA, Team.Kind.PSEAH_DESK, Team.Kind.FOCAL_POINT}
    User.objects.filter(pk__in=[world.maria.pk, world.yosef.pk]).update(is_active=False)
    Team.objects.filter(code="pseah-desk").update(active=False)
    assert ready_kinds() == {Team.Kind.FOCAL_POINT}


def test_two_queries_for_any_number(world: World, django_assert_num_queries: Any) -> None:
    """One asks for the readers, one whether the manifest is still the one that was verified."""
    teams = [team.pk for team in world.teams.values()]
    recipients_of(teams)
    with django_assert_num_queries(2):
        recipients_of(teams)
