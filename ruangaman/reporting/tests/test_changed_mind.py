"""Answers changed on the way, and the steps of the mailbox that must not slip."""

from __future__ import annotations

import re
import uuid

import pytest

from ruangaman.people.models import Team
from ruangaman.people.selectors import recipient
from ruangaman.reporting.models import ReaderRequest, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services import desk
from ruangaman.reporting.tests.test_report_pages import page_of
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def ask_for(world: World, name: str, *parts: str) -> uuid.UUID:
    reader, wish = world.reader("maria"), uuid.uuid4()
    found, box = report_for(reader=reader, number=Report.objects.get().number)
    person = recipient(world.keys[name].id)
    assert person
    desk.reader_request_add(
        reader=reader, report=found, box=box, recipient=person, parts=parts,
        reason="Alasan", request_id=wish,
    )  # fmt: skip
    return wish


def test_only_send_sends(public: PublicClient, world: World) -> None:
    check = public.report(*report())
    for fields in ({"ubah": "pertanyaan"}, {"ubah": "periksa"}, {}):
        assert page_of(public.go_on(check, **fields)) == "periksa"
    assert not Report.objects.exists()


def test_the_check_page_goes_on_with_its_first_button(public: PublicClient, world: World) -> None:
    page = text(public.report(*report()))
    form = re.search(r"<form.*?</form>", page, re.S)
    assert form
    assert 'name="kirim"' in re.findall(r"<button[^>]*>", form[0])[0]


def test_answers_of_another_way_are_dropped(public: PublicClient, world: World) -> None:
    """An adult with a story who turns out to be under 18: the story is not carried along."""
    about = public.go_on(public.report(*report()), ubah="tentang")
    check = public.go_on(about, tentang="saya_anak")
    for fields in ({}, {"konflik": []}, {"kapan": "lebih_lama"}, {}, {}, {"balas": "kode"}):
        check = public.go_on(check, **fields)
    assert page_of(check) == "periksa"
    assert "Ia memegang tangan saya" not in text(check)
    assert "Siapa yang boleh tahu" not in text(check)


def test_no_number_is_asked_for_that_nobody_may_read(public: PublicClient, world: World) -> None:
    way = [*report()[:4], {"izin_fokal": ["unit_lain"]}, {"unit": "dinas-kesehatan"},
           {"kapan": "lebih_lama"}, {}]  # fmt: skip
    assert page_of(public.report(*way)) == "periksa"


def test_a_choice_of_page_5_can_be_taken_back(public: PublicClient, world: World) -> None:
    way = [*report()[:4], {"izin": "tidak", "izin_fokal": ["unit_lain"]}]
    assert page_of(public.report(*way)) == "unit_lain"
    assert page_of(public.report(*report()[:4], {"izin": "tidak"})) == "izin"


def test_a_refused_office_has_no_focal_point_for_her(public: PublicClient, world: World) -> None:
    Team.objects.filter(code="pseah-desk").update(unit_code="dinas-kesehatan")
    way = [*report()[:3], {"konflik": ["dinas"]}, {"izin_fokal": ["unit_lain"]}]
    page = text(public.report(*way))
    assert "Dinas Sosial" in page
    assert "Dinas Kesehatan" not in page


def test_changed_answers_still_show_the_code_and_leave_the_story_out(
    public: PublicClient, world: World
) -> None:
    check = public.report(*report(phone="081234567890"))
    code = code_of(public.go_on(check, **SEND))
    story = public.go_on(public.go_on(check, ubah="apa"), cerita="Cerita kedua.")
    again = public.go_on(story, **SEND)
    assert code_of(again) == code
    draft = re.search(r"<textarea.*?</textarea>", text(again), re.S)
    assert draft
    assert "Cerita kedua" not in draft[0]
    assert "0812" not in draft[0]


def test_a_focal_point_never_gets_the_account(public: PublicClient, world: World) -> None:
    code = code_of(public.go_on(public.report(*report(phone="081234567890")), **SEND))
    wish = ask_for(world, "rina", "needs", "account", "identity")
    public.go_on(public.post("/pesan/", {"kode": code}), setuju=str(wish))
    _, box = report_for(reader=world.reader("rina"), number=Report.objects.get().number)
    assert box.parts == ("needs",)


def test_what_was_withdrawn_cannot_be_given_away_or_written_to(
    public: PublicClient, world: World
) -> None:
    code = code_of(public.go_on(public.report(*report()), **SEND))
    wish = ask_for(world, "sari", "needs")
    page = public.post("/pesan/", {"kode": code})
    public.go_on(public.go_on(page, tarik="1"), tarik_ya="1")
    assert not ReaderRequest.objects.exists()
    assert public.go_on(page, setuju=str(wish)).status_code == 409
    late = public.go_on(page, pesan="Masih di sini?", kirim="1")
    assert late.status_code == 409


def test_a_typed_message_survives_every_other_button(public: PublicClient, world: World) -> None:
    code = code_of(public.go_on(public.report(*report()), **SEND))
    page = public.post("/pesan/", {"kode": code})
    asked = public.go_on(page, pesan="Belum selesai", tarik="1")
    back = public.post(
        "/pesan/", {**dict(re.findall(r'name="(isi|pesan)" value="([^"]*)"', text(asked))),
                    "batal": "1"}
    )  # fmt: skip
    assert "Belum selesai" in text(back)


def test_nothing_is_called_done_that_was_not(public: PublicClient, world: World) -> None:
    code = code_of(public.go_on(public.report(*report()), **SEND))
    page = public.post("/pesan/", {"kode": code})
    assert "Izin dicabut" not in text(public.go_on(page, cabut="tim-000"))
    assert "Izin diberikan" not in text(public.go_on(page, setuju=str(uuid.uuid4())))


def test_opening_after_a_withdrawal_shows_nothing(public: PublicClient, world: World) -> None:
    code = code_of(public.go_on(public.report(*report()), **SEND))
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=Report.objects.get().number)
    public.go_on(public.post("/pesan/", {"kode": code}), cabut=f"tim-{world.teams['uptd-ppa'].id}")
    with pytest.raises(desk.ReportNotFound):
        desk.parts_open(reader=reader, report=found, box=box, parts=["account"])
