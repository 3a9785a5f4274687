"""``ruangaman invite-administrator``: the first account of a fresh installation."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from ruangaman.people.models import Invitation, Role, User
from ruangaman.people.tests.steps import actions
from tests.clients import StaffClient

WHO = {"name": "Anton", "email": "anton@contoh.id"}


def run(**options: str) -> str:
    """Run the command and return what it prints."""
    out = io.StringIO()
    call_command("invite_administrator", stdout=out, **options)
    return out.getvalue().strip()


def test_the_link_makes_an_administrator(db: None, staff: StaffClient) -> None:
    link = run(**WHO, address="https://staf.contoh.id")
    assert link.startswith("https://staf.contoh.id/undangan/")
    password = "empat ekor ayam hitam"
    staff.post(
        link.removeprefix("https://staf.contoh.id"),
        {"username": "anton", "password": password, "again": password},
    )
    user = User.objects.get(username="anton")
    assert [grant.role for grant in user.grants.all()] == [Role.ADMINISTRATOR]
    assert actions()[0] == "invitation_created"


def test_the_address_is_guessed_for_a_trial(db: None) -> None:
    assert run(**WHO).startswith("http://127.0.0.1:8001/undangan/")


@pytest.mark.parametrize("email", ["", "bukan surel"])
def test_a_wrong_address_is_refused(db: None, email: str) -> None:
    with pytest.raises(CommandError, match="not an e-mail address"):
        run(name="Anton", email=email)
    assert not Invitation.objects.exists()


def test_a_demo_refuses(demo: None) -> None:
    with pytest.raises(CommandError, match="This is a demo"):
        run(**WHO)
