"""Passwords of tests are stretched little: they protect nobody, and each sign-in waits for it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import override_settings


class Quick(Argon2PasswordHasher):
    """Argon2 with the least it takes; ``test_passwords`` says what an installation has."""

    time_cost, memory_cost, parallelism = 1, 8, 1


@pytest.fixture(scope="session", autouse=True)
def stretched_little() -> Iterator[None]:
    """Let every test of this process hash so; other processes are installations as they are."""
    with override_settings(PASSWORD_HASHERS=["tests.hashing.Quick"]):
        yield
