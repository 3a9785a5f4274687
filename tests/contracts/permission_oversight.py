"""The permission table of oversight: every URL below ``/pantau/``, and who gets it."""

from __future__ import annotations

from ruangaman.oversight.semesters import semester_now
from tests.contracts.permission_people import COORDINATES, HOLDS, ONE

WATCHES = frozenset({"dewi", "kadis"})
"""The coordinator and the head of the Dinas."""

RELEASED = WATCHES | {"wim"}
"""And a partner: released figures and reports."""

HOLDERS = HOLDS
KEEPS = COORDINATES
RELEASES = frozenset({"kadis"})
RILIS = f"/pantau/rilis/{semester_now().before.key}/"

INDICATORS = "/pantau/indikator/"
MITRA = "/pantau/mitra/"

TINJAUAN = "/pantau/tinjauan/2026/"

OVERSIGHT: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "oversight:home": ("GET", "/pantau/", RELEASED | HOLDS | {"hasan"}),
    "oversight:reviews": ("GET", "/pantau/tinjauan/", WATCHES),
    "oversight:review": ("GET", TINJAUAN, WATCHES),
    "oversight:review_paper": ("GET", f"{TINJAUAN}naskah.pdf", WATCHES),
    "oversight:review_close": ("GET", f"{TINJAUAN}tutup/", KEEPS),
    "oversight:review_note": ("GET", f"{TINJAUAN}bagian/changes/catatan/", KEEPS),
    "oversight:review_decision_add": ("GET", f"{TINJAUAN}bagian/changes/keputusan/", KEEPS),
    "oversight:review_decision": ("GET", f"{TINJAUAN}keputusan/{ONE}/", KEEPS),
    "oversight:review_decision_remove": ("POST", f"{TINJAUAN}keputusan/{ONE}/hapus/", KEEPS),
    "oversight:indicators": ("GET", INDICATORS, WATCHES),
    "oversight:indicators_file": ("GET", f"{INDICATORS}unduh/", WATCHES),
    "oversight:contracts": ("GET", f"{INDICATORS}kontrak/", KEEPS),
    "oversight:indicator": ("GET", f"{INDICATORS}c1/", WATCHES),
    "oversight:indicator_units": ("GET", f"{INDICATORS}c1/unit/", WATCHES),
    "oversight:indicator_file": ("GET", f"{INDICATORS}c1/unduh/", WATCHES),
    "oversight:picture_list": ("GET", "/pantau/gambar.xlsx", WATCHES),
    "oversight:one_page": ("GET", "/pantau/lembar/", WATCHES),
    "oversight:one_page_pdf": ("GET", "/pantau/lembar.pdf", WATCHES),
    "oversight:consistency": ("GET", "/pantau/konsistensi/", WATCHES),
    "oversight:consistency_export": ("GET", "/pantau/konsistensi/unduh/", WATCHES),
    "oversight:units_own": ("GET", "/pantau/unit/", WATCHES | {"hasan"}),
    "oversight:unit": ("GET", "/pantau/unit/dinas-kesehatan/", WATCHES | {"hasan"}),  # own: 404
    "oversight:releases": ("GET", "/pantau/rilis/", RELEASED | HOLDERS),
    "oversight:release": ("GET", RILIS, RELEASED | HOLDERS),  # to a partner 404 until released
    "oversight:release_half": ("GET", f"{RILIS}bagian/", HOLDERS),
    "oversight:release_propose": ("GET", f"{RILIS}usulkan/", KEEPS),
    "oversight:release_discard": ("GET", f"{RILIS}buang/", KEEPS),
    "oversight:release_return": ("GET", f"{RILIS}kembalikan/", RELEASES),
    "oversight:release_publish": ("GET", f"{RILIS}terbitkan/", RELEASES),
    "oversight:partners": ("GET", MITRA, RELEASED),
    "oversight:partner_add": ("POST", f"{MITRA}tambah/", KEEPS),
    "oversight:partner": ("GET", f"{MITRA}{ONE}/", RELEASED),
    "oversight:partner_members": ("POST", f"{MITRA}{ONE}/pembaca/", KEEPS),
    "oversight:agreement_new": ("GET", f"{MITRA}{ONE}/perjanjian/", KEEPS),
    "oversight:agreement": ("GET", f"{MITRA}perjanjian/{ONE}/", KEEPS),
    "oversight:agreement_end": ("POST", f"{MITRA}perjanjian/{ONE}/akhiri/", KEEPS),
    "oversight:partner_report_new": ("POST", f"{MITRA}perjanjian/{ONE}/laporan/", KEEPS),
    "oversight:partner_report": ("GET", f"{MITRA}laporan/{ONE}/", RELEASED),
    "oversight:partner_report_file": ("GET", f"{MITRA}laporan/{ONE}/unduh/", RELEASED),
}
