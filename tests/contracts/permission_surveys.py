"""The permission table of surveys: every URL below ``/survei/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS, ONE

SURVEI = f"/survei/{ONE}/"
TANYA = f"{SURVEI}pertanyaan/"
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
    "surveys:survey_new": ("GET", "/survei/baru/", COORDINATES),
    "surveys:questions": ("GET", TANYA, COORDINATES),
    "surveys:questions_head": ("GET", f"{TANYA}judul/", COORDINATES),
    "surveys:questions_ethics": ("GET", f"{TANYA}etik/", COORDINATES),
    "surveys:questions_preview": ("GET", f"{TANYA}pratinjau/", COORDINATES),
    "surveys:part_move": ("POST", f"{TANYA}pindah/", COORDINATES),
    "surveys:section_add": ("GET", f"{TANYA}bagian/", COORDINATES),
    "surveys:section_change": ("GET", f"{TANYA}bagian/satu/", COORDINATES),
    "surveys:item_choose": ("GET", f"{TANYA}bagian/satu/pilih/", COORDINATES),
    "surveys:item_add": ("GET", f"{TANYA}bagian/satu/tulis/", COORDINATES),
    "surveys:item_change": ("GET", f"{TANYA}butir/satu/", COORDINATES),
    "surveys:part_remove": ("GET", f"{TANYA}hapus/butir/satu/", COORDINATES),
}
