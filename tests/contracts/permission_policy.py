"""The permission table of policy: every URL below ``/kebijakan/``, and who gets it."""

from __future__ import annotations

POLICY: dict[str, tuple[str, str, frozenset[str] | None]] = {}
