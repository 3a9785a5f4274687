"""Passwords and pass-phrases of tests are stretched little: they protect nobody, and all wait."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings

from ruangaman.lib import vault


class Quick(Argon2PasswordHasher):
    """Argon2 with the least it takes; ``test_passwords`` says what an installation has."""

    time_cost, memory_cost, parallelism = 1, 8, 1


def quick(**costs: Any) -> Any:
    """Argon2id as little as it goes; ``test_vault`` says what an installation has."""
    return _ARGON2ID(**{**costs, "iterations": 1, "memory_cost": 8})


_ARGON2ID = vault.Argon2id


@pytest.fixture(scope="session", autouse=True)
def stretched_little() -> Iterator[None]:
    """Let every test of this process hash so; other processes are installations as they are."""
    with (
        override_settings(PASSWORD_HASHERS=["tests.hashing.Quick"]),
        pytest.MonkeyPatch.context() as m,
    ):
        m.setattr(vault, "Argon2id", quick)
        yield
