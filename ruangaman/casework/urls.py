"""``/kasus/``: the desk."""

from __future__ import annotations

from django.urls import path, re_path

from ruangaman.casework.views import (
    case,
    conflict,
    endings,
    examinations,
    files,
    letters,
    lists,
    load,
    sections,
    steps,
    team,
    work,
)

app_name = "cases"

NUMBER = r"(?P<number>[A-Z]{3}-[0-9]{4})"
STEP = r"(?P<name>usul|setuju|batal|lepas)"
SECTION = r"(?P<slug>[a-z-]+)"

urlpatterns = [
    path("kasus/", lists.cases, name="list"),
    path("kasus/tim/", lists.teams, name="team"),
    path("kasus/tim/<uuid:team>/pergi/<uuid:user>/", load.leaving_set, name="leaving_set"),
    path("kasus/tim/rekan/<uuid:question>/", conflict.answer, name="colleague_answer"),
    path("kasus/tenggat/", lists.overdue, name="overdue"),
    path("kasus/beban/", load.load, name="load"),
    path("kasus/serah-terima/", load.leaving, name="leaving"),
    path("kasus/serah-terima/selesai/", load.leaving_done, name="leaving_done"),
    path("kasus/tim/<uuid:team>/dilihat/", conflict.few_seen, name="few_seen"),
    path("kasus/tim/<uuid:team>/tutup/", team.shut, name="shut"),
    path("kasus/tim/<uuid:team>/tertinggal/", team.left, name="left"),
    path("kasus/tim/<uuid:team>/berkas/", work.team_desk, name="team_desk"),
    path("kasus/hari-ini/", work.today, name="today"),
    path("kasus/berpindah/<uuid:departure>/dibaca/", lists.departure_seen, name="departure_seen"),
    path("kasus/tugas/", work.tasks, name="tasks"),
    path("kasus/pemeriksaan/", examinations.examinations, name="examinations"),
    path("kasus/pemeriksaan/<uuid:examination_id>/", examinations.examination, name="examination"),
    path(
        "kasus/pemeriksaan/<uuid:examination_id>/hasil/",
        examinations.result,
        name="examination_result",
    ),
    path(
        "kasus/pemeriksaan/<uuid:examination_id>/minta/",
        examinations.more,
        name="examination_more",
    ),
    path(
        "kasus/pemeriksaan/<uuid:examination_id>/file/",
        examinations.file,
        name="examination_file",
    ),
    path("kasus/penghapusan/", endings.endings, name="endings"),
    re_path(rf"^kasus/penghapusan/{NUMBER}/$", endings.ending, name="ending"),
    re_path(rf"^kasus/penghapusan/{NUMBER}/tahan/$", endings.hold, name="hold"),
    re_path(rf"^kasus/penghapusan/{NUMBER}/{STEP}/$", endings.step, name="ending_step"),
    re_path(rf"^kasus/{NUMBER}/$", case.sealed, name="detail"),
    re_path(rf"^kasus/{NUMBER}/buka/$", case.opened, name="open"),
    re_path(rf"^kasus/{NUMBER}/jawab/$", steps.step, {"name": "acknowledge"}, name="acknowledge"),
    re_path(rf"^kasus/{NUMBER}/pesan/$", steps.step, {"name": "message"}, name="message"),
    re_path(rf"^kasus/{NUMBER}/file/$", files.case_files, name="files"),
    re_path(rf"^kasus/{NUMBER}/rekan/$", conflict.colleague, name="colleague"),
    re_path(rf"^kasus/{NUMBER}/mundur/$", conflict.aside, name="aside"),
    re_path(rf"^kasus/{NUMBER}/pembaca/$", steps.step, {"name": "reader"}, name="reader"),
    re_path(rf"^kasus/{NUMBER}/keadaan/$", steps.step, {"name": "move"}, name="move"),
    re_path(rf"^kasus/{NUMBER}/tutup/$", steps.step, {"name": "conclude"}, name="conclude"),
    re_path(rf"^kasus/{NUMBER}/buka-lagi/$", steps.step, {"name": "reopen"}, name="reopen"),
    re_path(rf"^kasus/{NUMBER}/rujukan/surat/$", letters.letter, name="letter"),
    re_path(rf"^kasus/{NUMBER}/berkas/{SECTION}/$", sections.section, name="section"),
    re_path(
        rf"^kasus/{NUMBER}/berkas/{SECTION}/(?P<name>[a-z-]+)/$",
        sections.action,
        name="section_action",
    ),
]
