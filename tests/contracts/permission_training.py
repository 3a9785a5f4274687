"""The permission table of training: every URL below ``/pelatihan/``, and who gets it."""

from __future__ import annotations

from tests.contracts.permission_people import COORDINATES, EVERYBODY, NETWORK, ONE, OPEN

ACARA = f"/pelatihan/acara/{ONE}/"
SERTIFIKAT = f"/pelatihan/sertifikat/{ONE}/"
PAPAN, SEBAYA = "/pelatihan/papan/", "/pelatihan/sebaya/"
ORGANISES = frozenset({"dewi", "tono"})
RESULTS = ORGANISES | {"kadis", "wim"}
TRAINS = frozenset({"tono"})
BOARD, MODERATES = frozenset({"rina", "maria"}), frozenset({"maria"})
PEERS, PLANS = (
    frozenset({"dewi", "agustina", "maria", "tono", "rina"}),
    frozenset({"dewi", "agustina"}),
)

TRAINING: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "training:home": ("GET", "/pelatihan/", EVERYBODY),
    "training:study": ("GET", "/pelatihan/belajar/", EVERYBODY),
    "training:study_module": ("GET", "/pelatihan/belajar/1/", EVERYBODY),  # 404 without content
    "training:study_step": ("GET", "/pelatihan/belajar/1/1/", EVERYBODY),  # too
    "training:induction": ("GET", "/pelatihan/induksi/", NETWORK),
    "training:induction_unit": ("GET", "/pelatihan/induksi/tidak-ada/", NETWORK),
    "training:induction_renew": ("POST", "/pelatihan/induksi/tidak-ada/tautan/", NETWORK),
    "training:induction_sheet": ("GET", "/pelatihan/induksi/tidak-ada/lembar/", NETWORK),
    "training:events": ("GET", "/pelatihan/acara/", ORGANISES),
    "training:event_add": ("GET", "/pelatihan/acara/baru/", COORDINATES),
    "training:event": ("GET", ACARA, ORGANISES),
    "training:event_change": ("GET", f"{ACARA}ubah/", COORDINATES),
    "training:event_step": ("POST", f"{ACARA}langkah/tutup/", COORDINATES),
    "training:session_add": ("GET", f"{ACARA}sesi/baru/", ORGANISES),
    "training:session_change": ("GET", f"{ACARA}sesi/{ONE}/", ORGANISES),
    "training:session_remove": ("POST", f"{ACARA}sesi/{ONE}/hapus/", ORGANISES),
    "training:event_trainers": ("GET", f"{ACARA}pelatih/", COORDINATES),
    "training:event_seats": ("GET", f"{ACARA}kursi/", COORDINATES),
    "training:event_counted": ("GET", f"{ACARA}rincian/", COORDINATES),
    "training:participants": ("GET", f"{ACARA}peserta/", ORGANISES),
    "training:event_invite": ("GET", f"{ACARA}peserta/undang/", COORDINATES),
    "training:event_letters": ("GET", f"{ACARA}peserta/surat/", COORDINATES),
    "training:participant_step": ("POST", f"{ACARA}peserta/{ONE}/batal/", COORDINATES),
    "training:material_add": ("GET", f"{ACARA}bahan/", ORGANISES),
    "training:material": ("GET", f"{ACARA}bahan/{ONE}/", OPEN),  # 404 but for who takes part
    "training:material_remove": ("POST", f"{ACARA}bahan/{ONE}/hapus/", ORGANISES),
    "training:certificates": ("GET", "/pelatihan/sertifikat/", COORDINATES),
    "training:my_certificates": ("GET", "/pelatihan/sertifikat/saya/", EVERYBODY),
    "training:certificate": ("GET", SERTIFIKAT, COORDINATES),
    "training:certificate_revoke": ("GET", f"{SERTIFIKAT}cabut/", COORDINATES),
    "training:certificate_rename": ("GET", f"{SERTIFIKAT}nama/", COORDINATES),
    "training:certificate_pdf": ("GET", f"{SERTIFIKAT}pdf/", EVERYBODY),  # 404 but for the holder
    "training:certificate_credential": ("GET", f"{SERTIFIKAT}kredensial.json", EVERYBODY),  # too
    "training:batch": ("GET", f"/pelatihan/sertifikat/penerbitan/{ONE}/", COORDINATES),
    "training:batch_download": (
        "GET",
        f"/pelatihan/sertifikat/penerbitan/{ONE}/unduh/",
        COORDINATES,
    ),
    "training:event_certificates": ("GET", f"{ACARA}sertifikat/", COORDINATES),
    "training:needs": ("GET", "/pelatihan/kebutuhan/", NETWORK),
    "training:needs_export": ("GET", "/pelatihan/kebutuhan/unduh/", NETWORK),
    "training:need_invite": ("POST", "/pelatihan/kebutuhan/undang/", COORDINATES),
    "training:needs_by_module": ("GET", "/pelatihan/kebutuhan/modul/", COORDINATES),
    "training:evaluation": ("GET", f"/pelatihan/evaluasi/{ONE}/after/", OPEN),  # asks for the code
    "training:evaluation_results": ("GET", f"/pelatihan/evaluasi/{ONE}/hasil/", ORGANISES),
    "training:board": ("GET", PAPAN, BOARD),
    "training:board_write": ("GET", f"{PAPAN}tulis/", BOARD),
    "training:board_moderation": ("GET", f"{PAPAN}periksa/", MODERATES),
    "training:board_question": ("GET", f"{PAPAN}{ONE}/", BOARD),
    "training:board_withdraw": ("POST", f"{PAPAN}{ONE}/tarik/", BOARD),
    "training:board_moderate": ("POST", f"{PAPAN}{ONE}/periksa/", MODERATES),
    "training:peers": ("GET", SEBAYA, PEERS),
    "training:peer_add": ("GET", f"{SEBAYA}baru/", PLANS),
    "training:peer_change": ("GET", f"{SEBAYA}{ONE}/", PLANS),
    "training:peer_cancel": ("POST", f"{SEBAYA}{ONE}/batal/", PLANS),
    "training:peer_attendance": ("GET", f"{SEBAYA}{ONE}/hadir/", PEERS),
    "training:self_check": ("GET", "/pelatihan/periksa-diri/", EVERYBODY),
    "training:papers": ("GET", f"{ACARA}tes/", ORGANISES),
    "training:papers_propose": ("POST", f"{ACARA}tes/usulan/", ORGANISES),
    "training:test_results": ("GET", f"{ACARA}tes/hasil/", ORGANISES),
    "training:extra_time": ("GET", f"{ACARA}tes/waktu/", TRAINS),
    "training:paper": ("GET", f"{ACARA}tes/awal/", ORGANISES),
    "training:paper_remove": ("POST", f"{ACARA}tes/awal/hapus/", ORGANISES),
    "training:test_mine": ("GET", "/pelatihan/tes/saya/", OPEN),  # 404 but for participants
    "training:test": ("GET", f"/pelatihan/tes/{ONE}/", OPEN),
    "training:test_page": ("GET", f"/pelatihan/tes/{ONE}/halaman/1/", OPEN),
    "training:test_end": ("GET", f"/pelatihan/tes/{ONE}/akhir/", OPEN),
    "training:test_result": ("GET", f"/pelatihan/tes/{ONE}/hasil/", OPEN),
    "training:practice": ("GET", "/pelatihan/praktik/", EVERYBODY),
    "training:previews": ("GET", "/pelatihan/praktik/pratinjau/", ORGANISES),
    "training:preview": ("GET", "/pelatihan/praktik/pratinjau/tiada/", ORGANISES),
    "training:talk": ("GET", "/pelatihan/praktik/tiada/", EVERYBODY),
    "training:roleplays": ("GET", f"{ACARA}bermain-peran/", ORGANISES),
    "training:roleplay_enter": ("GET", f"{ACARA}bermain-peran/{ONE}/", ORGANISES),
    "training:observers": ("GET", "/pelatihan/bermain-peran/", ORGANISES),
    "training:roleplay_mine": ("GET", "/pelatihan/bermain-peran/saya/", EVERYBODY),
    "training:roleplay_sheet": ("GET", "/pelatihan/bermain-peran/lembar/", ORGANISES),
    "training:observer_name": ("GET", "/pelatihan/bermain-peran/tunjuk/", COORDINATES),
    "training:observed": ("GET", f"/pelatihan/bermain-peran/{ONE}/", TRAINS),
    "training:observer_cancel": ("POST", f"/pelatihan/bermain-peran/{ONE}/batal/", COORDINATES),
    "training:roleplay_correct": ("GET", f"/pelatihan/bermain-peran/catatan/{ONE}/", TRAINS),
    "training:roleplay_remove": ("POST", f"/pelatihan/bermain-peran/catatan/{ONE}/hapus/", TRAINS),
    "training:invitation": ("GET", f"/pelatihan/undangan/{ONE}/", OPEN),  # 404 but for the invited
    "training:door": ("GET", "/pelatihan/ikut/", OPEN),
    "training:door_leave": ("POST", "/pelatihan/ikut/pergi/", OPEN),
    "training:door_back": ("POST", "/pelatihan/ikut/akun/", OPEN),
    "training:taking_part": ("GET", f"/pelatihan/ikut/{ONE}/", OPEN),  # leads strangers to the door
    "training:attend": ("GET", f"/pelatihan/hadir/{ONE}/CCC479/", OPEN),  # 404 without a session
    "training:attendance": ("GET", f"{ACARA}hadir/", ORGANISES),
    "training:attendance_sheet": ("GET", f"{ACARA}hadir/lembar/", ORGANISES),
    "training:attendance_xlsx": ("GET", f"{ACARA}hadir/daftar.xlsx", ORGANISES),
    "training:attendance_csv": ("GET", f"{ACARA}hadir/daftar.csv", ORGANISES),
    "training:attendance_upload": ("GET", f"{ACARA}hadir/unggah/", ORGANISES),
    "training:attendance_confirm": ("POST", f"{ACARA}hadir/unggah/catat/", ORGANISES),
    "training:attendance_session": ("GET", f"{ACARA}hadir/sesi/{ONE}/", ORGANISES),
    "training:attendance_screen": ("GET", f"{ACARA}hadir/sesi/{ONE}/layar/", ORGANISES),
    "training:attendance_screen_step": ("POST", f"{ACARA}hadir/sesi/{ONE}/layar/buka/", ORGANISES),
    "training:attendance_take_back": ("GET", f"{ACARA}hadir/sesi/{ONE}/tarik/{ONE}/", ORGANISES),
    "training:export_attendance": ("GET", f"{ACARA}ekspor/kehadiran/", ORGANISES),
    "training:export_results": ("GET", f"{ACARA}ekspor/hasil/", ORGANISES),
    "training:hours": ("GET", "/pelatihan/jam/", COORDINATES),
    "training:reports": ("GET", "/pelatihan/laporan/", RESULTS),
    "training:report": ("GET", f"/pelatihan/laporan/{ONE}/", RESULTS),
    "training:report_pdf": ("GET", f"/pelatihan/laporan/{ONE}/pdf/", RESULTS),
}
