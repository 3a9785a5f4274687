"""The self-check answers and forgets."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ruangaman.training.tests.taught import forms_taught
from tests.clients import StaffClient
from tests.world import World

pytestmark = pytest.mark.django_db
PATH = "/pelatihan/periksa-diri/"
HEAVY = ("sleep", "stories", "irritable", "numb", "alone", "guilt", "avoid")


def test_nothing_is_written_by_an_answer_and_its_words_fit(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    forms_taught()
    rina = world.sign_in(StaffClient(), "rina")
    assert "Tidak ada yang disimpan" in rina.get(PATH).content.decode()
    for answers, words in (
        ({"sleep": "tidak"}, "Anda tampaknya cukup kuat"),
        (dict.fromkeys(HEAVY[:5], "sering"), "memikul cukup banyak"),
        (dict.fromkeys(HEAVY, "hampir-selalu"), "giliran Anda ditolong"),
    ):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = rina.post(PATH, answers)
        assert words in page.content.decode()
        assert "129" in page.content.decode()
        assert page["Cache-Control"] == "no-store"
        written = [q["sql"] for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
        assert [
            sql for sql in written if "django_session" not in sql and "people_" not in sql
        ] == []
        assert "hampir-selalu" not in str(asked.captured_queries)
    assert caplog.text == ""
    assert not any("selalu" in str(value) for value in rina.session.values())


def test_an_empty_or_foreign_answer_is_told_so(world: World) -> None:
    rina = world.sign_in(StaffClient(), "rina")
    assert "belum memuat" in rina.get(PATH).content.decode()
    forms_taught()
    assert "Jawab sedikitnya satu" in rina.post(PATH, {}).content.decode()
    odd = rina.post(PATH, {"sleep": "<b>"})
    assert odd.status_code == 422
    assert "Pilih dari daftar" in odd.content.decode()
