"""The permission table of surveys: every URL below ``/survei/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS, ONE

SURVEI = f"/survei/{ONE}/"
READS_RESULTS = frozenset({"dewi", "kadis", "wim"})

SURVEYS: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "surveys:home": ("GET", "/survei/", READS_RESULTS | HOLDS | {"hasan", "rina"}),
    "surveys:survey": ("GET", SURVEI, READS_RESULTS | HOLDS),  # 404 but for closed ones, or holders
    "surveys:survey_days": ("GET", f"{SURVEI}hari/", COORDINATES),
    "surveys:survey_strata": ("GET", f"{SURVEI}kelompok/", COORDINATES),
    "surveys:survey_holders": ("GET", f"{SURVEI}pemegang/", COORDINATES),
    "surveys:survey_open": ("GET", f"{SURVEI}buka/", COORDINATES),
    "surveys:survey_end": ("GET", f"{SURVEI}akhiri/", COORDINATES),
    "surveys:survey_cancel": ("GET", f"{SURVEI}batal/", COORDINATES),
    "surveys:survey_half": ("GET", f"{SURVEI}kunci/", HOLDS),
    "surveys:slips": ("GET", f"{SURVEI}slip/", COORDINATES),
    "surveys:slips_left": ("GET", f"{SURVEI}slip/sisa/", COORDINATES),
    "surveys:slips_file": ("GET", f"{SURVEI}slip/{ONE}/", COORDINATES),
    "surveys:results": ("GET", f"{SURVEI}hasil/", READS_RESULTS),
    "surveys:results_file": ("GET", f"{SURVEI}hasil/unduh/", READS_RESULTS),
    "surveys:results_item": ("GET", f"{SURVEI}hasil/butir/tahu/", READS_RESULTS),
    "surveys:sample": ("GET", f"{SURVEI}sampel/", COORDINATES),
}
