"""Results as they are written once: each answer in a row of nobody, and how often what was said."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from django.db import connection

from ruangaman.core.progress import Count
from ruangaman.lib.estimates import Tallying
from ruangaman.surveys.models import Survey, Tally
from ruangaman.surveys.services.opening import Box

_AT_ONCE = 5_000
_INSERT = "INSERT INTO surveys_result (survey_id, stratum, answers) VALUES (%s, %s, %s)"
_COPY = "COPY surveys_result (survey_id, stratum, answers) FROM STDIN"


def results_write(*, survey: Survey, box: Box, told: Count) -> Counter[int]:
    """Write shuffled answers and their tallies; return how many answers each stratum gave.

    Must run within the transaction that closes the survey.
    """
    counted, tallies = Counter[int](), Counter[tuple[int, str, str]]()
    rows = _counted(survey, box, counted, tallies, told)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.cursor.copy(_COPY) as copy:
            for stratum, answers in rows:
                copy.write_row((str(survey.pk), stratum, answers))
    else:
        with connection.cursor() as cursor:
            while some := [(survey.pk.hex, *row) for row in islice(rows, _AT_ONCE)]:
                cursor.executemany(_INSERT, some)
    Tally.objects.bulk_create(
        (
            Tally(survey=survey, stratum=stratum, item=item, code=code, count=count)
            for (stratum, item, code), count in sorted(tallies.items())
        ),
        batch_size=_AT_ONCE,
    )
    return counted


def _counted(
    survey: Survey,
    box: Box,
    counted: Counter[int],
    tallies: Counter[tuple[int, str, str]],
    told: Count,
) -> Iterator[tuple[int, str]]:
    """Yield every answer as it is written, and count it."""
    before = len(box) + box.unreadable
    tallying = Tallying.of(survey.definition)
    for number, record in enumerate(box.shuffled(), start=1):
        stratum, answers = box.layout.read(record)
        counted[stratum] += 1
        for chosen in tallying.counted(answers):
            tallies[stratum, *chosen] += 1
        if number % _AT_ONCE == 0:
            told(before + number, before)
        yield stratum, json.dumps(answers, separators=(",", ":"))
