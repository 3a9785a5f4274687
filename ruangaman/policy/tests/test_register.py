"""The register: from a template to a document in force, its versions, and what units inherit."""

from __future__ import annotations

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document as WordFile
from openpyxl import load_workbook

from ruangaman.core.models import AuditEvent
from ruangaman.core.services.texts import pack_texts_write
from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.network.selectors.todo import Kind, todo_for
from ruangaman.policy.models import Document, Evidence
from ruangaman.policy.selectors.documents import in_force, in_force_each
from ruangaman.policy.services.content import policy_contents_write
from ruangaman.policy.tests.conftest import document
from ruangaman.policy.tests.test_evidence import photo
from tests.documents import text_of as pdf_text
from tests.kept import kept
from tests.pages import ODD, text_of

pytestmark = pytest.mark.django_db
REGISTER = "/kebijakan/register/"
OWN = f"{REGISTER}di/dinas-kesehatan/"
TYPED = {
    "judul": "Edaran Dinas Kesehatan",
    "pengurus": "Sekretaris",
    "isi_pejabat": "Kepala Dinas Kesehatan",
    "isi_tempat": "Kupang",
    "isi_kepada": "Semua pegawai",
    "isi_fokal_point": "Ruang 3",
    "isi_waktu": "empat jam",
    "isi_wakil": "Sekretaris",
}
State = Document.State


NTT_PACK = read_pack(NTT)


@pytest.fixture
def pack(db):
    kept("policy", lambda: policy_contents_write(policy=NTT_PACK.policy) and None)
    kept("texts", lambda: pack_texts_write(pack=NTT_PACK) and None)


@pytest.fixture
def hasan(headed, staff, pack):
    return headed.sign_in(staff, "hasan")


def one(mine: Document, rest: str = "") -> str:
    return f"/kebijakan/dokumen/{mine.pk}/{rest}"


def holds(mine: Document, **more: str) -> dict[str, str]:
    today = timezone.localdate()
    mine.refresh_from_db()
    return {
        "revisi": str(mine.revision),
        "nomor": "800/12/2026",
        "tanggal": today.isoformat(),
        "berlaku": today.isoformat(),
        "tinjau": (today + dt.timedelta(days=365)).isoformat(),
        "pengurus": "Sekretaris",
        **more,
    }


def begun(client, template: str = "surat-edaran", **more: str) -> Document:
    answer = client.post(f"{OWN}baru/{template}/", TYPED | more)
    assert answer.status_code == 302
    return Document.objects.get(pk=answer["Location"].rstrip("/").rpartition("/")[2])


def test_a_template_becomes_a_document_in_force_and_is_replaced_by_its_next_version(hasan) -> None:
    page = text_of(hasan.get(f"{OWN}baru/"))
    assert "Surat edaran pencegahan dan penanganan" in page
    assert "Naskah untuk admin SP4N-LAPOR!" in page
    first = begun(hasan, isi_kepada="")
    assert "Lengkapi dulu isian ini: Ditujukan kepada." in text_of(
        hasan.post(one(first, "berlaku/"), holds(first))
    )
    first.refresh_from_db()
    hasan.post(one(first, "ubah/"), TYPED | {"revisi": first.revision})
    late = {"nomor": "", "berlaku": "2099-01-01", "tinjau": "2026-01-01"}
    refused = hasan.post(one(first, "berlaku/"), holds(first, **late))
    assert (refused.status_code, Document.objects.get().state) == (422, State.DRAFT)
    assert hasan.post(one(first, "berlaku/"), holds(first)).status_code == 302
    assert [held.document for held in in_force("dinas-kesehatan")] == [first]
    text = text_of(hasan.get(one(first)))
    assert "Pimpinan Dinas Kesehatan bertanggung jawab" in text
    assert "3 × 24 jam" in text
    assert "{" not in text
    for _twice in range(2):
        hasan.post(one(first, "versi/"))
    second = Document.objects.get(state=State.DRAFT)
    assert (second.version, second.series) == (2, first.series)
    assert hasan.post(one(second, "berlaku/"), holds(second)).status_code == 302
    first.refresh_from_db()
    assert (first.state, first.ended_on) == (State.REPLACED, timezone.localdate())
    second.refresh_from_db()
    end = {"revisi": second.revision, "akhir_berlaku": timezone.localdate().isoformat()}
    assert hasan.post(one(second, "akhiri/"), end).status_code == 302
    assert in_force("dinas-kesehatan") == []
    done = AuditEvent.objects.filter(action__startswith="policy_document_").order_by("sequence")
    assert [event.action.removeprefix("policy_document_") for event in done] == [
        *("begun", "changed", "adopted", "renewed", "adopted", "ended")
    ]


