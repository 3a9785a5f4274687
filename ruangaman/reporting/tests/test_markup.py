"""How the reporter's pages are put together, where a browser or a printer depends on it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.conf import settings
from django.utils import timezone

from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.labels import CHECKIN_CHOICES, FEEDBACK, FEEDBACK_CHOICES
from ruangaman.reporting.models import Report
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World

pytestmark = pytest.mark.django_db

CARDS = {"": "Cetak kartu tanpa judul", "/en": "Print a card without a title"}
QUESTIONS = {
    "unit_saya": ("Kantor Anda yang mana?", "Which office is yours?"),
    "unit_lain": ("Fokal point kantor mana?", "The focal point of which office?"),
}


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def groups_of(page: str) -> list[str]:
    """Return the form groups that hold a fieldset, but for the one about her place."""
    groups = re.findall(r'<div class="govuk-form-group">\s*<fieldset.*?</fieldset>', page, re.S)
    return [group for group in groups if 'name="tempat"' not in group]


@pytest.mark.parametrize("prefix", CARDS)
def test_the_code_can_be_printed_as_a_card(public: PublicClient, world: World, prefix: str) -> None:
    check = public.report(*report(), prefix=prefix)
    page = text(public.go_on(check, prefix=prefix, **SEND))
    assert re.search(rf"<button[^>]* data-print hidden>{CARDS[prefix]}</button>", page)
    host = settings.PUBLIC_ADDRESS.partition("://")[2]
    assert f'<p class="app-print-only">{host}{prefix}/pesan</p>' in page


def test_the_words_shown_again_print_the_same_card(public: PublicClient, world: World) -> None:
    check = public.report(*report())
    first = public.go_on(check, **SEND)
    story = public.go_on(public.go_on(check, ubah="apa"), cerita="Cerita kedua.")
    again = public.go_on(story, **SEND)
    assert code_of(again) == code_of(first)
    card = re.compile(r'<ol class="app-code".*?<p class="app-print-only">.*?</p>', re.S)
    assert card.findall(text(again)) == card.findall(text(first))


@pytest.mark.parametrize(("page", "question"), QUESTIONS.items())
def test_both_searches_for_an_office_ask_their_own_question(
    public: PublicClient, world: World, page: str, question: tuple[str, str]
) -> None:
    for prefix, words in zip(("", "/en"), question, strict=True):
        search = public.report(*report()[:4], {"izin_fokal": [page]}, prefix=prefix)
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", text(search)) == [words]
        assert f'name="langkah" value="{page}"' in text(search)
        assert 'name="cari_tombol"' in text(search)


def test_the_check_for_retaliation_is_a_group_with_a_legend(
    public: PublicClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_of(public.go_on(public.report(*report()), **SEND))
    later = timezone.now() + dt.timedelta(days=31)
    monkeypatch.setattr(timezone, "now", lambda: later)
    (group,) = groups_of(text(public.post("/pesan/", {"kode": code})))
    assert "<legend" in group
    assert re.findall(r'name="perubahan" type="radio" value="(\w+)"', group) == [*CHECKIN_CHOICES]
    assert "checked" not in group


def test_each_closing_question_is_a_group_with_a_legend(
    public: PublicClient, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    statistics_given(world, monkeypatch)
    code = code_of(public.go_on(public.report(*report()), **SEND))
    Report.objects.update(state=Report.State.CONCLUDED)
    page = text(public.post("/pesan/", {"kode": code}))
    groups = groups_of(page)
    assert len(groups) == len(FEEDBACK)
    for name, group in zip(FEEDBACK, groups, strict=True):
        assert str(FEEDBACK[name]) in group
        found = re.findall(rf'id="({name}_\w+)" name="{name}" type="radio"', group)
        assert found == [f"{name}_{value}" for value in FEEDBACK_CHOICES]
        assert re.findall(r'for="(\w+)"', group) == found
