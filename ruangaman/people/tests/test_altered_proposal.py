"""What the second signer reads is what she signs, whatever stands in the row."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ruangaman.people.models import ReceiverProposal
from ruangaman.people.selectors.manifest import manifest
from ruangaman.people.tests.test_receivers import browser
from tests.world import World

pytestmark = pytest.mark.django_db


def test_an_altered_proposal_removes_nobody_but_whom_the_page_names(world: World) -> None:
    """One receiver and whoever can write rows show the second signer another name."""
    browser(world, "maria").post(f"/penerima/{world.yosef.pk}/keluarkan/", {"understood": "on"})
    ReceiverProposal.objects.update(about=world.sari)
    proposal = ReceiverProposal.objects.get()
    page = browser(world, "rina").post(f"/penerima/usulan/{proposal.pk}/", {"understood": "on"})
    assert page.status_code == 422
    assert world.yosef.pk in {one.user for one in manifest().receivers(timezone.now()).values()}
