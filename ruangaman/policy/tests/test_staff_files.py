"""Staff lists as files: shown before they are kept, with faults by cell."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ruangaman.policy.models import StaffMember
from ruangaman.policy.pledge_names import staff_open
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HEALTH = "/kebijakan/pernyataan/dinas-kesehatan/"


@pytest.fixture
def hasan(headed, staff):
    return headed.sign_in(staff, "hasan")


def test_a_file_is_shown_before_its_names_are_kept_and_its_faults_have_cells(hasan) -> None:
    url = f"{HEALTH}pegawai/unggah/"

    def sent(*lines: str, name: str = "daftar.csv", **more: str):
        file = SimpleUploadedFile(name, "\r\n".join(lines).encode())
        return hasan.post(url, {"kelompok": "asn", "akhir": "1", "file": file, **more})

    head = "No;Nama;NIP;Status kepegawaian"
    wrong = text_of(sent(
        head, "1;Maria Lede;;PNS", "2;12;;", "3;MARIA LEDE, S.E.;;", "4;Budi Raja;;raja", "5;;;PNS"
    ))  # fmt: skip
    for cell in ("B3 Ini bukan nama", "B4 Nama ini sama dengan baris 2", "D5 Kelompok ini tidak"):
        assert cell in wrong
    assert "B6 Nama belum diisi." in wrong
    assert "Maria Lede PNS" not in wrong, "nothing to keep while something is wrong"
    assert "Perlu paling sedikit kolom Nama" in text_of(sent("NIP;Gaji", "1;2"))
    assert "Di bawah judul kolom" in text_of(sent(head))
    for broken in (b"%PDF-1.4", b"PK\x03\x04 not a book", b""):
        file = SimpleUploadedFile("daftar.xlsx", broken)
        answer = hasan.post(url, {"kelompok": "asn", "akhir": "1", "file": file})
        assert answer.status_code == 422
    assert "2.000 baris" in text_of(sent(head, *(f"{n};Orang {n}aa;;" for n in range(2001))))
    shifted = text_of(sent("Nama,NIP", "Ana, S.Pd,1980", '"Budi, S.H.",1981', "Citra,1982"))
    assert "baris 2 Baris ini punya lebih banyak sel daripada judul kolomnya." in shifted
    assert "nama terbaca" not in shifted, "nobody is kept as what stands beside the name"
    short = text_of(sent("NIP;Kelompok;Nama", "1980;PNS;Maria Lede", "1981 PNS;Ana Bili"))
    assert "C3 Baris ini terlalu pendek: sel Nama tidak ada." in short
    alone = text_of(sent("Daftar pegawai", "", "Nama", "Maria Lede", "Ana Bili"))
    assert "2 nama terbaca" in alone
    assert "dilewati: Daftar pegawai" in alone
    shown = sent(head, "1;Maria Lede;19800101;", '2;"Tefa; Yo";;Satpam', "3;Ana Bili;;magang")
    page = text_of(shown)
    assert "3 nama terbaca" in page
    assert "tidak disimpan: No, NIP" in page
    assert "19800101" not in shown.content.decode()
    assert StaffMember.objects.count() == 0
    pasted = re.search(r"<textarea[^>]*>(.*?)</textarea>", shown.content.decode(), re.DOTALL)[1]
    keep = {"kelompok": "asn", "daftar": html.unescape(pasted), "simpan": "1"}
    hasan.post(f"{HEALTH}pegawai/", keep)
    assert sorted(StaffMember.objects.values_list("group", flat=True)) == ["asn", "guard", "intern"]
    kept = {staff_open(one.sealed, row=one.pk) for one in StaffMember.objects.all()}
    assert kept == {"Maria Lede", "Tefa, Yo", "Ana Bili"}
