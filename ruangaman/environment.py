"""Reads single values of the environment for ``ruangaman.settings``; each knows what it may be."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def env(name: str, default: str) -> str:
    """Return a setting's text from the environment, or from the file that ``NAME_FILE`` names."""
    path = os.environ.get(f"{name}_FILE")
    return Path(path).read_text(encoding="utf-8").strip() if path else os.environ.get(name, default)


def env_bool(name: str, *, default: bool) -> bool:
    """Return a yes/no setting: 1, true, yes, on count as yes."""
    return env(name, str(default)).lower() in {"1", "true", "yes", "on"}


def env_number(name: str, *, default: int, least: int = 1) -> int:
    """Return a whole number of at least ``least``."""
    text = env(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise ImproperlyConfigured(f"{name}: a whole number of at least {least} is needed")
    return int(text)


def env_list(name: str, default: str) -> list[str]:
    """Return a comma-separated setting as a list."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def password(name: str) -> str:
    """Return what another service knows us by; the public surface never reads it."""
    return "" if env("RUANGAMAN_SURFACE", "all") == "public" else env(name, "")


def outside_address(name: str) -> str:
    """Return the address of another service: HTTPS, or HTTP to this machine."""
    address = env(name, "")
    parts = urlsplit(address)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if address and not (safe and parts.hostname):
        raise ImproperlyConfigured(f"{name}: https://… is needed")
    return address


def smtp_security(name: str, host: str) -> str:
    """Return how mail to ``host`` is encrypted; ``none`` only to this machine."""
    chosen = env(name, "starttls")
    if chosen not in {"starttls", "tls", "none"}:
        raise ImproperlyConfigured(f"{name}: starttls, tls or none")
    if chosen == "none" and host not in {"", *LOOPBACK}:
        raise ImproperlyConfigured(f"{name}: none is for this machine only")
    return chosen


def mail_address(name: str) -> str:
    """Return an e-mail address, or nothing."""
    address = env(name, "")
    if address and not re.fullmatch(r"[^\s@<>\"+]+@[^\s@<>\"]+", address):
        raise ImproperlyConfigured(f"{name}: an e-mail address without + is needed")
    return address


def database(url: str, home: Path = Path()) -> dict[str, Any]:
    """Read ``DATABASE_URL``: ``sqlite:///path`` or ``postgresql://user:password@host:port/name``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "CONN_MAX_AGE": 600,
            "TEST": {"NAME": str(home / "test.sqlite3")},
            "OPTIONS": {
                "timeout": 10,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
                " PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;",
            },
        }
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL: sqlite:///… or postgresql://…")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
