"""Decorators, and what is left when every permission check says yes."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from ruangaman.people import permissions
from ruangaman.people.access import reader_of, user_of
from ruangaman.people.models import Role, User
from tests.allowed import always_true
from tests.clients import StaffClient
from tests.world import World


def test_a_reader_needs_an_open_vault(world: World, staff: StaffClient) -> None:
    world.sign_in(staff, "maria")
    assert staff.get("/kasus/")["Location"] == "/kunci/?next=%2Fkasus%2F"
    world.sign_in(staff, "maria", unlock=True)
    assert staff.get("/kasus/").status_code == 200


def test_without_a_vault_there_is_no_reader(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = AnonymousUser()
    with pytest.raises(PermissionDenied):
        reader_of(request)
    with pytest.raises(PermissionDenied):
        user_of(request)


def test_permissions_follow_roles(world: World) -> None:
    assert permissions.holds_role(world.maria, [Role.CASE_WORKER])
    assert not permissions.holds_role(world.maria, [Role.ADMINISTRATOR])
    assert not permissions.holds_role(AnonymousUser(), list(Role))
    assert permissions.may_hold_key(world.eka)
    assert not permissions.may_hold_key(world.anton)
    assert permissions.may_manage_accounts(world.anton)


def test_a_suspended_person_may_nothing(world: World) -> None:
    world.maria.is_active = False
    assert not permissions.holds_role(world.maria, [Role.CASE_WORKER])


def test_with_every_answer_yes_a_stranger_still_opens_nothing(
    world: World, staff: StaffClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    always_true(monkeypatch, permissions, "holds_role", "may_hold_key", "may_manage_accounts")
    world.sign_in(staff, "anton")
    staff.cookies["kunci"] = "00" * 32
    assert staff.get("/kasus/")["Location"].startswith("/kunci/")
    assert staff.get("/kunci/")["Location"] == "/kunci/baru/"
    assert User.objects.get(pk=world.anton.pk).keys.count() == 0
