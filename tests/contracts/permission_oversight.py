"""The permission table of oversight: every URL below ``/pantau/``, and who gets it."""

from __future__ import annotations

from ruangaman.oversight.semesters import semester_now
from tests.contracts.permission_people import COORDINATES, HOLDS

WATCHES = frozenset({"dewi", "kadis"})
"""The coordinator and the head of the Dinas."""

RELEASED = WATCHES | {"wim"}
"""And a partner: released figures and reports."""

HOLDERS = HOLDS
KEEPS = COORDINATES
RELEASES = frozenset({"kadis"})
RILIS = f"/pantau/rilis/{semester_now().before.key}/"

OVERSIGHT: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "oversight:home": ("GET", "/pantau/", RELEASED | HOLDS | {"hasan"}),
    "oversight:releases": ("GET", "/pantau/rilis/", RELEASED | HOLDERS),
    "oversight:release": ("GET", RILIS, RELEASED | HOLDERS),  # to a partner 404 until released
    "oversight:release_half": ("GET", f"{RILIS}bagian/", HOLDERS),
    "oversight:release_propose": ("GET", f"{RILIS}usulkan/", KEEPS),
    "oversight:release_discard": ("GET", f"{RILIS}buang/", KEEPS),
    "oversight:release_return": ("GET", f"{RILIS}kembalikan/", RELEASES),
    "oversight:release_publish": ("GET", f"{RILIS}terbitkan/", RELEASES),
}
