"""The permission table of oversight: every URL below ``/pantau/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS, ONE

WATCHES = frozenset({"dewi", "kadis"})
"""The coordinator and the head of the Dinas."""

RELEASED = WATCHES | {"wim"}
"""And a partner: released figures and reports."""

HOLDERS = HOLDS
KEEPS = COORDINATES
MITRA = "/pantau/mitra/"

OVERSIGHT: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "oversight:home": ("GET", "/pantau/", RELEASED | HOLDS | {"hasan"}),
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
