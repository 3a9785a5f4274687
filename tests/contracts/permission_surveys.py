"""The permission table of surveys: every URL below ``/survei/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, HOLDS, ONE, PRINTERS

SURVEI = f"/survei/{ONE}/"
TANYA = f"{SURVEI}pertanyaan/"
REACH = "/survei/jangkauan/"
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
    "surveys:campaigns": ("GET", "/survei/kampanye/", PRINTERS),
    "surveys:campaign": ("GET", "/survei/kampanye/hari-anak/", PRINTERS),
    "surveys:briefing": ("GET", "/survei/sosialisasi/", PRINTERS),
    "surveys:briefing_paper": ("GET", "/survei/sosialisasi/cetak/lembar/", PRINTERS),
    "surveys:reach": ("GET", REACH, PRINTERS),
    "surveys:reach_export": ("GET", f"{REACH}unduh/", PRINTERS),
    "surveys:briefing_unit": ("GET", f"{REACH}dinas-kesehatan/", PRINTERS),
    "surveys:briefing_note": ("GET", f"{REACH}dinas-kesehatan/catat/", PRINTERS),
    "surveys:briefing_change": ("GET", f"{REACH}catatan/{ONE}/", PRINTERS),
    "surveys:briefing_withdraw": ("POST", f"{REACH}catatan/{ONE}/tarik/", PRINTERS),
    "surveys:results": ("GET", f"{SURVEI}hasil/", READS_RESULTS),
    "surveys:results_file": ("GET", f"{SURVEI}hasil/unduh/", READS_RESULTS),
    "surveys:results_item": ("GET", f"{SURVEI}hasil/butir/tahu/", READS_RESULTS),
    "surveys:sample": ("GET", f"{SURVEI}sampel/", COORDINATES),
}
