"""Every URL of both surfaces, by every role. A new URL without a row fails."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.clients import PublicClient, StaffClient, undone
from tests.world import World

pytestmark = pytest.mark.django_db

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

STAFF: dict[str, tuple[str, str, frozenset[str] | None]] = {
    "healthz": ("GET", "/healthz", OPEN),
    "metrics": ("GET", "/metrik/", OPEN),  # 404 without its token
    "account_login": ("GET", "/masuk/", OPEN),
    "mfa_authenticate": ("GET", "/masuk/dua-langkah/", OPEN),
    "mfa_login_webauthn": ("GET", "/masuk/passkey/", OPEN),
    "account_inactive": ("GET", "/masuk/ditangguhkan/", OPEN),  # says so with 403
    "invitation": ("GET", "/undangan/tidak-ada/", OPEN),
    "account_logout": ("POST", "/keluar/", OPEN),
    "account_reauthenticate": ("GET", "/masuk/lagi/", EVERYBODY),
    "home": ("GET", "/", EVERYBODY),
    "account": ("GET", "/akun/", EVERYBODY),
    "mfa_index": ("GET", "/akun/", EVERYBODY),
    "account_change_password": ("GET", "/akun/kata-sandi/", EVERYBODY),
    "sign_out_everywhere": ("POST", "/akun/keluar-semua/", EVERYBODY),
    "second_factor": ("GET", "/akun/dua-langkah/", EVERYBODY),
    "mfa_activate_totp": ("GET", "/akun/aplikasi-kode/", EVERYBODY),
    "mfa_deactivate_totp": ("GET", "/akun/aplikasi-kode/hapus/", EVERYBODY),
    "mfa_add_webauthn": ("GET", "/akun/passkey/", EVERYBODY),
    "mfa_edit_webauthn": ("GET", "/akun/passkey/1/", EVERYBODY),
    "mfa_remove_webauthn": ("GET", "/akun/passkey/1/hapus/", EVERYBODY),
    "mfa_view_recovery_codes": ("GET", "/akun/kode-cadangan/", EVERYBODY),
    "mfa_generate_recovery_codes": ("GET", "/akun/kode-cadangan/baru/", EVERYBODY),
    "vault_unlock": ("GET", "/kunci/", KEYS),
    "vault_lock": ("POST", "/kunci/tutup/", EVERYBODY),
    "vault_new": ("GET", "/kunci/baru/", KEYS),
    "vault_change": ("GET", "/kunci/ganti/", KEYS),
    "vault_lost": ("GET", "/kunci/hilang/", KEYS),
    "vault_replace": ("GET", "/kunci/hilang/kunci-baru/", KEYS),
    "duty:roster": ("GET", "/piket/", ROSTER),
    "duty:absence": ("POST", "/piket/tidak-hadir/", READERS),
    "duty:absence_end": ("POST", f"/piket/tidak-hadir/{uuid.UUID(int=1)}/hapus/", READERS),
    "duty:swap": ("POST", "/piket/tukar/", READERS),
    "duty:swap_answer": ("POST", f"/piket/tukar/{uuid.UUID(int=1)}/", READERS),
    "duty:reach": ("GET", "/piket/keterjangkauan/", LEADS),
    "duty:team": ("GET", f"/piket/{TEAM}/", LEADS),
    "duty:team_day": ("POST", f"/piket/{TEAM}/hari/", LEADS),
    "duty:team_absence": ("POST", f"/piket/{TEAM}/tidak-hadir/", LEADS),
    "duty:team_absence_end": (
        "POST",
        f"/piket/{TEAM}/tidak-hadir/{uuid.UUID(int=1)}/hapus/",
        LEADS,
    ),
    "duty:hours": ("GET", f"/piket/{TEAM}/jam/", LEADS),
    "duty:mine": ("GET", "/akun/pemberitahuan/", READERS),
    "duty:trial": ("POST", "/akun/pemberitahuan/uji/", READERS),
    "duty:opened": ("GET", "/uji/", READERS),
    "duty:opened_code": ("GET", "/uji/123456/", READERS),
    "calendar_feed": ("GET", f"/kalender/{'a' * 32}.ics", OPEN),  # 404 without its secret
    "network:calendar": ("GET", "/jejaring/jadwal/", PRINTERS),
    "network:week": ("GET", "/jejaring/minggu/", frozenset({"dewi"})),
    "network:posters": ("GET", "/jejaring/poster/", PRINTERS),
    "network:poster": ("GET", "/jejaring/poster/satu/", PRINTERS),
    "network:poster_set_ask": ("POST", "/jejaring/poster/paket/", PRINTERS),
    "network:poster_set": ("GET", f"/jejaring/poster/paket/{uuid.UUID(int=1)}/", PRINTERS),
    "network:poster_set_download": (
        "GET",
        f"/jejaring/poster/paket/{uuid.UUID(int=1)}/unduh/",
        PRINTERS,
    ),
    "users:list": ("GET", "/pengguna/", ADMIN),
    "users:invite": ("GET", "/pengguna/undang/", ADMIN),
    "users:revoke": ("POST", f"/pengguna/undangan/{uuid.UUID(int=1)}/cabut/", ADMIN),
    "users:detail": ("GET", f"/pengguna/{PERSON}/", ADMIN),
    "users:role_add": ("POST", f"/pengguna/{PERSON}/peran/", ADMIN),
    "users:role_remove": ("POST", f"/pengguna/{PERSON}/peran/0/cabut/", ADMIN),
    "users:suspend": ("POST", f"/pengguna/{PERSON}/tangguhkan/", ADMIN),
    "users:resume": ("POST", f"/pengguna/{PERSON}/aktifkan/", ADMIN),
    "users:sign_out": ("POST", f"/pengguna/{PERSON}/keluarkan/", ADMIN),
    "receivers:list": ("GET", "/penerima/", TOLD),
    "receivers:recovery": ("GET", "/penerima/kunci-cadangan/", KEYS),
    "receivers:teams": ("GET", "/penerima/tim/", KEYS),
    "incidents:list": ("GET", "/insiden/", OFFICER),
    "incidents:report": ("GET", "/insiden/lapor/", EVERYBODY),
    "incidents:trail": ("GET", "/insiden/jejak/", OFFICER),
    "incidents:data_map": ("GET", "/insiden/peta-data/", OFFICER),
    "incidents:detail": ("GET", "/insiden/INS-10000/", OFFICER),
    "incidents:record": ("GET", "/insiden/INS-10000/cetak/", OFFICER),
    "incidents:step": ("POST", "/insiden/INS-10000/tahan/", OFFICER),
    "receivers:statistics": ("GET", "/penerima/kunci-statistik/", KEYS),
    "statistics_half": ("GET", "/kunci-statistik/", HOLDS),
    "receivers:propose": ("GET", f"/penerima/{PERSON}/", KEYS),
    "receivers:remove": ("GET", f"/penerima/{PERSON}/keluarkan/", KEYS),
    "receivers:sign": ("GET", f"/penerima/usulan/{uuid.UUID(int=1)}/", KEYS),
    "receivers:refuse": ("POST", f"/penerima/usulan/{uuid.UUID(int=1)}/tolak/", KEYS),
    "network:coverage": ("GET", "/jejaring/", NETWORK),
    "network:coverage_export": ("GET", "/jejaring/unduh/", COORDINATES),
    "network:units": ("GET", "/jejaring/unit/", COORDINATES),
    "network:unit_new": ("GET", "/jejaring/unit/baru/", COORDINATES),
    "network:unit": ("GET", "/jejaring/unit/dinas-kesehatan/", NETWORK),
    "network:unit_change": ("GET", "/jejaring/unit/dinas-kesehatan/pindah/", COORDINATES),
    "network:people": ("GET", "/jejaring/orang/", NETWORK),
    "network:person_add": ("GET", "/jejaring/orang/baru/", KEEPS),
    "network:person": ("GET", ORANG, NETWORK),
    "network:person_change": ("GET", f"{ORANG}ubah/", KEEPS),
    "network:person_nip": ("POST", f"{ORANG}nip/", KEEPS),
    "network:person_step": ("GET", f"{ORANG}langkah/pindah/", KEEPS),
    "network:person_leave_cancel": ("POST", f"{ORANG}cuti/{ONE}/batal/", KEEPS),
    "network:person_leave_propose": ("GET", f"{ORANG}usul-cuti/", frozenset({"hasan"})),
    "network:person_leave_answer": ("POST", f"{ORANG}usul-cuti/{ONE}/", KEEPS),
    "network:own_leave": ("GET", "/jejaring/pernyataan/cuti/", EVERYBODY),
    "network:own_leave_cancel": ("POST", f"/jejaring/pernyataan/cuti/{ONE}/batal/", EVERYBODY),
    "network:own_leave_answer": ("POST", f"/jejaring/pernyataan/usul-cuti/{ONE}/", EVERYBODY),
    "network:rotation": ("GET", "/jejaring/mutasi/", KEEPS),
    "network:rotation_sample": ("GET", "/jejaring/mutasi/contoh.xlsx", KEEPS),
    "network:rotation_check": ("GET", "/jejaring/mutasi/periksa/", KEEPS),
    "network:rotation_draft": ("GET", f"/jejaring/mutasi/{ONE}/draf/", KEEPS),
    "network:decree_list": ("GET", "/jejaring/sk/", NETWORK),
    "network:decree_new": ("GET", "/jejaring/sk/baru/", KEEPS),
    "network:decree": ("GET", SK, NETWORK),
    "network:decree_edit": ("GET", f"{SK}ubah/", KEEPS),
    "network:decree_person_add": ("GET", f"{SK}orang/", KEEPS),
    "network:decree_person": ("GET", f"{SK}orang/{ONE}/", KEEPS),
    "network:decree_person_remove": ("POST", f"{SK}orang/{ONE}/hapus/", KEEPS),
    "network:decree_declaration": ("GET", f"{SK}orang/{ONE}/pernyataan/", KEEPS),
    "network:decree_declaration_paper": ("GET", f"{SK}orang/{ONE}/formulir/", KEEPS),
    "network:decree_issue": ("GET", f"{SK}terbitkan/", NETWORK),
    "network:decree_paper": ("GET", f"{SK}naskah.pdf", NETWORK),
    "network:decree_scan_add": ("GET", f"{SK}pindaian/", NETWORK),
    "network:decree_scan": ("GET", f"{SK}pindaian/{ONE}/", NETWORK),
    "network:decree_step": ("GET", f"{SK}langkah/ajukan/", NETWORK),
    "network:own_declarations": ("GET", "/jejaring/pernyataan/", EVERYBODY),
    "network:own_declaration": ("POST", f"/jejaring/pernyataan/{ONE}/", EVERYBODY),
    "network:roster_import": ("GET", "/jejaring/impor/", COORDINATES),
    "network:roster_sample": ("GET", "/jejaring/impor/contoh.xlsx", COORDINATES),
    "network:roster_draft": ("GET", f"/jejaring/impor/{ONE}/", COORDINATES),
    "directory:list": ("GET", "/layanan/", SERVICES),
    "directory:add": ("GET", "/layanan/baru/", SERVICES),
    "directory:calls": ("GET", "/layanan/telepon/", SERVICES),
    "directory:print": ("GET", "/layanan/daftar.pdf", SERVICES),
    "directory:service": ("GET", "/layanan/entri/rsud/", SERVICES),
    "directory:change": ("GET", "/layanan/entri/rsud/ubah/", SERVICES),
    "directory:call": ("GET", "/layanan/entri/rsud/telepon/", SERVICES),
    "directory:step": ("GET", "/layanan/entri/rsud/langkah/hentikan/", SERVICES),
    "contacts:list": ("GET", "/kontak/", READERS),
    "contacts:new": ("GET", "/kontak/baru/", READERS),
    "contacts:paper": ("GET", "/kontak/formulir.pdf", READERS),
    "contacts:detail": ("GET", "/kontak/BBBB-BBBB/", READERS),
    "contacts:step": ("POST", "/kontak/BBBB-BBBB/buka/", READERS),
    "cases:list": ("GET", "/kasus/", CASES),
    "cases:team": ("GET", "/kasus/tim/", LEADS),
    "cases:leaving_set": ("POST", f"/kasus/tim/{TEAM}/pergi/{PERSON}/", LEADS),
    "cases:load": ("GET", "/kasus/beban/", WORKERS),
    "cases:leaving": ("GET", "/kasus/serah-terima/", WORKERS),
    "cases:leaving_done": ("POST", "/kasus/serah-terima/selesai/", WORKERS),
    "cases:overdue": ("GET", "/kasus/tenggat/", frozenset({"dewi"})),
    "cases:few_seen": ("POST", f"/kasus/tim/{TEAM}/dilihat/", LEADS),
    "cases:examinations": ("GET", "/kasus/pemeriksaan/", EXAMINES),
    "cases:examination": ("POST", f"/kasus/pemeriksaan/{ONE}/", EXAMINES),
    "cases:examination_result": ("POST", f"/kasus/pemeriksaan/{ONE}/hasil/", EXAMINES),
    "cases:endings": ("GET", "/kasus/penghapusan/", READS),
    "cases:ending": ("GET", f"/kasus/penghapusan/{NUMBER}/", READS),
    "cases:hold": ("GET", f"/kasus/penghapusan/{NUMBER}/tahan/", READS),
    "cases:ending_step": ("POST", f"/kasus/penghapusan/{NUMBER}/usul/", READS),
    "cases:detail": ("GET", f"/kasus/{NUMBER}/", CASES),
    "cases:open": ("POST", f"/kasus/{NUMBER}/buka/", CASES),
    "cases:acknowledge": ("POST", f"/kasus/{NUMBER}/jawab/", READERS),
    "cases:letter": ("POST", f"/kasus/{NUMBER}/rujukan/surat/", READERS),
    "cases:message": ("POST", f"/kasus/{NUMBER}/pesan/", READERS),
    "cases:files": ("POST", f"/kasus/{NUMBER}/file/", READERS),
    "cases:colleague": ("POST", f"/kasus/{NUMBER}/rekan/", CASES),
    "cases:colleague_answer": ("POST", f"/kasus/tim/rekan/{ONE}/", LEADS),
    "cases:aside": ("GET", f"/kasus/{NUMBER}/mundur/", CASES),
    "cases:reader": ("POST", f"/kasus/{NUMBER}/pembaca/", READERS),
    "cases:conclude": ("POST", f"/kasus/{NUMBER}/tutup/", READERS),
    "cases:reopen": ("POST", f"/kasus/{NUMBER}/buka-lagi/", READERS),
    "cases:move": ("POST", f"/kasus/{NUMBER}/keadaan/", READERS),
    "cases:tasks": ("GET", "/kasus/tugas/", CASES),
    "cases:team_desk": ("POST", f"/kasus/tim/{TEAM}/berkas/", LEADS),
    "cases:section": ("POST", f"/kasus/{NUMBER}/berkas/rencana/", READERS),
    "cases:section_action": ("POST", f"/kasus/{NUMBER}/berkas/rencana/tambah/", READERS),
}
PUBLIC = {
    "healthz": "/healthz",
    "public:landing": "/",
    "public:report": "/lapor/",
    "public:mailbox": "/pesan/",
    "public:files": "/pesan/file/",
    "public:letter": "/rujukan/",
    "public:help": "/bantuan/",
    "public:focal_points": "/fokal-point/",
    "public:rights": "/hak/",
    "public:privacy": "/privasi/",
}


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """Walk the names of every URL."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names(pattern, inner)


