"""The surveys of the pack, and somebody who keeps surveys."""

from __future__ import annotations

import pytest

from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.surveys import read_surveys
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.surveys.services.content import surveys_contents_write


@pytest.fixture
def asked(world):
    """A1, A2 and the bank as the pack has them."""
    surveys_contents_write(surveys=read_surveys(NTT, FaultList()))


@pytest.fixture
def dewi(world, staff):
    """The coordinator, signed in."""
    return world.sign_in(staff, "dewi")
