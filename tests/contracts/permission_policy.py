"""The permission table of policy: every URL below ``/kebijakan/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, ONE, PRINTERS

BUKTI = "/kebijakan/bukti/"
DI, DOKUMEN = "/kebijakan/register/di/", f"/kebijakan/dokumen/{ONE}/"
TANDA = "/kebijakan/pernyataan/tidak-ada/"
KEEPS_POLICY = PRINTERS
"""Coordinator, head of unit, focal point."""

POLICY: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "policy:home": ("GET", "/kebijakan/", KEEPS_POLICY),
    "policy:register": ("GET", "/kebijakan/register/", KEEPS_POLICY),
    "policy:register_export": ("GET", "/kebijakan/register/unduh/", COORDINATES),
    "policy:register_of": ("GET", f"{DI}provinsi/", KEEPS_POLICY),
    "policy:document_choose": ("GET", f"{DI}tidak-ada/baru/", KEEPS_POLICY),
    "policy:document_add": ("GET", f"{DI}tidak-ada/baru/tanpa-contoh/", KEEPS_POLICY),
    "policy:document": ("GET", DOKUMEN, KEEPS_POLICY),
    "policy:document_change": ("GET", f"{DOKUMEN}ubah/", KEEPS_POLICY),
    "policy:document_adopt": ("GET", f"{DOKUMEN}berlaku/", KEEPS_POLICY),
    "policy:document_end": ("GET", f"{DOKUMEN}akhiri/", KEEPS_POLICY),
    "policy:document_renew": ("POST", f"{DOKUMEN}versi/", KEEPS_POLICY),
    "policy:document_remove": ("GET", f"{DOKUMEN}hapus/", KEEPS_POLICY),
    "policy:document_paper": ("GET", f"{DOKUMEN}cetak/pdf/", KEEPS_POLICY),
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
