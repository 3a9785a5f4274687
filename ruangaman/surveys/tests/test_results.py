"""Results of a closed survey: figures with margins, and nothing of a few."""

from __future__ import annotations

import io
import random
from collections import Counter

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.lib.estimates import Tallying, direct
from ruangaman.surveys.models import Survey
from ruangaman.surveys.selectors.results import item_strata, results_of
from ruangaman.surveys.tests.helping import TINY, item
from ruangaman.surveys.tests.resulting import closed, experience, many
from ruangaman.surveys.tests.test_survey_pages import words
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
AWARE = {
    **TINY,
    "sections": [
        {
            **TINY["sections"][0],
            "items": [
                item(
                    "saluran",
                    "choice",
                    options=[
                        {"code": "fokal", "text_id": "Fokal", "text_en": "FP", "positive": True},
                        {"code": "laman", "text_id": "Laman", "text_en": "Pages", "positive": True},
                        {"code": "ragu", "text_id": "Tidak tahu", "text_en": "Not sure"},
                    ],
                ),
                item("berani", "agree"),
            ],
        }
    ],
}


def test_what_is_counted_of_a_person() -> None:
    tallying = Tallying.of(experience())
    full = {"candaan": "never", "sentuhan": "once", "silang": "same", "jangkar": "one"}
    assert sorted(tallying.counted(full)) == sorted(
        [*full.items(), ("lihat.any", "ever"), ("silang+jangkar", "same+one")]
    )
    assert sorted(tallying.counted({"candaan": "never", "jangkar": "one"})) == sorted(
        [("candaan", "never"), ("jangkar", "one"), ("lihat.any", "never")]
    )
    assert not list(tallying.counted({}))


def test_indicator_a1_is_weighted_by_staff_and_said_in_people(
    world: World, staff: StaffClient
) -> None:
    rows = many(60, saluran="fokal", berani="5") + many(20, saluran="laman", berani="2")
    rows += many(20, saluran="ragu") + many(100, 2, saluran="ragu", berani="3")
    survey = closed(rows, staff=(1000, 3000), definition=AWARE)
    found = results_of(survey)
    assert [one.item.key for one in found.a1] == ["saluran", "berani"]
    assert found.a1[0].counted is not None
    assert found.a1[0].counted.value == pytest.approx(0.8 * 0.25)
    world.sign_in(staff, "wim")
    page = staff.get(f"/survei/{survey.pk}/hasil/")
    said = words(page)
    assert "200 dari 2.000 orang yang mendapat slip atau tautan menjawab (10 %)" in said
    assert "Soal saluran 20,0 % (18,2–21,9 %)" in said, "the indicator"
    assert "Fokal; Laman: 20,0 % (18,2–21,9 %). Dari 100 pegawai, kira-kira 20 orang" in said
    assert "180 jawaban." in said
    parts = words(staff.get(f"/survei/{survey.pk}/hasil/butir/saluran/"))
    assert "Kelompok 1 80 % 72–86 % Kelompok 2 0 %" in parts
    english = words(staff.get(f"/en/survei/{survey.pk}/hasil/butir/saluran/"))
    assert "Group 1 80 %" in english
    assert "Kelompok 1" not in english


def test_experience_is_told_only_together_where_few_said_so(
    world: World, staff: StaffClient
) -> None:
    """Seven of 600 saw touching: neither they, nor the 593, nor their stratum can be read off."""
    rows = many(300, candaan="never", sentuhan="never")
    rows += many(30, candaan="few", sentuhan="never") + many(4, candaan="many", sentuhan="once")
    rows += many(263, 2, candaan="once", sentuhan="never") + many(3, 2, sentuhan="few")
    survey = closed(rows, staff=(900, 800), definition=experience())
    found = results_of(survey)
    jokes, touching = found.parts[0].said
    assert [one.codes for one in jokes.codes] == [("never",), ("once",), ("few", "many")]
    assert jokes.answers is None, "three left it out"
    assert (touching.counted, touching.few) == (None, True)
    assert not touching.codes
    assert [one for _, one in item_strata(found, jokes)] == [None, None]
    world.sign_in(staff, "kadis")
    said = words(staff.get(f"/survei/{survey.pk}/hasil/"))
    assert "kurang dari 10 orang menjawab lain dari kebanyakan" in said
    assert "Lebih banyak bukan berarti lebih buruk" in said
    assert "593" not in said
    assert staff.get(f"/survei/{survey.pk}/hasil/butir/sentuhan/").status_code == 404
    book = openpyxl.load_workbook(
        io.BytesIO(staff.get(f"/survei/{survey.pk}/hasil/unduh/").content)
    )
    cells = [cell for row in book.active.iter_rows(values_only=True) for cell in row]
    assert not {7, 593, 597, 1.17, 98.83} & set(cells)
    any_of = found.any_of[0].counted
    assert any_of is not None
    assert any_of.value == pytest.approx((900 * 34 / 334 + 800) / 1700)


