"""The induction: a unit's link leads through pages and questions to one number, and nobody."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.lib.pack import Training, read_pack
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.network.selectors.units import unit
from ruangaman.people.models import RoleGrant
from ruangaman.training.induction_links import link_address
from ruangaman.training.models import Content, InductionCount, InductionLink, InductionOnce
from ruangaman.training.selectors.induction import link_secret
from ruangaman.training.services.content import contents_write
from ruangaman.training.services.induction import induction_count
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/pelatihan/induksi/"
HEALTH = f"{LIST}dinas-kesehatan/"


@pytest.fixture(scope="module")
def taught() -> Training:
    found = read_pack(NTT).training
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def hasan_heads_health(world):
    RoleGrant.objects.filter(user=world.hasan).update(unit_code="dinas-kesehatan")


@pytest.fixture
def content(world, taught):
    """The induction of the pack."""
    contents_write(training=Training(induction=taught.induction))
    return Content.objects.get(kind="induction").body


@pytest.fixture
def address(world, staff, content) -> str:
    """The path of the link of Dinas Kesehatan."""
    world.sign_in(staff, "hasan").post(f"{HEALTH}tautan/")
    return path_of(InductionLink.objects.get())


def path_of(link: InductionLink) -> str:
    return "/" + link_address(link_secret(link)).split("/", 3)[3]


def carried(page) -> str:
    return re.search(r'name="isi" value="([^"]+)"', page.content.decode())[1]


def go(public, path: str, page, **fields: str):
    """Press a button of a page."""
    return public.post(path, {"isi": carried(page), **fields})


def answered(public, path: str, content, *, wrong: int = 0):
    """Read the first page and answer all questions, the first ``wrong`` of them wrongly."""
    page = go(public, path, public.get(path), ke="1")
    first = len(content["page"]) + 1
    for at, question in enumerate(content["question"]):
        choice = next(one for one in question["choice"] if one["right"] == (at >= wrong))
        page = go(public, path, page, jawab=str(first + at), jawaban=choice["key"])
        assert question["reason_id"][:30] in text_of(page)
    return go(public, path, page, ke=str(first + len(content["question"])))


def test_everybody_who_scans_reads_answers_and_is_counted_once(public, address, content) -> None:
    page = public.get(address)
    assert page.headers["Cache-Control"].count("no-store")
    assert "<title>Layanan Informasi</title>" in page.content.decode()
    assert b"<script" not in page.content
    assert not page.cookies
    result = answered(public, address, content, wrong=2)
    assert "8 dari 10 tepat" in text_of(result)
    refused = go(public, address, result, selesai="1", nama="Melati")
    assert refused.status_code == 422
    assert "Melati" in refused.content.decode()
    for _time in range(2):
        done = go(public, address, refused, selesai="1", setuju="on", nama="Melati")
        assert "Melati" in text_of(done)
        assert "Dinas Kesehatan" in text_of(done)
    count = InductionCount.objects.get()
    assert (count.unit_code, count.number) == ("dinas-kesehatan", 1)
    assert count.month == timezone.localdate().replace(day=1)
    assert "Melati" not in str(list(InductionOnce.objects.values()))


def test_too_few_right_answers_end_kindly_and_count_nobody(public, address, content) -> None:
    page = answered(public, address, content, wrong=3)
    assert "7 dari 10 tepat" in text_of(page)
    forced = go(public, address, page, selesai="1", setuju="on")
    assert "7 dari 10 tepat" in text_of(forced)
    assert not InductionCount.objects.exists()
    again = go(public, address, page, ulang="1")
    assert "Pertanyaan 1 dari 10" in text_of(again)
    assert "Jawaban Anda" not in text_of(again)


def test_a_reason_that_was_read_does_not_change_the_first_answer(public, address, content) -> None:
    number, question = str(len(content["page"]) + 1), content["question"][0]
    right, wrong = (next(c for c in question["choice"] if c["right"] is r) for r in (True, False))
    page = go(public, address, public.get(address), ke=number)
    assert go(public, address, page, jawab=number).status_code == 422
    page = go(public, address, page, jawab=number, jawaban=wrong["key"])
    page = go(public, address, page, jawab=number, jawaban=right["key"])
    assert "Belum tepat" in text_of(page)


@pytest.mark.parametrize("fields", [
    {"ke": "999999999999999999"}, {"ke": "-3"}, {"ke": "x"}, {"jawab": "1"}, {"jawab": "99"},
    {"jawab": "11", "jawaban": "<b>"}, {"selesai": "1"}, {"ulang": "1"}, {},
])  # fmt: skip
def test_odd_requests_get_a_page(public, address, fields) -> None:
    assert go(public, address, public.get(address), **fields).status_code in (200, 422)


def test_what_is_carried_belongs_to_one_link_and_can_be_lost(
    public, world, staff, address, content
) -> None:
    for text in ("", "x" * 50, carried(public.get(address))[:-4]):
        page = public.post(address, {"isi": text, "ke": "3"})
        assert page.status_code == 422
        assert "Silakan lanjutkan dari daftar" in text_of(page)
    world.sign_in(staff, "dewi").post(f"{LIST}dinas-sosial/tautan/")
    other = path_of(InductionLink.objects.get(unit_code="dinas-sosial"))
    assert go(public, other, public.get(address), ke="3").status_code == 422


def test_wrong_ended_and_mistyped_links_say_so(public, world, staff, address) -> None:
    typed = address.replace("-", "").upper().replace("/BELAJAR/", "/belajar/")
    assert public.get(typed).status_code == 200
    unknown = public.get("/belajar/abcd-efgh-jklm/")
    assert (unknown.status_code, "tidak dikenal" in text_of(unknown)) == (404, True)
    assert public.get(f"/belajar/{'a' * 500}/").status_code == 404
    world.sign_in(staff, "hasan").post(f"{HEALTH}tautan/")
    old = public.get(address)
    assert (old.status_code, "sudah diganti" in text_of(old)) == (410, True)
    assert public.get(path_of(InductionLink.objects.get(ended_on=None))).status_code == 200
    english = public.get("/en/belajar/abcd-efgh-jklm/")
    assert "This link is not known" in text_of(english)


def test_without_content_a_link_leads_to_a_clear_answer(public, world, staff) -> None:
    world.sign_in(staff, "hasan").post(f"{HEALTH}tautan/")
    assert public.get(path_of(InductionLink.objects.get())).status_code == 404


def test_numbers_are_shown_from_five_on_and_to_those_who_keep_the_unit(
    world, staff, content
) -> None:
    hasan = world.sign_in(staff, "hasan")
    for once in "abcd":
        assert induction_count(unit_code="dinas-kesehatan", once=once)
    assert not induction_count(unit_code="dinas-kesehatan", once="a")
    assert "kurang dari 5" in text_of(hasan.get(LIST))
    assert "Kurang dari 5" in text_of(hasan.get(HEALTH))
    induction_count(unit_code="dinas-kesehatan", once="e")
    assert "5 orang menyelesaikannya" in text_of(hasan.get(HEALTH))
    assert hasan.get(f"{LIST}dinas-sosial/").status_code == 404
    assert hasan.post(f"{LIST}dinas-sosial/tautan/").status_code == 404
    dewi = world.sign_in(staff, "dewi")
    page = dewi.get(f"{LIST}?nama=kesehatan")
    assert "Dinas Kesehatan" in text_of(page)
    assert "Dinas Sosial" not in text_of(page)
    assert "Tidak ada unit" in text_of(dewi.get(f"{LIST}?nama=zzz"))


def test_the_sheet_has_the_address_in_both_languages_and_the_making_is_on_record(
    world, staff, content
) -> None:
    hasan = world.sign_in(staff, "hasan")
    assert hasan.get(f"{HEALTH}lembar/").status_code == 404
    hasan.post(f"{HEALTH}tautan/")
    link = InductionLink.objects.get()
    shown = link_address(link_secret(link)).partition("://")[2]
    words = pdf_text(hasan.get(f"{HEALTH}lembar/").content)
    assert shown in words
    assert content["title_id"] in words
    assert content["title_en"] in pdf_text(hasan.get(f"{HEALTH}lembar/?bahasa=en").content)
    assert AuditEvent.objects.filter(action="training_induction_link").count() == 1
    assert link_secret(link).encode() not in bytes(link.sealed)
    assert unit(link.unit_code).code == "dinas-kesehatan"
