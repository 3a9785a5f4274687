"""The permission table of oversight: every URL below ``/pantau/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS, ONE

WATCHES = frozenset({"dewi", "kadis"})
"""The coordinator and the head of the Dinas."""

RELEASED = WATCHES | {"wim"}
"""And a partner: released figures and reports."""

HOLDERS = HOLDS
KEEPS = COORDINATES

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
    "oversight:consistency": ("GET", "/pantau/konsistensi/", WATCHES),
    "oversight:consistency_export": ("GET", "/pantau/konsistensi/unduh/", WATCHES),
    "oversight:units_own": ("GET", "/pantau/unit/", WATCHES | {"hasan"}),
    "oversight:unit": ("GET", "/pantau/unit/dinas-kesehatan/", WATCHES | {"hasan"}),  # own: 404
}
