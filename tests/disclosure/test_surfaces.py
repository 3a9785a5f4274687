"""Two semesters of the real grid, read by a stranger on pages and by a partner through the API.

What pages, files and API tell beside the documents would tell more than was proved; what the
documents tell together is attacked.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import random
import re
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
from ruangaman.oversight.released_files import release_pdf
from ruangaman.oversight.semesters import Semester
from ruangaman.oversight.services.counting import protected_of
from ruangaman.oversight.tests.lines import grid_loaded
from tests.clients import PublicClient
from tests.disclosure.attacker import attacked, cells_of
from tests.disclosure.pages import Page, Section, Told, paper
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


def more_on(place: str, language: str, public: PublicClient, document: Any) -> list[str]:
    """Return what page and PDF of a semester tell, and the document does not."""
    start = "" if language == "id" else "/en"
    around = public.get(f"{start}/statistik/").content.decode()
    told = Told(document, language, around)
    page = public.get(f"{start}{place}").content.decode()
    pdf = public.get(f"{start}{place}statistik.pdf").content
    return told.more(seen(page)) + told.more(paper(pdf, told.tables))


def seen(page: str) -> list[Section]:
    read = Page(page)
    return read.sections + read.drawings


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_and_pdf_tell_no_more_than_the_document(
    language: str, public: PublicClient, released: list[Release]
) -> None:
    for one in released:
        document = json.loads(one.document)
        assert more_on(f"/statistik/{one.semester}/", language, public, document) == []


def test_a_hidden_figure_on_page_or_paper_is_found(
    public: PublicClient, released: list[Release]
) -> None:
    """Planted: pages of a document that tells one cell more, words in odd places, a long bar."""
    one = released[0]
    document = json.loads(one.document)
    place = f"/statistik/{one.semester}/"
    table = next(t for t in document["tables"] if len(t["axes"]) == 1 and hidden(t))
    honest = public.get(place).content.decode()
    told = Told(document, "id", public.get("/statistik/").content.decode())
    for planted in (
        honest.replace("disembunyikan</span>", "3</span>", 1),
        honest.replace('class="app-hidden"', 'class="app-hidden" title="3"', 1),
        honest.replace('class="app-hidden"', 'class="app-hidden" data-count="3"', 1),
        honest.replace("</table>", "<!-- 3 --></table>", 1),
        re.sub(r'width="1\.0"([^>]*/><text[^>]*>disem)', r'width="9.5"\1', honest, count=1),
    ):
        assert planted != honest
        assert len(told.more(seen(planted))) == 1
    told = Told(json.loads(one.document), "id", "")
    hidden(table)[0]["count"] = 3
    weak = release_pdf(Release(document=json.dumps(document), signature=bytes(64)))
    assert told.more(paper(weak, told.tables)) == [f"{table['title_id']}: 3"]


def hidden(table: Any) -> list[Any]:
    return [cell for cell in table["cells"] if "count" not in cell]
