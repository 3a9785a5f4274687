"""Fixtures for every test: one client for each surface, one world of named people."""

from __future__ import annotations

import pytest

from tests.clients import PublicClient, StaffClient


@pytest.fixture
def public() -> PublicClient:
    """Somebody without an account, on the public surface."""
    return PublicClient()


@pytest.fixture
def staff() -> StaffClient:
    """A browser on the staff surface, not signed in."""
    return StaffClient()
