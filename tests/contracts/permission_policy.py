"""The permission table of policy: every URL below ``/kebijakan/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import ONE, PRINTERS

BUKTI = "/kebijakan/bukti/"
KEEPS_POLICY = PRINTERS
"""Coordinator, head of unit, focal point."""

POLICY: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "policy:home": ("GET", "/kebijakan/", KEEPS_POLICY),
    "policy:register": ("GET", "/kebijakan/register/", KEEPS_POLICY),
    "policy:evidence": ("GET", f"{BUKTI}{ONE}/", KEEPS_POLICY),
    "policy:evidence_add": ("GET", f"{BUKTI}dokumen/{ONE}/", KEEPS_POLICY),
    "policy:evidence_remove": ("GET", f"{BUKTI}{ONE}/hapus/", KEEPS_POLICY),
}
