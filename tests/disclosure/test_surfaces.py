"""Two semesters of the real grid, read by a stranger on pages and by a partner through the API.

What files and API tell beside the documents would tell more than was proved; what the documents
tell together is attacked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
from collections import Counter
from typing import Any

import pytest

from ruangaman.api.tests.test_keys import ask, made
from ruangaman.lib.credentials import public_of
from ruangaman.lib.signatures import document_text, text_sign
from ruangaman.lib.statistics import CodedRecord as Line
from ruangaman.oversight.grid import Grid, grid
from ruangaman.oversight.models import Release
from ruangaman.oversight.published import body_of
from ruangaman.oversight.semesters import Semester
from ruangaman.oversight.services.counting import protected_of
from ruangaman.oversight.tests.lines import grid_loaded
from tests.clients import PublicClient
from tests.disclosure.attacker import attacked, cells_of
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SEED = bytes(range(32))
SEMESTERS = (Semester(2025, 1), Semester(2025, 2))
RECORDS = 70


def lines(shape: Grid, semester: Semester, lot: random.Random) -> list[Line]:
    """Draw coded records over the fields of the grid, most of them alike."""
    fields = {
        axis["field"]: ([value for code in axis["codes"] for value in code["of"]], axis["many"])
        for table in shape.tables
        for axis in table["axes"]
        if table["counts"] == "records"
    }
    found = []
    for number in range(RECORDS):
        given: dict[str, Any] = {"v": 2, "told": lot.choice(semester.months)}
        for name, (values, many) in fields.items():
            likely = [0.4**place for place in range(len(values))]
            one = lot.choices(values, likely)[0]
            given[name] = [one, lot.choice(values)] if many else one
        found.append(Line(f"{number}", 1, given))
    return found


@pytest.fixture
def released(world: World) -> list[Release]:
    """Release both semesters as the gate does, counted from records and protected."""
    grid_loaded()
    shape, lot, found = grid(), random.Random(5), []
    for number, semester in enumerate(SEMESTERS, 1):
        made_of = protected_of(shape, lines(shape, semester, lot), semester)
        body = body_of(semester, shape, made_of)
        text = document_text({**body, "number": number, "released_on": "2026-08-03"})
        found.append(
            Release.objects.create(
                sequence=number,
                semester=semester.key,
                released_on=dt.date(2026, 8, 3),
                document=text,
                signature=text_sign(text.encode(), seed=SEED),
                public=public_of(SEED),
                proposed_by="00000000-0000-0000-0000-000000000001",
                released_by="00000000-0000-0000-0000-000000000002",
            )
        )
    return found


def test_pages_and_api_together_pin_nothing_down(
    world: World, public: PublicClient, released: list[Release]
) -> None:
    _, secret = made(world)
    documents = []
    for semester in SEMESTERS:
        place = f"/statistik/{semester.key}/"
        text = public.get(f"{place}statistik.json").content
        document = json.loads(text)
        documents.append(document)
        cells = list(cells_of([document]))
        told = Counter(str(cell.count) for cell in cells if cell.count is not None)
        assert len(cells) - told.total() > 20
        sheet = csv.DictReader(io.StringIO(public.get(f"{place}statistik.csv").content.decode()))
        assert Counter(row["count"] for row in sheet if row["count"]) == told
        assert ask(secret, f"releases/{semester.key}").json()["document"] == document
        sdmx = ask(secret, f"sdmx/releases/{semester.key}").content.decode()
        rows = csv.DictReader(io.StringIO(sdmx))
        assert Counter(row["OBS_VALUE"] for row in rows if row["OBS_VALUE"]) == told
    assert attacked(documents, width=5) == []
