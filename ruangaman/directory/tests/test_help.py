"""``/bantuan/``: hotlines first, then services by need and region, and the hours that matter."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.core.models import PackText
from ruangaman.directory.models import Hotline, Service
from tests.pages import ODD, assert_private, text_of

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("prefix", ["", "/en"])
NEEDS = [
    "aman", "dokter", "psikososial", "tempat_aman", "hukum", "polisi", "kerja", "sosial",
    "anak", "disabilitas",
]  # fmt: skip
DOCTOR = {"cari": "1", "kebutuhan": "dokter", "daerah": "53.71"}


def find(public, prefix="", **fields):
    return public.post(f"{prefix}/bantuan/", {"cari": "1", **fields})


@BOTH
def test_names_the_hotlines_before_it_asks(public, pack, prefix):
    response = public.get(f"{prefix}/bantuan/")
    page = response.content.decode()
    main = page.partition("<main")[2]
    assert main.index('href="tel:129"') < main.index("<form")
    assert 'href="https://wa.me/628111129129" rel="noopener noreferrer"' in main
    assert "WhatsApp" in main
    assert_private(response)


def test_offers_needs_in_the_order_of_the_pathway(public, pack):
    page = public.get("/bantuan/").content.decode()
    assert re.findall(r'name="kebutuhan" type="radio" value="(\w+)"', page) == NEEDS
    assert page.count("<option") == 23


def test_nothing_is_chosen_and_an_address_chooses_nothing(public, pack):
    for address in ("/bantuan/", "/bantuan/?kebutuhan=dokter&daerah=53.71&kapan=3_5_hari"):
        page = public.get(address).content.decode()
        assert " checked" not in page
        assert re.findall(r'value="([^"]*)" selected', page) in ([], [""])


def test_lists_services_of_the_need_and_region(public, pack):
    kupang = text_of(find(public, kebutuhan="tempat_aman", daerah="53.71"))
    manggarai = text_of(find(public, kebutuhan="tempat_aman", daerah="53.15"))
    assert "Rumah Harapan GMIT" in kupang
    assert "JPIC SSpS" not in kupang
    assert "JPIC SSpS" in manggarai
    assert "Kota Kupang" in kupang


@BOTH
def test_every_need_has_an_answer(public, pack, prefix):
    for need in NEEDS:
        response = find(public, prefix, kebutuhan=need)
        assert response.status_code == 200
        assert_private(response)
        assert len(gzip.compress(response.content)) <= 6_000


def test_says_who_tells_the_police_before_how_to_contact(public, pack):
    words = text_of(find(public, kebutuhan="psikososial", daerah="53.71"))
    told = "Wajib memberi tahu polisi dalam 3×24 jam bila korban melapor di sini."
    entry = words[words.index("UPTD PPA Provinsi NTT") :]
    assert entry.index(told) < entry.index("Hubungi")


def test_the_police_are_called_the_police(public, pack):
    words = text_of(find(public, kebutuhan="polisi"))
    assert "Ini polisi. Melapor di sini bisa memulai proses hukum." in words
    assert "sebagian layanan wajib" not in words


def test_says_what_is_not_verified_and_not_known(public, pack):
    words = text_of(find(public, kebutuhan="dokter", daerah="53.71"))
    assert "Nomornya belum diverifikasi. Hubungi lewat 129" in words
    assert "Belum kami ketahui: biaya, jam buka" in words
    assert "belum diverifikasi" in words[words.index("RS Bhayangkara") :]
    assert "Sumber: propaganda.id, 6 Maret 2025; belum diperiksa." in words


def test_never_shows_the_address_of_a_shelter(public, pack):
    Service.objects.filter(code="truk-f").update(contact_kind="via", contact="sapa-129")
    words = text_of(find(public, kebutuhan="tempat_aman", daerah="53.07"))
    assert "TRUK-F" in words
    assert "Alamat:" not in words


def test_shows_an_office_address_that_is_public(public, pack):
    Service.objects.filter(code="puskesmas").update(
        contact_kind="address", contact="Jalan Contoh 1 <b>"
    )
    response = find(public, kebutuhan="dokter")
    assert "Alamat: Jalan Contoh 1 &lt;b&gt;" in response.content.decode()


def test_the_whole_list_names_every_service_once(public, pack):
    response = public.post("/bantuan/", {"semua": "1"})
    page = response.content.decode()
    for service in Service.objects.all():
        assert page.count(f"{service.name}</h2>") == 1
    assert_private(response)


@pytest.mark.parametrize("field", ["kebutuhan", "daerah"])
@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
def test_odd_choices_get_a_sentence_at_the_field(public, pack, field, value):
    response = find(public, **{"kebutuhan": "dokter", "daerah": "53.71", field: value})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'id="id_{field}-error"' in page
    assert "<script>alert" not in page
    assert "<img" not in page
    assert_private(response)


def test_choosing_nothing_gets_a_sentence(public, pack):
    response = find(public)
    assert response.status_code == 422
    assert "Pilih apa yang Anda butuhkan." in text_of(response)
    assert public.post("/bantuan/", {}).status_code == 422


@BOTH
def test_says_what_a_doctor_can_still_do(public, pack, prefix):
    for band in ("kurang_24_jam", "1_3_hari", "3_5_hari", "lebih_5_hari"):
        response = public.post(f"{prefix}/bantuan/", {"jam": "1", "kapan": band})
        assert response.status_code == 200
        assert_private(response)
    assert band not in response.content.decode()


def test_the_hours_page_says_that_late_is_not_too_late(public, pack):
    words = text_of(public.post("/bantuan/", {"jam": "1", "kapan": "lebih_5_hari"}))
    assert "lebih cepat lebih baik" in words
    assert "Lewat dari itu tetap boleh datang." in words
    assert "belum diverifikasi" in words
    assert "Obat pencegah HIV" not in words


@pytest.mark.parametrize("value", ["", "2026-11-20 13:00", *ODD.values()])
def test_odd_bands_get_a_sentence_at_the_field(public, pack, value):
    response = public.post("/bantuan/", {"jam": "1", "kapan": value})
    assert response.status_code == 422
    assert 'id="id_kapan-error"' in response.content.decode()


@BOTH
@pytest.mark.parametrize(
    "fields",
    [None, DOCTOR, {"jam": "1", "kapan": "1_3_hari"}, {"semua": "1"}],
    ids=["page", "services", "hours", "all"],
)
def test_stands_before_a_pack_is_loaded(public, db, prefix, fields):
    address = f"{prefix}/bantuan/"
    response = public.post(address, fields) if fields else public.get(address)
    assert response.status_code in (200, 422)
    assert 'href="tel:129"' in response.content.decode().partition("<main")[2]


def test_more_services_ask_no_more_questions(public, pack):
    find(public, kebutuhan="dokter")
    with CaptureQueriesContext(connection) as before:
        find(public, kebutuhan="dokter")
    many = [
        Service(code=f"klinik-{i}", position=100 + i, name=f"Klinik {i}", needs=["dokter"],
                level="kab", regions=["*"], what_id="Klinik.", what_en="Clinic.")
        for i in range(30)
    ]  # fmt: skip
    Service.objects.bulk_create(many)
    with CaptureQueriesContext(connection) as after:
        response = find(public, kebutuhan="dokter")
    assert "Klinik 29" in text_of(response)
    assert len(after) == len(before) <= 10


def test_a_need_without_a_service_leads_to_129(public, pack):
    Service.objects.all().delete()
    words = text_of(find(public, kebutuhan="hukum"))
    assert "Belum ada layanan untuk ini di daftar kami." in words


def test_texts_of_a_pack_are_escaped(public, pack):
    hotline = Hotline.objects.get(code="sapa-129")
    hotline.note_id = "<script>alert(1)</script>"
    hotline.save()
    PackText.objects.filter(section="needs", key="dokter").update(
        body={"title_id": "<b>x", "text_id": "<i>", "mark": "S", "source": "s"}
    )
    page = (
        public.get("/bantuan/").content.decode() + find(public, kebutuhan="dokter").content.decode()
    )
    assert "<script>alert" not in page
    assert "<b>x" not in page
    assert "<i>" not in page


def test_another_site_cannot_fill_in_the_form(public, pack):
    assert public.post("/bantuan/", DOCTOR, HTTP_SEC_FETCH_SITE="cross-site").status_code == 403
