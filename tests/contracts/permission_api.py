"""The permission table of api: every URL below ``/api/``, and who gets it."""

from __future__ import annotations

API: dict[str, tuple[str, str, frozenset[str] | None]] = {}