def test_crosswise_stands_beside_its_correction_and_neither_is_cut_off(
    world: World, staff: StaffClient
) -> None:
    """The figures of the authors' package, in a survey: 2,000 answers with p = p' = 0.15."""
    definition = experience()
    for one in definition["sections"][1]["items"]:
        one["p"] = 0.15
    rows = many(1133, silang="same", jangkar="same") + many(294, silang="same", jangkar="one")
    rows += many(408, silang="one", jangkar="same") + many(165, silang="one", jangkar="one")
    survey = closed(rows, staff=(5000,), definition=definition)
    world.sign_in(staff, "dewi")
    said = words(staff.get(f"/survei/{survey.pk}/hasil/"))
    assert "Dihitung apa adanya 19,5 % 16,7–22,3 %" in said
    assert "Dikoreksi dengan pertanyaan jangkar 10,5 % 6,2–14,9 %" in said
    assert "kira-kira 77 dari 100 penjawab membaca kedua kalimat" in said
    assert "paling banyak 5,7 kali (epsilon 1,73)" in said
    assert "“Teman lahir Februari” dihitung benar bagi 15,0 % orang. belum diverifikasi" in said
    assert "Kalimat jangkar" not in said
    careless = many(9, silang="same", jangkar="same") + many(1, silang="same", jangkar="one")
    few = closed(careless * 2 + many(4, silang="one", jangkar="one"), definition=definition)
    warned = words(staff.get(f"/survei/{few.pk}/hasil/"))
    assert "Kurang dari 1.000 jawaban" in warned
    random_ = [
        pair
        for a in ("same", "one")
        for b in ("same", "one")
        for pair in many(300, silang=a, jangkar=b)
    ]
    guessed = words(staff.get(f"/survei/{closed(random_, definition=definition).pk}/hasil/"))
    assert "Terlalu banyak yang menjawab asal" in guessed
    below = closed(many(1150, silang="same", jangkar="same"), definition=definition)
    assert "−21,4 %" in words(staff.get(f"/survei/{below.pk}/hasil/"))


def test_there_is_nothing_to_see_of_a_survey_that_is_open_empty_or_small(
    world: World, staff: StaffClient
) -> None:
    empty, small = closed([]), closed(many(9, tahu="ya"))
    short = closed(many(30, tahu="ya"), staff=(199,))
    world.sign_in(staff, "dewi")
    for survey in (empty, small, short):
        assert "Jawaban terlalu sedikit" in words(staff.get(f"/survei/{survey.pk}/hasil/"))
        for path in ("unduh/", "butir/tahu/", "butir/nonsense/"):
            assert staff.get(f"/survei/{survey.pk}/hasil/{path}").status_code == 404
    Survey.objects.filter(pk=small.pk).update(state=Survey.State.OPEN)
    assert "sesudah survei ditutup" in words(staff.get(f"/survei/{small.pk}/hasil/"))
    world.sign_in(staff, "wim")
    assert staff.get(f"/survei/{small.pk}/hasil/").status_code == 404


def test_what_is_shown_of_strata_gives_no_few_away_by_subtraction() -> None:
    """An attacker knows every figure of the page and the staff of each stratum."""
    chance = random.Random(11)
    for _ in range(30):
        staff = [chance.choice([200, 400, 2000]) for _ in range(chance.randint(2, 6))]
        rows = []
        for at in range(1, len(staff) + 1):
            rows += many(chance.choice([0, 4, 12, 40, 90]), at, candaan="never")
            rows += many(chance.choice([0, 3, 11, 30]), at, candaan="few")
        found = results_of(closed(rows, staff=staff, definition=experience()))
        if not found.enough or not found.parts[0].said:
            continue
        lines = item_strata(found, found.parts[0].said[0])
        kept = [place for place, (_, one) in enumerate(lines, start=1) if one is None]
        if len(kept) == len(lines) or not kept:
            continue
        hidden = Counter(answers["candaan"] for stratum, answers in rows if stratum in kept)
        assert len(kept) > 1
        assert min(hidden["never"], hidden["few"]) >= 10


def test_a_page_of_many_strata_asks_few_questions_of_the_database(
    world: World, staff: StaffClient
) -> None:
    rows = [row for at in range(1, 61) for row in many(12, at, saluran="fokal", berani="5")]
    survey = closed(rows, staff=[300] * 60, definition=AWARE)
    world.sign_in(staff, "dewi")
    few = closed(many(30, saluran="fokal", berani="5"), definition=AWARE)
    counted = []
    for one in (few, survey):
        with CaptureQueriesContext(connection) as queries:
            staff.get(f"/survei/{one.pk}/hasil/")
        counted.append(len(queries))
    assert counted[0] == counted[1] < 20
    page = words(staff.get(f"/survei/{survey.pk}/hasil/butir/saluran/"))
    assert page.index("Kelompok 2 ") < page.index("Kelompok 60 ")


def test_a_census_of_a_stratum_has_no_margin() -> None:
    assert direct(300, 400, staff=400).margin == 0


def test_the_helper_says_what_can_be_learnt(world: World, staff: StaffClient) -> None:
    survey = closed([], staff=(3000, 400, 210), definition=experience())
    Survey.objects.filter(pk=survey.pk).update(state=Survey.State.DRAFT)
    world.sign_in(staff, "dewi")
    base = f"/survei/{survey.pk}/sampel/"
    assert "Apa yang bisa dipelajari" in words(staff.get(f"/survei/{survey.pk}/"))
    first = words(staff.get(base))
    assert "902 (rencana Anda)" in first
    said = words(staff.get(base, {"jawaban": "1000", "perkiraan": "6"}))
    assert "Jumlah ini cukup untuk pertanyaan dua kalimat" in said
    assert "Bila sebenarnya 6 dari 100, hasil survei biasanya antara 5 dan 7." in said
    assert "± 5,6 poin persen" in said, "crosswise with p = 1/4"
    few = words(staff.get(base, {"jawaban": "100", "perkiraan": "30"}))
    assert "memerlukan sedikitnya 1.000 jawaban" in few
    assert "Kelompok 3 210 6 tidak ditampilkan" in few
    for wrong in ("0", "x", "1e9", "999999999999", ""):
        answer = staff.get(base, {"jawaban": wrong, "perkiraan": "30"})
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode() or not wrong
    bare = Survey.objects.create(title="Kosong", definition={**TINY, "sections": []})
    assert "Kelompok pegawai belum diisi" in words(staff.get(f"/survei/{bare.pk}/sampel/"))
