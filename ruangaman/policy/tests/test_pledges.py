"""Reading and signing: the unit's link, three questions, names that only the unit's own read."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from ruangaman.core.models import AuditEvent
from ruangaman.lib.pack import Policy, read_pack
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.network.selectors.todo import Kind, todo_for
from ruangaman.network.selectors.units import unit as unit_named
from ruangaman.policy.models import Acknowledgement, Document, PledgeLink, StaffMember
from ruangaman.policy.pledge_links import LINKS
from ruangaman.policy.services.content import policy_contents_write
from ruangaman.policy.services.pledges import signatures_prune
from ruangaman.policy.services.staff import staff_add
from ruangaman.policy.tests.conftest import document
from tests.documents import text_of as pdf_text
from tests.pages import text_of

pytestmark = pytest.mark.django_db
LIST = "/kebijakan/pernyataan/"
HEALTH = f"{LIST}dinas-kesehatan/"
RIGHT = ["b", "c", "a"]


@pytest.fixture(scope="module")
def policy() -> Policy:
    found = read_pack(NTT).policy
    assert found is not None
    return found


@pytest.fixture
def content(headed, policy):
    """The words of the pack."""
    policy_contents_write(policy=Policy(pledge=policy.pledge))
    return policy.pledge[0]


@pytest.fixture
def hasan(headed, staff, content):
    return headed.sign_in(staff, "hasan")


@pytest.fixture
def address(hasan) -> str:
    """The path of the link of Dinas Kesehatan."""
    hasan.post(f"{HEALTH}tautan/")
    return path_of(PledgeLink.objects.get(ended_on=None))


def path_of(link: PledgeLink) -> str:
    return "/" + LINKS.address(LINKS.open(link.sealed, unit=link.unit_code)).split("/", 3)[3]


def carried(page) -> str:
    return re.search(r'name="isi" value="([^"]+)"', page.content.decode())[1]


def answered(public, address: str, answers: list[str] = RIGHT):
    """Go through the questions; the page to sign, or what stands there instead."""
    page = public.get(address)
    page = public.post(address, {"isi": carried(page), "ke": "1"})
    for number, choice in enumerate(answers, start=1):
        page = public.post(address, {"isi": carried(page), "jawab": str(number), "jawaban": choice})
        page = public.post(address, {"isi": carried(page), "ke": str(number + 1)})
    return page


def signed(public, address: str, name: str, group: str = "asn"):
    page = answered(public, address)
    return public.post(
        address,
        {"isi": carried(page), "tanda": "1", "nama": name, "kelompok": group, "setuju": "on"},
    )


def listed(world, *people: tuple[str, str]) -> None:
    staff_add(unit=unit_named("dinas-kesehatan"), people=people, by=world.hasan)


def test_the_link_leads_to_a_signature_that_stands_for_a_name_on_the_list(
    headed, hasan, public, address
) -> None:
    listed(headed, ("Maria Lede, S.Sos.", "asn"), ("Yohanes Tefa", "guard"))
    end = signed(public, address, "maria  LEDE")
    assert "Pernyataan Anda tercatat" in text_of(end)
    page = text_of(hasan.get(HEALTH))
    assert "1 orang sudah menandatangani" in page
    assert "1 orang belum menandatangani" in page
    assert "Yohanes Tefa" in page
    assert "Maria Lede" not in page
    assert "Petugas keamanan 1 0" in page


def test_a_page_sent_twice_is_one_signature(hasan, public, address) -> None:
    page = answered(public, address)
    form = {"isi": carried(page), "tanda": "1", "nama": "Ina", "kelompok": "intern", "setuju": "on"}
    first, again = public.post(address, form), public.post(address, form)
    assert "tercatat" in text_of(first)
    assert "tercatat" in text_of(again)
    assert Acknowledgement.objects.count() == 1


def test_a_wrong_answer_is_explained_and_asked_again_before_the_signature(public, address) -> None:
    page = answered(public, address, ["a", "c", "a"])
    assert "2 dari 3 tepat" in text_of(page)
    forced = public.post(
        address,
        {"isi": carried(page), "tanda": "1", "nama": "Ina", "kelompok": "asn", "setuju": "on"},
    )
    assert "2 dari 3 tepat" in text_of(forced)
    page = public.post(address, {"isi": carried(page), "ulang": "1"})
    assert "Pertanyaan 1 dari 3" in text_of(page)
    assert Acknowledgement.objects.count() == 0


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"nama": "", "kelompok": "asn", "setuju": "on"}, "Tulis nama Anda."),
        ({"nama": "..", "kelompok": "asn", "setuju": "on"}, "paling sedikit tiga huruf"),
        ({"nama": "Ina Bili", "setuju": "on"}, "Pilih salah satu."),
        ({"nama": "Ina Bili", "kelompok": "raja", "setuju": "on"}, "Pilih salah satu dari daftar."),
        ({"nama": "Ina Bili", "kelompok": "asn"}, "Centang pernyataan ini"),
        ({"nama": "I" * 121, "kelompok": "asn", "setuju": "on"}, "paling banyak 120 huruf"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(public, address, form, said) -> None:
    page = answered(public, address)
    answer = public.post(address, {"isi": carried(page), "tanda": "1", **form})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert form["nama"] in answer.content.decode()
    assert Acknowledgement.objects.count() == 0


def test_names_are_for_the_units_own_only(world, headed, staff, hasan, public, address) -> None:
    listed(headed, ("Maria Lede", "asn"))
    signed(public, address, "Ina Bili", "intern")
    own = text_of(hasan.get(HEALTH))
    assert "Ina Bili" in own
    coordinator = Client(**staff.defaults)
    dewi = world.sign_in(coordinator, "dewi")
    page = text_of(dewi.get(HEALTH))
    assert "Maria Lede" not in page
    assert "Ina Bili" not in page
    assert "1 orang sudah menandatangani" in page
    for path in ("pegawai/", "pegawai/unggah/", "daftar.pdf"):
        assert dewi.get(f"{HEALTH}{path}").status_code == 404
    raw = b"".join(
        bytes(value)
        for row in (*StaffMember.objects.values(), *Acknowledgement.objects.values())
        for value in row.values()
        if isinstance(value, bytes | memoryview)
    )
    assert b"Maria" not in raw
    assert b"Ina" not in raw


def test_a_new_version_of_the_code_of_conduct_is_signed_again(
    headed, hasan, public, address
) -> None:
    listed(headed, ("Maria Lede", "asn"))
    old = document(kind=Document.Kind.CODE, title="Kode perilaku lama")
    signed(public, address, "Maria Lede")
    assert "Semua yang ada di daftar sudah" in text_of(hasan.get(HEALTH))
    Document.objects.filter(pk=old.pk).update(state=Document.State.REPLACED)
    document(kind=Document.Kind.CODE, title="Kode perilaku baru", series=old.series, version=2)
    page = text_of(hasan.get(HEALTH))
    assert "Kode perilaku baru" in page
    assert "1 orang belum menandatangani" in page


def test_what_the_province_says_is_signed_until_the_unit_has_its_own(public, address) -> None:
    document("", kind=Document.Kind.CODE, title="Kode perilaku provinsi")
    assert "Kode perilaku provinsi" in text_of(public.get(address))
    document(kind=Document.Kind.CODE, title="Kode perilaku dinas")
    page = text_of(public.get(address))
    assert "Kode perilaku dinas" in page
    assert "Kode perilaku provinsi" not in page


def test_a_signature_is_good_for_a_year(headed, hasan, public, address) -> None:
    listed(headed, ("Maria Lede", "asn"))
    signed(public, address, "Maria Lede")
    Acknowledgement.objects.update(day=timezone.localdate() - dt.timedelta(days=370))
    assert "1 orang belum menandatangani" in text_of(hasan.get(HEALTH))


def test_an_old_link_says_that_there_is_a_new_one(hasan, public, address) -> None:
    hasan.post(f"{HEALTH}tautan/")
    old = public.get(address)
    assert old.status_code == 410
    assert "sudah diganti" in text_of(old)
    assert public.get("/pernyataan/aaaa-bbbb-cccc/").status_code == 404


def test_a_pasted_list_is_shown_before_it_is_kept_and_its_faults_have_lines(hasan) -> None:
    url = f"{HEALTH}pegawai/"
    text = "Maria Lede\nYohanes Tefa\tsatpam\n\n12\nAna Bili; magang\nBudi; raja"
    wrong = hasan.post(url, {"kelompok": "asn", "daftar": text})
    assert wrong.status_code == 422
    assert "Baris 4: bukan nama." in text_of(wrong)
    assert "Baris 6: kelompok tidak dikenal." in text_of(wrong)
    assert "Yohanes Tefa" in wrong.content.decode()
    good = {"kelompok": "asn", "daftar": "Maria Lede\nYohanes Tefa\tsatpam\nmaria lede, S.E."}
    shown = hasan.post(url, good)
    assert "3 nama terbaca" in text_of(shown)
    assert StaffMember.objects.count() == 0
    hasan.post(url, good | {"simpan": "1"})
    assert sorted(StaffMember.objects.values_list("group", flat=True)) == ["asn", "guard"]


def test_signatures_on_paper_matching_and_leaving(headed, hasan, public, address) -> None:
    listed(headed, ("Maria Lede", "asn"), ("Ana Bili", "intern"), ("Yohanes Tefa", "guard"))
    maria, ana, yohanes = (
        next(one for one in StaffMember.objects.all() if one.group == group)
        for group in ("asn", "intern", "guard")
    )
    nobody = hasan.post(f"{HEALTH}kertas/", {"hari": "2020-01-01", "orang": str(maria.pk)})
    assert nobody.status_code == 422
    today = timezone.localdate().isoformat()
    hasan.post(f"{HEALTH}kertas/", {"hari": today, "orang": [str(maria.pk), "x"]})
    hasan.post(f"{HEALTH}kertas/", {"hari": today, "orang": str(maria.pk)})
    signed(public, address, "Anna Bily", "intern")
    stranger = Acknowledgement.objects.get(member=None)
    hasan.post(f"{HEALTH}tanda/{stranger.pk}/", {"orang": str(ana.pk)})
    hasan.post(f"{HEALTH}pegawai/{yohanes.pk}/keluar/")
    page = text_of(hasan.get(HEALTH))
    assert "2 orang sudah menandatangani" in page
    assert "Semua yang ada di daftar sudah" in page
    assert Acknowledgement.objects.count() == 2
    acts = AuditEvent.objects.filter(action__startswith="policy_").values_list("action", flat=True)
    assert {"policy_pledge_paper", "policy_pledge_match", "policy_staff_leave"} <= set(acts)


def test_another_units_people_are_not_there(world, headed, staff, content) -> None:
    rina = world.sign_in(staff, "rina")
    assert rina.get(HEALTH).status_code == 200
    assert rina.get(f"{LIST}dinas-pendidikan-dan-kebudayaan/").status_code == 404
    names = re.findall(r"kebijakan/pernyataan/([a-z-]+)/", rina.get(LIST).content.decode())
    assert set(names) == {"dinas-kesehatan"}


def test_the_sheet_and_the_list_to_sign_are_printed(headed, hasan, address) -> None:
    listed(headed, ("Maria Lede", "asn"))
    sheet = pdf_text(hasan.get(f"{HEALTH}lembar/").content)
    assert address.strip("/") in "".join(sheet.split())
    assert "Maria Lede" in pdf_text(hasan.get(f"{HEALTH}daftar.pdf").content)
    assert hasan.get("/kebijakan/pernyataan.xlsx").status_code == 200


def test_the_unit_is_reminded_of_who_has_not_signed(headed, hasan) -> None:
    listed(headed, ("Maria Lede", "asn"))
    today = timezone.localdate()
    assert Kind.PLEDGE not in {one.kind for one in todo_for(headed.hasan, today)}
    StaffMember.objects.update(since=today - dt.timedelta(days=20))
    (found,) = [one for one in todo_for(headed.hasan, today) if one.kind == Kind.PLEDGE]
    assert found.href == HEALTH


def test_names_go_after_the_years_they_are_kept(headed, hasan, public, address) -> None:
    listed(headed, ("Maria Lede", "asn"), ("Ana Bili", "intern"))
    signed(public, address, "Ana Bili")
    long_ago = timezone.localdate() - dt.timedelta(days=6 * 366)
    Acknowledgement.objects.update(day=long_ago)
    StaffMember.objects.filter(group="asn").update(left_on=long_ago)
    assert signatures_prune() == 2
    assert StaffMember.objects.count() == 1


def test_the_list_of_units_asks_the_same_number_of_questions_for_many(
    world, staff, content, django_assert_max_num_queries
) -> None:
    dewi = world.sign_in(staff, "dewi")
    with django_assert_max_num_queries(20):
        dewi.get(LIST)