def test_prints_say_that_they_are_models_and_hold_what_was_filled_in(hasan) -> None:
    mine = begun(hasan, isi_kepada="#let x = <script> *tebal*")
    pdf = hasan.get(one(mine, "cetak/pdf/"))
    said = pdf_text(pdf.content)
    for words in ("Contoh; sesuaikan dengan Biro Hukum", "#let x = <script> *tebal*", "DRAF"):
        assert words in said
    word = WordFile(io.BytesIO(hasan.get(one(mine, "cetak/docx/")).content))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert "Kepala Dinas Kesehatan," in lines
    assert "Contoh; sesuaikan dengan Biro Hukum" in word.sections[0].header.paragraphs[0].text
    assert "Model text" in pdf_text(hasan.get(f"/en{one(mine, 'cetak/pdf/')}").content)
    by_hand = document()
    assert hasan.get(one(by_hand, "cetak/pdf/")).status_code == 404


def test_every_template_prints_in_both_languages(hasan) -> None:
    """With nothing filled in; the circular is printed above."""
    for key in (
        *("kode-perilaku", "sop-menerima-merujuk", "pakta-integritas", "klausul-kontrak"),
        *("penempatan-poster", "naskah-lapor"),
    ):
        mine = begun(hasan, key)
        for path in ("cetak/pdf/", "cetak/docx/"):
            for prefix in ("", "/en"):
                assert hasan.get(f"{prefix}{one(mine, path)}").status_code == 200, key


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(hasan) -> None:
    mine = begun(hasan)
    hasan.post(one(mine, "ubah/"), TYPED | {"revisi": "0", "isi_tempat": "Soe", "isi_wakil": ""})
    assert (
        'value="Sekretaris"'
        not in hasan.get(one(mine, "ubah/"))
        .content.decode()
        .partition('name="isi_wakil"')[2]
        .partition(">")[0]
    )
    answer = hasan.post(one(mine, "ubah/"), TYPED | {"revisi": "0", "isi_tempat": "Ende"})
    assert answer.status_code == 409
    told = text_of(hasan.get(one(mine)))
    assert told.count(", oleh Hasan") == 2
    text = text_of(answer)
    assert "Sekarang: Soe" in text
    assert "Ketikan Anda: Ende" in text
    for step, data in (("berlaku/", holds(mine) | {"revisi": "0"}), ("hapus/", {"revisi": "0"})):
        late = hasan.post(one(mine, step), data)
        assert late.status_code == 409
        assert "baru saja diubah orang lain" in text_of(late)
    mine.refresh_from_db()
    assert (mine.state, mine.fields["tempat"]) == (State.DRAFT, "Soe")


def test_units_inherit_until_they_have_their_own(headed, staff) -> None:
    ours = document("", title="Edaran provinsi")
    other = document("", kind="other", title="Lain dari provinsi")
    document("", kind="poster", title="Poster provinsi")
    draft = document("", state=State.DRAFT, title="Draf provinsi")
    headed.sign_in(staff, "rina")
    text = text_of(staff.get(OWN))
    assert "Edaran provinsi" in text
    assert "Berlaku dari provinsi sampai unit punya sendiri." in text
    own = document("dinas-kesehatan", title="Edaran sendiri")
    assert [held.document for held in in_force("dinas-kesehatan")] == [own, other]
    assert [held.document for held in in_force_each(["dinas-sosial", ""])["dinas-sosial"]] == [
        ours,
        other,
    ]
    assert "Edaran provinsi" not in text_of(staff.get(OWN))
    assert staff.get(one(ours)).status_code == 200
    strange = document("dinas-sosial")
    for path in (one(draft), one(strange), f"{REGISTER}di/dinas-sosial/",
                 one(ours, "ubah/"), f"{REGISTER}di/provinsi/baru/"):  # fmt: skip
        assert staff.get(path).status_code == 404
    assert staff.post(one(ours, "versi/")).status_code == 404
    assert not Document.objects.filter(version=2).exists()


