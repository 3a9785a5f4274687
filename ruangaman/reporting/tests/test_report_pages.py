"""``/lapor/``: the way through the pages, and what odd input gets."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruangaman.lib.carry import Carrier
from ruangaman.people.models import User
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.tests.ways import SEND, question, report
from tests.clients import PublicClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(response: object) -> str:
    found = re.search(r'name="langkah" value="(\w+)"', response.content.decode())  # type: ignore[attr-defined]
    return found[1] if found else ""


def test_a_report_goes_through_and_shows_its_code(public: PublicClient, world: World) -> None:
    check = public.report(*report())
    assert page_of(check) == "periksa"
    sent = public.go_on(check, **SEND)
    assert len(code_of(sent).split()) == 8
    assert Report.objects.count() == 1


def test_nothing_is_kept_before_send(public: PublicClient, world: World) -> None:
    public.report(*report())
    assert not Report.objects.exists()
    assert not Item.objects.exists()


def test_a_question_takes_its_own_way(public: PublicClient, world: World) -> None:
    check = public.report(*question())
    assert "Apakah ini boleh saya tolak?" in check.content.decode()
    assert code_of(public.go_on(check, **SEND))


def test_the_way_in_english(public: PublicClient, world: World) -> None:
    check = public.report(*report(), prefix="/en")
    sent = public.go_on(check, prefix="/en", **SEND)
    assert code_of(sent)
    assert 'lang="en"' in sent.content.decode()


@pytest.mark.parametrize("page", ["tujuan", "tentang", "izin"])
def test_only_three_pages_ask_for_an_answer(public: PublicClient, world: World, page: str) -> None:
    names = {"tujuan": 1, "tentang": 2, "izin": 4}
    response = public.report(*report()[: names[page]], {})
    assert response.status_code == 422
    assert page_of(response) == page
    assert "govuk-error-summary" in response.content.decode()


def test_everything_else_may_stay_empty(public: PublicClient, world: World) -> None:
    ways = [
        {},
        {"tujuan": "lapor"},
        {"tentang": "saya"},
        {},
        {"izin": "uptd_cerita"},
        {},
        {},
        {},
        {},
    ]
    assert code_of(public.go_on(public.report(*ways), **SEND))


def test_a_conflict_takes_the_team_away(public: PublicClient, world: World) -> None:
    response = public.report(*report()[:3], {"konflik": ["uptd_ppa"]})
    assert 'name="izin"' not in response.content.decode()
    assert 'name="izin_fokal"' in response.content.decode()


def test_with_nobody_left_help_is_offered(public: PublicClient, world: World) -> None:
    response = public.report(*report()[:3], {"konflik": ["uptd_ppa", "fokal_point"]})
    assert page_of(response) == "tanpa_penerima"
    assert "129" in response.content.decode()


def test_when_the_last_receiver_leaves_meanwhile_help_is_offered(
    public: PublicClient, world: World
) -> None:
    asked = public.report(*report()[:3], {"konflik": ["tidak"]})
    assert page_of(asked) == "izin"
    User.objects.update(is_active=False)
    response = public.go_on(asked, izin="uptd_cerita")
    assert response.status_code == 200
    assert page_of(response) == "tanpa_penerima"
    assert "129" in response.content.decode()


def test_no_and_a_place_contradict(public: PublicClient, world: World) -> None:
    response = public.report(*report()[:3], {"konflik": ["tidak", "dinas"]})
    assert response.status_code == 422


def test_a_child_is_told_first_and_reaches_the_desk_without_choosing(
    public: PublicClient, world: World
) -> None:
    told = public.report({}, {"tujuan": "lapor"}, {"tentang": "saya_anak"})
    assert page_of(told) == "anak"
    check = told
    for fields in ({}, {}, {"kapan": "lebih_lama"}, {}, {"dewasa": "nenek"}, {"balas": "kode"}):
        check = public.go_on(check, **fields)
    assert page_of(check) == "periksa"
    assert code_of(public.go_on(check, **SEND))
    assert [team.code for team in Report.objects.get().teams.all()] == ["uptd-ppa"]


def test_a_child_whose_person_works_at_the_desk_gets_129(
    public: PublicClient, world: World
) -> None:
    response = public.report(
        {}, {"tujuan": "lapor"}, {"tentang": "anak_lain"}, {}, {"konflik": ["uptd_ppa"]}
    )
    assert page_of(response) == "tanpa_penerima"


def test_a_witness_cannot_open_a_case_of_hers(public: PublicClient, world: World) -> None:
    start = ({}, {"tujuan": "lapor"}, {"tentang": "lain"})
    assert page_of(public.report(*start, {"pemberitahuan": "tidak"})) == "teruskan"
    alert = public.report(*start, {"pemberitahuan": "ya"}, {})
    assert "uptd_kebutuhan" in alert.content.decode()
    assert "uptd_cerita" not in alert.content.decode()


def test_information_only_sends_nothing(public: PublicClient, world: World) -> None:
    response = public.report({}, {"tujuan": "info"})
    assert page_of(response) == "info"
    public.go_on(response, **SEND)
    assert not Report.objects.exists()


def test_back_keeps_what_was_typed(public: PublicClient, world: World) -> None:
    story = public.report(*report()[:-1])
    back = public.go_on(story, cerita="setengah jadi", kembali="1")
    assert page_of(back) == "balas"
    again = public.go_on(back, balas="kode")
    assert "setengah jadi" in again.content.decode()


def test_an_answer_can_be_changed_from_the_check_page(public: PublicClient, world: World) -> None:
    changed = public.go_on(public.report(*report()), ubah="kapan")
    assert page_of(changed) == "kapan"


def test_own_focal_point_is_found_by_post(public: PublicClient, world: World) -> None:
    way = [*report()[:4], {"izin_fokal": ["unit_saya"]}]
    search = public.report(*way)
    assert page_of(search) == "unit_saya"
    found = public.go_on(search, cari="kesehatan", cari_tombol="1")
    assert "Dinas Kesehatan" in found.content.decode()
    assert "Dinas Sosial" not in found.content.decode()
    nothing = public.go_on(search, cari="umum", cari_tombol="1")
    assert "129" in nothing.content.decode()
    assert page_of(public.go_on(found, unit="dinas-kesehatan")) == "kapan"


def test_the_check_page_names_the_office_of_each_focal_point(
    public: PublicClient, world: World
) -> None:
    both = {"izin": "uptd_kebutuhan", "izin_fokal": ["unit_saya", "unit_lain"]}
    units = [{"unit": "dinas-kesehatan"}, {"unit": "dinas-sosial"}]
    rest = report(izin="uptd_kebutuhan")[5:]
    page = public.report(*report()[:4], both, *units, *rest).content.decode()
    assert "kantor saya (mungkin mengenal Anda): Dinas Kesehatan" in page
    assert "kantor lain: Dinas Sosial" in page


def test_a_search_of_offices_costs_the_same_for_few_and_many(
    public: PublicClient, world: World, django_assert_num_queries: Any
) -> None:
    search = public.report(*report()[:4], {"izin_fokal": ["unit_saya"]})
    with CaptureQueriesContext(connection) as few:
        public.go_on(search, cari="sosial", cari_tombol="1")
    with django_assert_num_queries(len(few)):
        public.go_on(search, cari="dinas", cari_tombol="1")


ODD = ["x" * 100_000, "a\0b", "‮terbalik", "😔" * 50, "<script>alert(1)</script>", "\r\n" * 40]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_kept_or_refused_with_a_sentence(
    public: PublicClient, world: World, text: str
) -> None:
    response = public.go_on(public.report(*report()[:-1]), cerita=text)
    assert response.status_code in (200, 422)
    assert "<script>alert" not in response.content.decode()
    if response.status_code == 422:
        assert page_of(response) == "apa"
        assert text[:1000] in response.content.decode()


def test_a_field_of_another_choice_is_refused(public: PublicClient, world: World) -> None:
    response = public.report({}, {"tujuan": "semua"})
    assert response.status_code == 422


def test_an_altered_state_is_refused_and_the_text_is_still_there(
    public: PublicClient, world: World
) -> None:
    story = public.report(*report()[:-1])
    response = public.go_on(story, isi="rusak", cerita="teks saya")
    assert response.status_code == 400
    assert "teks saya" in response.content.decode()


def test_a_state_of_another_step_is_refused(public: PublicClient, world: World) -> None:
    response = public.go_on(public.get("/lapor/"), langkah="periksa")
    assert response.status_code == 400


def test_a_state_of_the_mailbox_is_refused(public: PublicClient, world: World) -> None:
    sent = public.go_on(public.report(*report()), **SEND)
    mailbox = public.post("/pesan/", {"kode": code_of(sent)})
    import re

    isi = re.search(r'name="isi" value="([^"]+)"', mailbox.content.decode())
    assert isi
    response = public.post("/lapor/", {"isi": isi[1], "langkah": "periksa"})
    assert response.status_code == 400


def test_an_expired_state_says_so(
    public: PublicClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = public.get("/lapor/")
    later = timezone.now() + dt.timedelta(hours=3)
    monkeypatch.setattr(timezone, "now", lambda: later)
    response = public.go_on(page, aman="ya")
    assert response.status_code == 400
    assert "2 jam" in response.content.decode()


def test_a_question_cannot_be_skipped_by_a_forged_jump(public: PublicClient, world: World) -> None:
    """Even a state sealed for the check page without readers leads back to the open question."""
    from ruangaman.reporting.views.carried import Carried

    sealed = Carried(page="periksa", given={"tujuan": "lapor", "tentang": "saya"}).sealed()
    response = public.post("/lapor/", {"isi": sealed, "langkah": "periksa", "kirim": "1"})
    assert page_of(response) == "izin"
    assert not Report.objects.exists()


def test_pages_set_no_cookie_and_are_not_stored(public: PublicClient, world: World) -> None:
    response = public.report(*report()[:2])
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_the_carrier_is_the_one_of_the_settings(world: World) -> None:
    from ruangaman.core.carry import carrier

    assert isinstance(carrier(), Carrier)


def test_the_language_can_be_changed_on_the_way(public: PublicClient, world: World) -> None:
    story = public.report(*report()[:-1])
    english = public.go_on(story, prefix="/en", cerita="kata saya", bahasa="1")
    assert page_of(english) == "apa"
    assert "kata saya" in english.content.decode()
    assert 'lang="en"' in english.content.decode()
