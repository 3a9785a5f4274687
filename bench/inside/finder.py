"""Look for a focal point: ``python -m bench.inside.finder TIMES``; prints milliseconds by kind.

``public`` are whole answers of the public finder: all offices, a late page of them, a search, one
office. ``offered`` is what the report offers to choose from, with and without words.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Mapping

from django.test import Client

from bench.inside import answer
from bench.inside.coverage import timed
from bench.inside.desk import HOST
from ruangaman.core.surface import heap_settle
from ruangaman.reporting.views.pages import form_options

PLACE = "/fokal-point/"
ASKED = ({"semua": "1"}, {"semua": "300"}, {"cari": "puskesmas"}, {"cari": "sd negeri ende"},
         {"kantor": "unit-4"}, {"kantor": "unit-29999"}, {})  # fmt: skip
WORDS = ("", "puskesmas", "29999", "sd negeri kupang", "tidak ada")


def main(times: int) -> None:
    """Ask everything ``times`` times, in turn, and print how long each took."""
    heap_settle()
    client = Client(headers={"host": HOST})
    for given in ASKED:
        took(client, given)
    pages = itertools.islice(itertools.cycle(ASKED), times)
    words = itertools.islice(itertools.cycle(WORDS), times)
    answer(
        {
            "public": [took(client, given) for given in pages],
            "offered": [
                timed(lambda text=text: form_options("unit_saya", {}, {"cari": text}))
                for text in words
            ],
        }
    )


def took(client: Client, given: Mapping[str, str]) -> float:
    """Return the milliseconds of an answer; anything but the page is an error."""
    before = time.perf_counter()
    reply = client.post(PLACE, given) if given else client.get(PLACE)
    if reply.status_code != 200:
        raise RuntimeError(f"{given}: {reply.status_code}")
    return (time.perf_counter() - before) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]))