def test_no_bad_input_stops_a_page_or_is_half_written(hasan) -> None:
    mine = begun(hasan)
    before = Document.objects.values().get()
    for odd in ODD.values():
        for data in (
            TYPED | {"judul": odd, "isi_wakil": odd, "revisi": odd},
            holds(mine) | {"nomor": odd, "tinjau": odd, "pengurus": odd},
        ):
            for step in ("ubah/", "berlaku/", "akhiri/"):
                assert hasan.post(one(mine, step), data).status_code == 422
    for wrong in ("hubungi 0812 3456 7890", "lewat kekeluargaan", "kasus ABC-1234"):
        answer = hasan.post(one(mine, "ubah/"), TYPED | {"revisi": "0", "isi_fokal_point": wrong})
        assert answer.status_code == 422
        assert wrong in answer.content.decode()
    assert Document.objects.values().get() == before
    assert hasan.post(f"{OWN}baru/tanpa-contoh/", TYPED | {"jenis": "surat"}).status_code == 422
    assert hasan.get(f"{OWN}baru/tidak-ada/").status_code == 404


def test_posters_are_counted_by_places_on_photos(hasan) -> None:
    mine = begun(hasan, "penempatan-poster", tempat_poster="3")
    for what, raw in (("Toilet lantai 1", photo()), ("Toilet lantai 1", photo() + b" ")):
        file = SimpleUploadedFile("f.jpg", raw)
        hasan.post(f"/kebijakan/bukti/dokumen/{mine.pk}/", {"apa": what, "file": file, "akhir": 1})
    assert "1 dari 3 tempat terlihat di foto" in text_of(hasan.get(one(mine)))
    mine.refresh_from_db()
    assert hasan.post(one(mine, "hapus/"), {"revisi": mine.revision}).status_code == 302
    assert not Document.objects.exists()
    assert not Evidence.objects.exists()


def test_the_coordinator_sees_all_units_in_few_queries(
    world, staff, django_assert_max_num_queries
) -> None:
    document("", title="Edaran provinsi")
    late = timezone.localdate() - dt.timedelta(days=1)
    document("dinas-sosial", number="800/1", review_on=late)
    world.sign_in(staff, "dewi")
    with django_assert_max_num_queries(25):
        text = text_of(staff.get(REGISTER))
    assert "3 unit." in text
    assert "dari provinsi" in text
    found = text_of(staff.get(f"{REGISTER}?belum=circular&jenis="))
    assert "Dinas Kesehatan" in found
    assert "Dinas Sosial" not in found.partition("2 unit.")[2]
    assert "1 unit." in text_of(staff.get(f"{REGISTER}?tinjau=lewat"))
    ended = document("unit-lama", title="Edaran lama")
    assert "Edaran lama" in text_of(staff.get(f"{REGISTER}di/unit-lama/"))
    assert staff.get(one(ended)).status_code == 200
    for path in ("di/unit-lama/baru/", "di/tidak-pernah/"):
        assert staff.get(f"{REGISTER}{path}").status_code == 404
    assert staff.get(f"{REGISTER}?jenis=istana").status_code == 422
    book = load_workbook(io.BytesIO(staff.get(f"{REGISTER}unduh/").content))
    cells = {row[1].value: row[3].value for row in book.active.iter_rows(min_row=2)}
    assert cells == {
        "biro-umum": "dari provinsi", "dinas-kesehatan": "dari provinsi", "dinas-sosial": "800/1",
    }  # fmt: skip


def test_a_review_that_comes_is_brought_to_mind(headed) -> None:
    today = timezone.localdate()
    document(review_on=today + dt.timedelta(days=20))
    document("", review_on=today - dt.timedelta(days=3))
    document("dinas-sosial", review_on=today)
    named = {
        name: [one.unit_code for one in todo_for(headed.people[name], today)
               if one.kind == Kind.POLICY]
        for name in ("hasan", "rina", "dewi", "anton")
    }  # fmt: skip
    assert named == {
        "hasan": ["dinas-kesehatan"], "rina": ["dinas-kesehatan"], "dewi": [""], "anton": [],
    }  # fmt: skip
