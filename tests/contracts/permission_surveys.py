"""The permission table of surveys: every URL below ``/survei/``, and who gets it."""

from __future__ import annotations

SURVEYS: dict[str, tuple[str, str, frozenset[str] | None]] = {}
