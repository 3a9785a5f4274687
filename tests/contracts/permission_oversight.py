"""The permission table of oversight: every URL below ``/pantau/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS

WATCHES = frozenset({"dewi", "kadis"})
"""The coordinator and the head of the Dinas."""

RELEASED = WATCHES | {"wim"}
"""And a partner: released figures and reports."""

HOLDERS = HOLDS
KEEPS = COORDINATES

INDICATORS = "/pantau/indikator/"

OVERSIGHT: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "oversight:home": ("GET", "/pantau/", RELEASED | HOLDS | {"hasan"}),
    "oversight:indicators": ("GET", INDICATORS, WATCHES),
    "oversight:indicators_file": ("GET", f"{INDICATORS}unduh/", WATCHES),
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
}
