"""Fixtures of this room: nothing is remembered between tests, and a demo when it is wanted."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache

from ruangaman.core.models import Instance
from ruangaman.people.services import vault
from ruangaman.people.slowdown import Slowdown


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget attempts, codes used, and limits of earlier tests."""
    cache.clear()
    monkeypatch.setattr(vault, "attempts", Slowdown())


@pytest.fixture
def demo(db: None) -> Iterator[None]:
    """A demo installation."""
    Instance.objects.update_or_create(pk=1, defaults={"demo": True})
    settings.DEMO_MARK.touch()
    yield
    settings.DEMO_MARK.unlink()
