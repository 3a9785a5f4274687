"""What the documents for judges and offices name is there, and their tables are whole."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts.sources import ROOT, name_of
from tests.contracts.test_data_map import MAP, documented

DOCS = ROOT / "docs"
ASVS = DOCS / "asvs.md"
OFFICE = DOCS / "data-protection"
FORMS = ("breach", "custody", "impact-assessment", "processing-record", "requests")
PAGES = [ASVS, DOCS / "threat-model.md", *sorted(OFFICE.glob("*.md"))]
MET, NOT_HERE, OPEN = STATES = ("met", "not applicable", "open")
LEVELS = {"1": 70, "2": 183}
"""How many requirements ASVS 5.0.0 has at each level."""

_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"([\w.-]+(?:/[\w.-]+)+|[\w-]+\.(?:md|toml))(?:::(\w+))?")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)[^)]*\)")
_NUMBER = re.compile(r"(\d+)\.\d+\.\d+")
_CHAPTER = re.compile(r"V(\d+) .+|\*\*All\*\*")
_MARK = re.compile(
    r"^(S\b|D$|K-[hml]\b.*(not yet verified|belum diverifikasi)$|not yet|belum diver)"
)


def named(text: str) -> Iterator[tuple[str, str]]:
    """Yield every path of this project in backquotes, with the test it names, if any."""
    for code in _CODE.findall(text):
        found = _PATH.fullmatch(code)
        if found:
            yield found[1], found[2] or ""


def missing(path: str, test: str) -> bool:
    file = ROOT / path
    if not file.is_file() or not test:
        return not file.exists()
    return test not in {
        one.name for one in ast.walk(ast.parse(file.read_text("utf-8"))) if hasattr(one, "name")
    }


def rows(text: str, columns: int) -> Iterator[list[str]]:
    """Yield the cells of every line of a table with so many columns."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("|") and len(cells) == columns:
            yield cells


def requirements() -> list[list[str]]:
    return [row for row in rows(ASVS.read_text("utf-8"), 5) if _NUMBER.fullmatch(row[0])]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    assert [f"{path} {test}" for path, test in named(text) if missing(path, test)] == []
    assert [one for one in _LINK.findall(text) if not (page.parent / one).exists()] == []


def test_every_requirement_of_both_levels_has_a_row() -> None:
    numbers = [row[0] for row in requirements()]
    assert len(numbers) == len(set(numbers))
    assert Counter(row[1] for row in requirements()) == LEVELS


def test_every_requirement_has_a_state_and_a_place_or_a_reason() -> None:
    faults = [
        number
        for number, _, asked, state, where in requirements()
        if not asked
        or state not in STATES
        or (state == MET and not list(named(where)))
        or (state != MET and len(where) < len("No LDAP"))
    ]
    assert faults == []


def test_the_summary_counts_the_rows() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for number, _, _, state, _ in requirements():
        counted.update([(number.split(".")[0], state), ("", state)])
    found = {
        (chapter[1] or "", state): int(count.strip("*"))
        for name, *counts in rows(ASVS.read_text("utf-8"), 4)
        if (chapter := _CHAPTER.fullmatch(name))
        for state, count in zip(STATES, counts, strict=True)
    }
    assert {key: count for key, count in found.items() if count} == dict(counted)


def test_every_form_is_there_in_both_languages() -> None:
    expected = {f"{form}.{language}.md" for form in FORMS for language in ("en", "id")}
    assert {path.name for path in OFFICE.glob("*.md")} == {*expected, "README.md"}
    index = (OFFICE / "README.md").read_text("utf-8")
    assert expected <= {*_LINK.findall(index)}


@pytest.mark.parametrize("form", FORMS)
def test_both_languages_have_the_same_tables_and_blanks(form: str) -> None:
    english, indonesian = ((OFFICE / f"{form}.{one}.md").read_text("utf-8") for one in ("en", "id"))
    assert english.count("\n## ") == indonesian.count("\n## ")
    assert english.count("\n|") == indonesian.count("\n|")
    assert english.count("________") == indonesian.count("________")
    assert sorted(named(english)) == sorted(named(indonesian))


@pytest.mark.parametrize("page", sorted(OFFICE.glob("*.??.md")), ids=lambda page: page.name)
def test_every_statement_of_law_has_its_source_and_its_mark(page: Path) -> None:
    law = re.split(r"^## (?:Law behind|Dasar hukum)", page.read_text("utf-8"), flags=re.M)[1]
    statements = [row for row in rows(law, 3) if row[0] not in ("Statement", "Pernyataan", "---")]
    assert len(statements) > 4
    assert [row for row in statements if not (row[1] and _MARK.search(row[2]))] == []


@pytest.mark.parametrize("language", ["en", "id"])
def test_the_record_names_every_table_of_the_data_map(language: str) -> None:
    record = (OFFICE / f"processing-record.{language}.md").read_text("utf-8")
    tables = {model for model, _ in documented(MAP.read_text("utf-8"))}
    assert {model for model in tables if f"`{model}`" not in record} == set()


def test_the_search_finds_what_was_planted() -> None:
    here = name_of(Path(__file__))
    planted = f"`{here}` `{here}::rows` `{here}::gone` `docs/gone.md` `/lapor/` `a b/c`"
    assert [missing(*one) for one in named(planted)] == [False, False, True, True]