def test_every_url_has_a_row() -> None:
    assert set(names(get_resolver("ruangaman.urls_staff"))) == set(STAFF)
    assert set(names(get_resolver("ruangaman.urls_public"))) == set(PUBLIC)


def ask(client: StaffClient, world: World, name: str) -> tuple[int, str]:
    """Return the status, and where a redirect leads."""
    method, path, _ = STAFF[name]
    report = Report.objects.first()
    path = path.format(
        number=report.number if report else "BCD-0000",
        person=world.yosef.pk,
        team=world.teams["uptd-ppa"].pk,
    )
    response = client.generic(method, path, b"", content_type="application/x-www-form-urlencoded")
    return response.status_code, response.get("Location", "")


def asked(client: StaffClient, world: World, name: str) -> tuple[int, str]:
    """Ask, and take back whatever that did: the next page is asked as if it were the first."""
    with undone(client):
        return ask(client, world, name)


@pytest.mark.parametrize("person", sorted(EVERYBODY))
def test_a_page_is_for_those_it_is_for(world: World, person: str) -> None:
    """Every page, by one of each role; all faults are named."""
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    client = StaffClient(raise_request_exception=False)
    world.sign_in(client, person, unlock=person in READERS)
    wrong = []
    for name, (_, _, allowed) in STAFF.items():
        status, _ = asked(client, world, name)
        if allowed is OPEN or person in allowed:
            fine = {200, 302, 404, 405, 422} | ({403} if name == "account_inactive" else set())
        else:
            fine = {403}
        if status not in fine:
            wrong.append((name, status))
    assert wrong == []


