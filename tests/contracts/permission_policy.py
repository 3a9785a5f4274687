"""The permission table of policy: every URL below ``/kebijakan/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, ONE, PRINTERS

BUKTI = "/kebijakan/bukti/"
DI, DOKUMEN = "/kebijakan/register/di/", f"/kebijakan/dokumen/{ONE}/"
TANDA = "/kebijakan/pernyataan/tidak-ada/"
NILAI, AKSI = "/kebijakan/penilaian/", "/kebijakan/aksi/"
TAHUN, RENCANA = f"{NILAI}tidak-ada/2026/", f"{AKSI}tidak-ada/2026/"
SATU, USUL = f"{AKSI}satu/{ONE}/", f"{AKSI}provinsi/2026/usul/policy-sop/"
KEEPS_POLICY = PRINTERS
"""Coordinator, head of unit, focal point."""

POLICY: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "policy:unit": ("GET", "/kebijakan/unit/tidak-ada/", KEEPS_POLICY),  # 404 but for own
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
    "policy:staff_upload": ("GET", f"{TANDA}pegawai/unggah/", KEEPS_POLICY),
    "policy:staff_leave": ("POST", f"{TANDA}pegawai/{ONE}/keluar/", KEEPS_POLICY),
    "policy:pledges_on_paper": ("POST", f"{TANDA}kertas/", KEEPS_POLICY),
    "policy:pledge_match": ("POST", f"{TANDA}tanda/{ONE}/", KEEPS_POLICY),
    "policy:assessments": ("GET", NILAI, KEEPS_POLICY),
    "policy:assessments_sheet": ("GET", f"{NILAI}daftar.xlsx", COORDINATES),
    "policy:assessment_unit": ("GET", f"{NILAI}tidak-ada/", KEEPS_POLICY),  # 404, as all below
    "policy:assessment": ("GET", TAHUN, KEEPS_POLICY),
    "policy:assessment_submit": ("POST", f"{TAHUN}kirim/", KEEPS_POLICY),
    "policy:assessment_withdraw": ("POST", f"{TAHUN}tarik/", KEEPS_POLICY),
    "policy:assessment_verify": ("GET", f"{TAHUN}periksa/", COORDINATES),
    "policy:assessment_paper": ("GET", f"{TAHUN}cetak.pdf", KEEPS_POLICY),
    "policy:assessment_answer": ("GET", f"{TAHUN}standard/kebijakan/", KEEPS_POLICY),
    "policy:actions": ("GET", AKSI, KEEPS_POLICY),
    "policy:actions_sheet": ("GET", f"{AKSI}daftar.xlsx", KEEPS_POLICY),
    "policy:action": ("GET", SATU, KEEPS_POLICY),
    "policy:action_change": ("GET", f"{SATU}ubah/", KEEPS_POLICY),
    "policy:action_done": ("GET", f"{SATU}selesai/", KEEPS_POLICY),
    "policy:action_drop": ("GET", f"{SATU}henti/", KEEPS_POLICY),
    "policy:action_reopen": ("POST", f"{SATU}buka/", KEEPS_POLICY),
    "policy:action_carry": ("GET", f"{SATU}lanjut/", KEEPS_POLICY),
    "policy:proposal_take": ("POST", f"{USUL}ambil/", COORDINATES),
    "policy:proposal_dismiss": ("GET", f"{USUL}abaikan/", COORDINATES),
    "policy:proposal_restore": ("POST", f"{USUL}kembali/", COORDINATES),
    "policy:plan": ("GET", RENCANA, KEEPS_POLICY),
    "policy:action_add": ("GET", f"{RENCANA}tambah/", KEEPS_POLICY),
    "policy:plan_paper": ("GET", f"{RENCANA}cetak.pdf", KEEPS_POLICY),
}
