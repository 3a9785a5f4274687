"""The permission table of policy: every URL below ``/kebijakan/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import ONE, PRINTERS

BUKTI = "/kebijakan/bukti/"
TANDA = "/kebijakan/pernyataan/tidak-ada/"
KEEPS_POLICY = PRINTERS
"""Coordinator, head of unit, focal point."""

POLICY: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "policy:home": ("GET", "/kebijakan/", KEEPS_POLICY),
    "policy:register": ("GET", "/kebijakan/register/", KEEPS_POLICY),
    "policy:evidence": ("GET", f"{BUKTI}{ONE}/", KEEPS_POLICY),
    "policy:evidence_add": ("GET", f"{BUKTI}dokumen/{ONE}/", KEEPS_POLICY),
    "policy:evidence_remove": ("GET", f"{BUKTI}{ONE}/hapus/", KEEPS_POLICY),
    "policy:pledges": ("GET", "/kebijakan/pernyataan/", KEEPS_POLICY),
    "policy:pledges_sheet": ("GET", "/kebijakan/pernyataan.xlsx", KEEPS_POLICY),
    "policy:pledge_unit": ("GET", TANDA, KEEPS_POLICY),  # 404 but for the own unit, too below
    "policy:pledge_link": ("POST", f"{TANDA}tautan/", KEEPS_POLICY),
    "policy:pledge_sheet": ("GET", f"{TANDA}lembar/", KEEPS_POLICY),
    "policy:pledge_paper": ("GET", f"{TANDA}daftar.pdf", KEEPS_POLICY),
    "policy:staff_add": ("GET", f"{TANDA}pegawai/", KEEPS_POLICY),
    "policy:staff_leave": ("POST", f"{TANDA}pegawai/{ONE}/keluar/", KEEPS_POLICY),
    "policy:pledges_on_paper": ("POST", f"{TANDA}kertas/", KEEPS_POLICY),
    "policy:pledge_match": ("POST", f"{TANDA}tanda/{ONE}/", KEEPS_POLICY),
}
