"""A tiny survey, its holders and its slips, as tests have them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from ruangaman.surveys.halves import worker_key
from ruangaman.surveys.models import Survey
from ruangaman.surveys.services import life
from ruangaman.surveys.services.ballots import Slip
from ruangaman.surveys.services.tokens import tokens_add
from tests.world import World, key_given


def item(key: str, kind: str, **more: Any) -> dict[str, Any]:
    """Return an item of a definition."""
    return {"key": key, "kind": kind, "text_id": f"Soal {key}", "text_en": f"Item {key}", **more}


TINY: dict[str, Any] = {
    "key": "tiny",
    "measures": "A1",
    "minutes": 2,
    "title_id": "Survei kecil",
    "title_en": "Tiny survey",
    "intro_id": "Beberapa pertanyaan saja.",
    "intro_en": "A few questions only.",
    "warning_id": "Beberapa pertanyaan tentang hal yang tidak enak.",
    "warning_en": "Some questions are about unpleasant things.",
    "sections": [
        {
            "key": "satu",
            "title_id": "Bagian satu",
            "title_en": "Section one",
            "items": [
                item(
                    "tahu",
                    "choice",
                    options=[
                        {"code": "ya", "text_id": "Ya", "text_en": "Yes", "positive": True},
                        {"code": "tidak", "text_id": "Tidak", "text_en": "No"},
                    ],
                ),
                item("aman", "agree"),
            ],
        },
        {
            "key": "dua",
            "title_id": "Bagian dua",
            "title_en": "Section two",
            "items": [
                item("gurau", "behaviour", months=12, period_id="12 bulan", period_en="12 months"),
                item("silang", "crosswise", p=0.25),
            ],
        },
    ],
}


def drafted(world: World, **changes: Any) -> Survey:
    """Return a draft that lacks nothing; Ratih and Bayu will hold its key.

    ``changes`` stand in the definition instead of what the tiny one has.
    """
    if "ratih" not in world.keys:
        key_given(world, "ratih", "bayu")
    today = timezone.localdate()
    made = life.survey_create(
        by=world.dewi,
        title="Survei kecil",
        title_en="Tiny survey",
        definition={**TINY, **changes},
    )
    parts = [life.Part("Kota", 300), life.Part("Kabupaten", 900)]
    life.strata_set(survey=made, by=world.dewi, revision=0, parts=parts)
    holders = [world.ratih.pk, world.bayu.pk]
    life.holders_set(survey=made, by=world.dewi, revision=1, holders=holders)
    life.survey_plan(
        survey=made,
        by=world.dewi,
        revision=2,
        opens_on=today,
        closes_on=today + dt.timedelta(days=14),
    )
    made.refresh_from_db()
    return made


def opened(world: World, **changes: Any) -> Survey:
    """Return an open survey, with a worker that has said its key."""
    worker_key()
    made = drafted(world, **changes)
    life.survey_open(survey=made, by=world.dewi, revision=made.revision)
    made.refresh_from_db()
    return made


def slips(survey: Survey, stratum: int, count: int) -> list[str]:
    """Return the codes of fresh slips."""
    return tokens_add(survey=survey, stratum=stratum, count=count)


def slip(survey: Survey, code: str, stratum: int = 1, once: bytes = b"o" * 16) -> Slip:
    """Return what a form carries."""
    return Slip(code=code, survey=survey.pk, stratum=stratum, once=once)
