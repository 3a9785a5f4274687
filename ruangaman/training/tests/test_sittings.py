"""Sitting a test: which form, what is kept, and whose turn it is."""

from __future__ import annotations

import datetime as dt
import gzip
from collections import Counter
from typing import Any

import pytest

from ruangaman.network.tests.standing import person
from ruangaman.training.codes import code_index, code_new
from ruangaman.training.models import Answer, Content, Event, Paper, Participant, Sitting
from ruangaman.training.services.sittings import (
    NoSuchChoice,
    answers_save,
    sitting_begin,
    sitting_end,
)
from ruangaman.training.tests.items import (
    fields_of,
    items_make,
    paper_open,
    right_of,
    sat,
    wrong_of,
)
from tests.clients import StaffClient
from tests.contracts.test_weights import LATER_STEP, headers_of

pytestmark = pytest.mark.django_db
MINUTE = dt.timedelta(minutes=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def items(world):
    return items_make()


@pytest.fixture
def paper(event, items):
    """The test after the course, open now."""
    return paper_open(event)


@pytest.fixture
def rina(world, invited):
    """Rina's browser, signed in."""
    return world.sign_in(StaffClient(), "rina")


def address(paper: Paper, rest: str = "") -> str:
    return f"/pelatihan/tes/{paper.pk}/{rest}"


def many(event: Event, count: int) -> list[Participant]:
    """Invite people without an account."""
    return Participant.objects.bulk_create(
        Participant(event=event, person=person("biro-umum")) for _ in range(count)
    )


# Forms


def test_half_take_each_form_before_the_other_after_and_the_first_again_later(
    event: Event, items: Any
) -> None:
    papers = [paper_open(event, kind) for kind in ("pre", "post", "follow_up")]
    forms = [tuple(sat(paper, who).form for paper in papers) for who in many(event, 10)]
    assert Counter(forms) == {("A", "B", "A"): 5, ("B", "A", "B"): 5}


def test_whoever_missed_the_test_before_still_gets_two_forms(event: Event, items: Any) -> None:
    after, later = paper_open(event, "post"), paper_open(event, "follow_up")
    for who in many(event, 4):
        assert {sat(after, who).form, sat(later, who).form} == {"A", "B"}
    assert Counter(Sitting.objects.filter(paper=after).values_list("form", flat=True)) == {
        "A": 2,
        "B": 2,
    }


def test_no_two_people_have_the_same_order_and_a_form_has_the_same_items(
    event: Event, paper: Paper
) -> None:
    four = [sitting_begin(paper=paper, participant=who) for who in many(event, 4)]
    assert len({str(one.order) for one in four}) == 4
    assert {len(one.order) for one in four} == {20}
    kept = {frozenset(item for item, _ in one.order) for one in four if one.form == "A"}
    assert len(kept) == 1


def test_items_that_do_not_fill_a_form_refuse_to_begin_and_leave_nothing(
    event: Event, paper: Paper, rina: StaffClient
) -> None:
    Content.objects.filter(key__startswith="m08").update(current=False)
    answer = rina.post(address(paper))
    assert answer.status_code == 422
    assert "belum lengkap" in answer.content.decode()
    assert not Sitting.objects.exists()


# The way through


def test_a_test_is_walked_page_by_page_and_ends_with_its_result(
    paper: Paper, rina: StaffClient
) -> None:
    start = rina.get(address(paper)).content.decode()
    for told in ("40 menit", "kerahasiaan", "Koordinator hanya melihat", "Ibu Contoh", "80%"):
        assert told in start
    assert rina.post(address(paper)).url == address(paper, "halaman/1/")
    sitting = Sitting.objects.get()
    for page in range(1, 6):
        assert (
            "Sisa waktu 39 menit" in rina.get(address(paper, f"halaman/{page}/")).content.decode()
        )
        sent = rina.post(
            address(paper, f"halaman/{page}/"), fields_of(sitting, page, right_of(sitting))
        )
    assert sent.url == address(paper, "akhir/")
    assert "Semua soal sudah dijawab" in rina.get(sent.url).content.decode()
    ended = rina.post(sent.url, {"pengerjaan": str(sitting.pk)})
    assert ended.url == address(paper, "hasil/")
    result = rina.get(ended.url).content.decode()
    assert "Hasil tes: 100%" in result
    assert "<strong>Lulus.</strong>" in result
    sitting.refresh_from_db()
    assert (sitting.right, sitting.total, sitting.passed, sitting.missed) == (20, 20, True, [])


def test_every_page_is_small_on_a_slow_line(paper: Paper, rina: StaffClient) -> None:
    rina.post(address(paper))
    for rest in ("", *(f"halaman/{page}/" for page in range(1, 6)), "akhir/"):
        for prefix in ("", "/en"):
            answer = rina.get(prefix + address(paper, rest), headers={"accept-encoding": "gzip"})
            assert answer["Content-Encoding"] == "gzip"
            assert len(answer.content) + headers_of(answer) <= LATER_STEP
            assert "<script" not in gzip.decompress(answer.content).decode()


def test_a_page_sent_twice_is_one_and_an_answer_changes_until_the_end(
    paper: Paper, rina: StaffClient
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    first = sitting.order[0][0]
    right, wrong = right_of(sitting), wrong_of(sitting, first)
    for chosen in (wrong, wrong, right):
        rina.post(address(paper, "halaman/1/"), fields_of(sitting, 1, {first: chosen[first]}))
    assert Answer.objects.get().choice == right[first]
    page = rina.get(address(paper, "halaman/1/")).content.decode()
    assert page.count(" checked") == 1
    sitting_end(sitting=sitting)
    again = rina.post(address(paper, "halaman/1/"), fields_of(sitting, 1, wrong), follow=True)
    assert "sudah berakhir" in again.content.decode()
    assert Answer.objects.get().choice == right[first]


def test_an_empty_page_keeps_what_was_saved_and_back_saves_too(
    paper: Paper, rina: StaffClient
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    right = right_of(sitting)
    sent = rina.post(address(paper, "halaman/2/"), fields_of(sitting, 2, right) | {"kembali": "1"})
    assert sent.url == address(paper, "halaman/1/")
    rina.post(address(paper, "halaman/2/"), {"pengerjaan": str(sitting.pk)})
    assert Answer.objects.count() == 4


def test_coming_back_finds_what_was_saved_and_the_next_open_page(
    paper: Paper, rina: StaffClient, world: Any
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    rina.post(address(paper, "halaman/1/"), fields_of(sitting, 1, right_of(sitting)))
    other_phone = world.sign_in(StaffClient(), "rina")
    page = other_phone.get(address(paper)).content.decode()
    assert "4 dari 20 soal sudah tersimpan" in page
    assert f'href="{address(paper, "halaman/2/")}"' in page
    assert other_phone.post(address(paper)).url == address(paper, "halaman/1/")
    assert Sitting.objects.count() == 1


def test_the_end_asks_about_what_is_empty_and_sent_twice_ends_once(
    paper: Paper, rina: StaffClient
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    rina.post(address(paper, "halaman/5/"), fields_of(sitting, 5, right_of(sitting)))
    page = rina.get(address(paper, "akhir/")).content.decode()
    assert "16 dari 20 soal belum dijawab" in page
    assert address(paper, "halaman/5/") not in page.split("<ul")[1]
    for _ in range(2):
        sent = rina.post(address(paper, "akhir/"), {"pengerjaan": str(sitting.pk)})
        assert sent.url == address(paper, "hasil/")
    sitting.refresh_from_db()
    assert (sitting.right, sitting.passed) == (4, False)
    assert rina.get(address(paper, "halaman/1/")).url == address(paper, "hasil/")


@pytest.mark.parametrize("choice", ["x", "", "a" * 500, "\x00", "a'--"])
def test_a_choice_that_is_not_there_is_told_and_nothing_is_kept(
    paper: Paper, rina: StaffClient, choice: str
) -> None:
    rina.post(address(paper))
    sitting = Sitting.objects.get()
    sent = rina.post(address(paper, "halaman/1/"), {"pengerjaan": str(sitting.pk), "j1": choice})
    assert sent.status_code == 422
    assert not Answer.objects.exists()
    assert rina.get(address(paper, "halaman/99/")).status_code == 404


def test_an_item_of_another_form_is_not_kept(event: Event, paper: Paper) -> None:
    sitting = sitting_begin(paper=paper, participant=many(event, 1)[0])
    foreign = Content.objects.filter(body__form="C").first()
    assert foreign
    with pytest.raises(NoSuchChoice):
        answers_save(sitting=sitting, chosen={foreign.pk: "a"})


# Two people, one phone


def typed(client: StaffClient, who: Participant) -> StaffClient:
    """Let somebody type her own code in a browser."""
    client.post("/pelatihan/ikut/pergi/")
    code = code_new()
    Participant.objects.filter(pk=who.pk).update(code_index=code_index(code))
    assert client.post("/pelatihan/ikut/", {"kode": code}).status_code == 302
    return client


def test_two_people_on_one_phone_never_write_into_each_others_test(
    event: Event, paper: Paper
) -> None:
    ana, budi = many(event, 2)
    phone = typed(StaffClient(), ana)
    phone.post(address(paper))
    hers = Sitting.objects.get()
    typed(phone, budi)
    phone.post(address(paper))
    his = Sitting.objects.get(participant=budi)
    for rest in ("halaman/1/", "akhir/"):
        old_page = phone.post(address(paper, rest), fields_of(hers, 1, right_of(hers)))
        assert old_page.status_code == 409
        assert f"sekarang {budi.person.name}" in old_page.content.decode()
    assert not Answer.objects.exists()
    his.refresh_from_db()
    assert his.ended_at is None
    typed(phone, ana)
    phone.post(address(paper, "halaman/1/"), fields_of(hers, 1, right_of(hers)))
    assert set(Answer.objects.values_list("sitting_id", flat=True)) == {hers.pk}


def test_a_code_opens_the_test_and_what_is_ones_own_without_an_account(
    event: Event, paper: Paper
) -> None:
    ana, budi = many(event, 2)
    sat(paper, ana, wrong=2)
    phone = typed(StaffClient(), ana)
    page = phone.get("/pelatihan/tes/saya/").content.decode()
    assert "90%" in page
    assert ana.person.name in page
    assert "90%" not in typed(StaffClient(), budi).get("/pelatihan/tes/saya/").content.decode()


@pytest.mark.parametrize("who", ["", "wim", "tono", "dewi"])
def test_a_stranger_learns_nothing_not_even_that_a_test_exists(
    world: Any, event: Event, paper: Paper, who: str
) -> None:
    client = world.sign_in(StaffClient(), who) if who else StaffClient()
    for rest in ("", "halaman/1/", "akhir/", "hasil/"):
        pages = set()
        for address_ in (address(paper, rest), f"/pelatihan/tes/{event.pk}/{rest}"):
            answer = client.get(address_)
            assert answer.status_code == 404
            pages.add(answer.content.decode().replace(address_, ""))
        assert len(pages) == 1
    mine = client.get("/pelatihan/tes/saya/")
    assert mine.status_code == (200 if who else 404)
    assert str(paper.pk) not in mine.content.decode()
