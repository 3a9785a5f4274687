"""The permission table of api: every URL below ``/api/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, ONE, OPEN

V1 = "/api/v1/"
KEYED = {
    "v1:indicators": f"{V1}indicators",
    "v1:indicator": f"{V1}indicators/C1",
    "v1:releases": f"{V1}releases",
    "v1:release": f"{V1}releases/2026-S1",
    "v1:sdmx_indicators": f"{V1}sdmx/indicators",
    "v1:sdmx_release": f"{V1}sdmx/releases/2026-S1",
    "v1:coverage": f"{V1}coverage",
    "v1:reports": f"{V1}reports",
    "v1:report": f"{V1}reports/{ONE}",
    "v1:units": f"{V1}units",
    "v1:finder": f"{V1}finder",
}
"""What programs ask with a key: 401 for every person, signed in or not."""

API: dict[str, tuple[str, str, frozenset[str] | None]] = {
    **{name: ("GET", path, OPEN) for name, path in KEYED.items()},
    "v1:openapi": ("GET", f"{V1}openapi.json", OPEN),
    "api:reference": ("GET", "/api/", OPEN),
    "api:keys": ("GET", "/api/kunci/", COORDINATES),
    "api:key_new": ("GET", "/api/kunci/baru/", COORDINATES),
    "api:key": ("GET", f"/api/kunci/{ONE}/", COORDINATES),
    "api:key_revoke": ("POST", f"/api/kunci/{ONE}/cabut/", COORDINATES),
}