@pytest.mark.parametrize("suspended", [False, True])
def test_strangers_and_suspended_people_are_sent_to_sign_in(world: World, suspended: bool) -> None:
    client = StaffClient(raise_request_exception=False)
    if suspended:
        world.sign_in(client, "maria", unlock=True)
        world.maria.is_active = False
        world.maria.save()
    wrong = []
    for name in (name for name, row in STAFF.items() if row[2] is not OPEN):
        status, location = asked(client, world, name)
        if (status, location.split("?")[0]) != (302, "/masuk/"):
            wrong.append((name, status, location))
    assert wrong == []


@pytest.mark.parametrize(
    "path", ["", "buka/", "jawab/", "rujukan/surat/", "pesan/", "file/", "pembaca/", "tutup/"]
)
def test_a_strangers_case_is_not_there(world: World, path: str) -> None:
    """The same 404 for a report that is not hers and for one that does not exist."""
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    client = world.sign_in(StaffClient(), "rina", unlock=True)
    method = "POST" if path else "GET"
    pages = {}
    for number in (Report.objects.get().number, "BCD-0000"):
        answer = client.generic(method, f"/kasus/{number}/{path}", b"")
        assert answer.status_code == 404
        pages[number] = answer.content.replace(number.encode(), b"")
    assert len(set(pages.values())) == 1


@pytest.mark.parametrize("name", PUBLIC)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_public_pages_ask_nobody_to_sign_in(world: World, name: str, prefix: str) -> None:
    if name == "healthz" and prefix:
        return
    response = PublicClient().get(prefix + PUBLIC[name])
    assert response.status_code == 200
    assert not response.cookies
