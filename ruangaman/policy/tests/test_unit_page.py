"""One page about prevention in a unit: every room tells, nobody tells about a report."""

from __future__ import annotations

import pytest
from django.test import Client

from ruangaman.network.unit_facts import facts_of
from ruangaman.policy.models import Document
from ruangaman.policy.tests.conftest import document
from tests.pages import text_of

pytestmark = pytest.mark.django_db
HEALTH = "/kebijakan/unit/dinas-kesehatan/"


def test_the_head_sees_all_of_prevention_and_what_is_missing(headed, staff) -> None:
    document("", kind=Document.Kind.CODE, title="Kode perilaku provinsi")
    page = text_of(headed.sign_in(staff, "hasan").get(HEALTH))
    for words in (
        "Fokal point",
        "SK penunjukan",
        "Kode perilaku Baik Berlaku dari provinsi",
        "Surat edaran Perlu perhatian Belum ada",
        "Penilaian mandiri 2026",
        "Rencana aksi",
        "Sosialisasi",
        "Pelatihan fokal point",
    ):
        assert words in page


def test_a_reports_number_state_or_reader_stands_nowhere_on_it(headed, staff) -> None:
    page = headed.sign_in(staff, "hasan").get(HEALTH).content.decode()
    main = page.split("<main", 1)[1].split("</main", 1)[0]
    assert "/kasus/" not in main
    assert "/kontak/" not in main


def test_another_unit_is_not_there_and_a_focal_point_gets_no_link_to_403(headed, staff) -> None:
    rina = headed.sign_in(staff, "rina")
    assert rina.get("/kebijakan/unit/dinas-pendidikan-dan-kebudayaan/").status_code == 404
    page = rina.get(HEALTH).content.decode().split("<main", 1)[1]
    links = {part.split('"')[0] for part in page.split('href="')[1:]}
    broken = [one for one in links if one.startswith("/") and rina.get(one).status_code >= 400]
    assert broken == []


def test_the_coordinator_opens_every_unit(headed, staff) -> None:
    dewi = headed.sign_in(Client(**staff.defaults), "dewi")
    assert dewi.get(HEALTH).status_code == 200
    assert dewi.get("/kebijakan/unit/tidak-ada/").status_code == 404


def test_the_page_asks_no_more_for_a_unit_with_many_people(
    headed, django_assert_max_num_queries
) -> None:
    from django.utils import timezone

    with django_assert_max_num_queries(45):
        facts_of("dinas-kesehatan", timezone.localdate())
