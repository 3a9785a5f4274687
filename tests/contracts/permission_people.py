"""Who stands for which role in the permission table: one person of the world each."""

from __future__ import annotations

import uuid

EVERYBODY = frozenset(
    [
        "maria",
        "agustina",
        "rina",
        "anton",
        "dewi",
        "tono",
        "eka",
        "hasan",
        "kadis",
        "wim",
        "dina",
        "ratih",
    ]
)  # one for each role
READERS = frozenset({"maria", "rina"})
WORKERS = frozenset({"maria"})
CASES = frozenset({"maria", "rina", "eka"})
READS = frozenset({"maria", "rina", "eka", "agustina"})
HOLDS, OFFICER = frozenset({"ratih"}), frozenset({"dina"})
KEYS = READS | HOLDS | {"dina"}
EXAMINES = frozenset({"eka"})
TOLD = READS | {"anton", "dina"}
KEEPS = COORDINATES = frozenset({"dewi"})
NETWORK = frozenset({"dewi", "hasan"})
ADMIN, LEADS = frozenset({"anton"}), frozenset({"agustina"})
ROSTER = READERS | LEADS
SERVICES = frozenset({"dewi", "maria"})
PRINTERS = frozenset({"dewi", "hasan", "rina"})
OPEN = None
NUMBER, PERSON, TEAM = "{number}", "{person}", "{team}"
ONE = uuid.UUID(int=1)
SK = f"/jejaring/sk/{ONE}/"
ORANG = f"/jejaring/orang/{ONE}/"
