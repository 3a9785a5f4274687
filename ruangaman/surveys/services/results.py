"""Results as they are written once: each answer in a row of nobody, and how often what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

from django.db import connection

from ruangaman.core.progress import Count
from ruangaman.lib.ballots import STRATUM_BYTES, Layout
from ruangaman.surveys.models import Survey, Tally
from ruangaman.surveys.services.opening import Box
from ruangaman.surveys.services.tallies import Tallies

_AT_ONCE = 5_000
_INSERT = "INSERT INTO surveys_result (survey_id, stratum, answers) VALUES (%s, %s, %s)"
_COPY = "COPY surveys_result (survey_id, stratum, answers) FROM STDIN"

Row = tuple[int, str]
"""A stratum, and answers as JSON."""


def results_write(*, survey: Survey, box: Box, told: Count) -> dict[int, int]:
    """Write shuffled answers and their tallies; return how many answers each stratum gave.

    Must run within the transaction that closes the survey.
    """
    tallies = Tallies(box.layout)
    rows = _rows(box, tallies, told)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(_COPY) as copy:
                while some := list(islice(rows, _AT_ONCE)):
                    copy.write("".join(_line(survey, row) for row in some))
        else:
            while some := list(islice(rows, _AT_ONCE)):
                cursor.executemany(_INSERT, [(survey.pk.hex, *row) for row in some])
    Tally.objects.bulk_create(tallies.rows(survey), batch_size=_AT_ONCE)
    return tallies.answered


def _rows(box: Box, tallies: Tallies, told: Count) -> Iterator[Row]:
    """Return every answer as it is written, in the order of the shuffle, and count it."""
    before, words = len(box) + box.unreadable, _words(box.layout)
    for number, record in enumerate(box.piles.shuffled(), start=1):
        tallies.add(record)
        said = zip(words, record[STRATUM_BYTES:], strict=True)
        chosen = ",".join([mine[place] for mine, place in said if place])
        if number % _AT_ONCE == 0:
            told(before + number, before)
        yield int.from_bytes(record[:STRATUM_BYTES]), f"{{{chosen}}}"


def _words(layout: Layout) -> list[tuple[str, ...]]:
    """Return, for each item and the place of each code, what stands in the JSON of an answer."""
    return [
        ("", *(f"{json.dumps(key)}:{json.dumps(code)}" for code in codes))
        for key, codes in layout.items
    ]


def _line(survey: Survey, row: Row) -> str:
    """Return a row as ``COPY`` reads it."""
    stratum, answers = row
    return f"{survey.pk}\t{stratum}\t{answers.replace(chr(92), chr(92) * 2)}\n"
