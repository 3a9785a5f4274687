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
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
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
from tests.disclosure.attacker import attacked
from tests.disclosure.pages import Page, Section, Told, paper
from tests.disclosure.reading import cells_of
from tests.documents import text_of as pdf_words
from tests.house import ROOT
from tests.pages import text_of
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
    return [*found, *contacts(semester, lot)]


def contacts(semester: Semester, lot: random.Random) -> list[Line]:
    """Draw contacts, of which many were referred and reached the service."""
    return [
        Line(
            f"c{number}",
            1,
            {
                "of": "contact",
                "told": lot.choice(semester.months),
                "end": "",
                "referred": lot.random() < 0.8,
                "reached": lot.choices(("ya", "tidak_mau", ""), (6, 2, 2))[0],
                "within_72_hours": lot.random() < 0.4,
                "doctor": lot.random() < 0.9,
            },
        )
        for number in range(RECORDS)
    ]


def numbers(values: Iterable[Mapping[str, Any]], *names: str) -> set[tuple[str, ...]]:
    """Return what is told of indicators, as text: code, part, count, of how many, share."""
    return {tuple(_same(one.get(name)) for name in names) for one in values}


def _same(value: Any) -> str:
    text = str(value or "").lower()
    return text.removesuffix(".0")


def percents(text: str) -> set[float]:
    """Return every percentage in the words of an Indonesian page."""
    return {float(one.replace(",", ".")) for one in re.findall(r"([0-9]+(?:,[0-9])?)%", text)}


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
        values = document["indicators"]
        shares = {float(one["percent"]) for one in values if "percent" in one}
        assert shares
        assert any("hidden" in one for one in values)
        computed = numbers(values, "code", "part", "count", "of_count", "percent")
        sheet = rows_of(public.get(f"{place}statistik.csv").content.decode())
        counted = [one["count"] for one in sheet if not one["indicator"] and one["count"]]
        assert Counter(counted) == told
        about = [one for one in sheet if one["indicator"]]
        assert numbers(about, "indicator", "part", "count", "of", "percent") == computed
        answer = ask(secret, f"releases/{semester.key}").json()
        assert answer["document"] == document
        given = numbers(answer["indicators"], "code", "part", "count", "of_count", "percent")
        assert given == computed
        sdmx = rows_of(ask(secret, f"sdmx/releases/{semester.key}").content.decode())
        observed = [one for one in sdmx if one["INDICATOR"] == "_Z" and one["OBS_VALUE"]]
        assert Counter(one["OBS_VALUE"] for one in observed) == told
        about = [one for one in sdmx if one["INDICATOR"] != "_Z"]
        in_percent = [one["OBS_VALUE"] for one in about if one["UNIT_MEASURE"] == "PT"]
        assert {float(one) for one in in_percent if one} == shares
        assert len(about) == len(values)
        assert percents(text_of(public.get(place))) == shares
        assert percents(pdf_words(public.get(f"{place}statistik.pdf").content)) == shares
    assert attacked(documents, width=5) == []


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def more_on(place: str, language: str, public: PublicClient, document: Any) -> list[str]:
    """Return what page and PDF of a semester tell, and the document does not."""
    start = "" if language == "id" else "/en"
    around = public.get(f"{start}/statistik/").content.decode() + definitions()
    told = Told(document, language, around)
    page = public.get(f"{start}{place}").content.decode()
    pdf = public.get(f"{start}{place}statistik.pdf").content
    return told.more(seen(page)) + told.more(paper(pdf, told.tables))


def definitions() -> str:
    """Return what the open pack says of the indicators that a release has."""
    pack = tomllib.loads((ROOT / "packs/ntt/oversight/indicators.toml").read_text("utf-8"))
    texts = [one for one in pack["indicator"] if one.get("released")]
    return " ".join(
        one[f"{name}_{language}"]
        for one in texts
        for name in ("title", "definition", "formula")
        for language in ("id", "en")
    )


def seen(page: str) -> list[Section]:
    read = Page(page)
    return read.sections + read.drawings


@pytest.mark.parametrize("language", ["id", "en"])
def test_page_and_pdf_tell_no_more_than_the_document(
    language: str, public: PublicClient, released: list[Release]
) -> None:
    for one in released:
        document = json.loads(one.document)
        found = more_on(f"/statistik/{one.semester}/", language, public, document)
        assert not found, " | ".join(found)


def test_a_hidden_figure_on_page_or_paper_is_found(
    public: PublicClient, released: list[Release]
) -> None:
    """Planted: pages of a document that tells one cell more, words in odd places, a long bar."""
    one = released[0]
    document = json.loads(one.document)
    place = f"/statistik/{one.semester}/"
    table = next(t for t in document["tables"] if len(t["axes"]) == 1 and hidden(t))
    head, mark, tail = public.get(place).content.decode().partition(f'id="{table["key"]}"')
    told = Told(document, "id", public.get("/statistik/").content.decode() + definitions())
    for planted in (
        tail.replace("disembunyikan</span>", "3</span>", 1),
        tail.replace('class="app-hidden"', 'class="app-hidden" title="3"', 1),
        tail.replace('class="app-hidden"', 'class="app-hidden" data-count="3"', 1),
        tail.replace("</table>", "<!-- 3 --></table>", 1),
        re.sub(r'width="1\.0"([^>]*/><text[^>]*>disem)', r'width="9.5"\1', tail, count=1),
    ):
        assert planted != tail
        assert len(told.more(seen(head + mark + planted))) == 1
    told = Told(json.loads(one.document), "id", definitions())
    hidden(table)[0]["count"] = 3
    weak = release_pdf(Release(document=json.dumps(document), signature=bytes(64)))
    assert told.more(paper(weak, told.tables)) == ["*: 3"]


def hidden(table: Any) -> list[Any]:
    return [cell for cell in table["cells"] if "count" not in cell]
