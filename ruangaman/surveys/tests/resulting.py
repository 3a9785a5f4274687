"""Closed surveys made by hand, as the closing leaves them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils import timezone

from ruangaman.lib.estimates import Tallying
from ruangaman.surveys.models import Stratum, Survey, Tally
from ruangaman.surveys.tests.helping import TINY, item

Answers = Mapping[str, str]


def experience() -> dict[str, Any]:
    """Return a survey that asks what happened, directly and crosswise, with an anchor."""
    kinds = {"months": 12, "period_id": "12 bulan", "period_en": "12 months"}
    hidden = {"harmless_id": "Teman lahir Februari", "harmless_en": "Friend born in February"}
    told = {"key": "lihat", "title_id": "Yang Anda lihat", "title_en": "What you saw"}
    two = {"key": "silang", "title_id": "Dua kalimat", "title_en": "Two sentences"}
    items = [item(key, "behaviour", **kinds) for key in ("candaan", "sentuhan")]
    crossed = [
        item(
            key,
            "crosswise",
            p=p,
            p_mark="K-m",
            statement_id=f"Kalimat {key}",
            statement_en=f"Sentence {key}",
            anchor=key == "jangkar",
            **hidden,
        )
        for key, p in (("silang", 0.25), ("jangkar", 0.2))
    ]
    sections = [{**told, "items": items}, {**two, "items": crossed}]
    return {**TINY, "key": "alami", "measures": "A2", "sections": sections}


def closed(
    rows: Iterable[tuple[int, Answers]],
    *,
    staff: Sequence[int] = (1200,),
    definition: Mapping[str, Any] = TINY,
) -> Survey:
    """Return a closed survey with these answers: the position of a stratum, and codes by item."""
    survey = Survey.objects.create(
        title="Survei kecil",
        title_en="Tiny survey",
        definition=dict(definition),
        state=Survey.State.CLOSED,
        closed_on=timezone.localdate(),
    )
    tallying, tallies = Tallying.of(definition), Counter[tuple[int, str, str]]()
    answered = Counter[int]()
    for stratum, answers in rows:
        answered[stratum] += 1
        for one in tallying.counted(answers):
            tallies[stratum, *one] += 1
    Stratum.objects.bulk_create(
        Stratum(
            survey=survey,
            position=at,
            name=f"Kelompok {at}",
            name_en=f"Group {at}",
            staff=many,
            drawn=many // 2,
            answered=answered[at],
        )
        for at, many in enumerate(staff, start=1)
    )
    Tally.objects.bulk_create(
        Tally(survey=survey, stratum=stratum, item=key, code=code, count=count)
        for (stratum, key, code), count in tallies.items()
    )
    return survey


def many(count: int, stratum: int = 1, **answers: str) -> list[tuple[int, Answers]]:
    """Return the same answers so many times."""
    return [(stratum, answers)] * count
