"""Every sentence in both languages, whole and current."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

from ruangaman.ops.texts import faults
from tests.contracts.sources import PACKAGE, ROOT

pytestmark = pytest.mark.once

CATALOGUE = Path("locale") / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
TAG = re.compile(r"</?\w+[^>]*>")


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(PACKAGE / CATALOGUE)))


def sides(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Yield each text with its translation; a plural text with every form of it."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    for form in entry.msgstr_plural.values():
        yield entry.msgid, form


def test_our_own_check_of_the_catalogue_is_content() -> None:
    assert faults() == []


def test_gettext_finds_nothing_new_nothing_uncertain_and_nothing_left_over(
    tmp_path: Path,
) -> None:
    """What xgettext finds in the sources is what the catalogue holds."""
    copy = tmp_path / "ruangaman"
    shutil.copytree(
        PACKAGE, copy, ignore=shutil.ignore_patterns("tests", "__pycache__", "static", "*.mo")
    )
    done = subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-location"],
        cwd=copy,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    found = polib.pofile(str(copy / CATALOGUE))
    wrong = {
        "new": [entry.msgid for entry in found.untranslated_entries()],
        "uncertain": [entry.msgid for entry in found.fuzzy_entries()],
        "left over": [entry.msgid for entry in found.obsolete_entries()],
    }
    assert wrong == {"new": [], "uncertain": [], "left over": []}


def test_placeholders_and_tags_are_the_same_in_both(entries: list[polib.POEntry]) -> None:
    wrong = [
        text
        for entry in entries
        for text, other in sides(entry)
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(other))
        or sorted(TAG.findall(text)) != sorted(TAG.findall(other))
    ]
    assert wrong == []


def test_a_sentence_ends_alike_in_both(entries: list[polib.POEntry]) -> None:
    """A full stop or a colon that is missing is a sentence that is missing."""
    wrong = [
        (text, other)
        for entry in entries
        for text, other in sides(entry)
        if text[-1] in ".:?" and text[-1] != other[-1]
    ]
    assert wrong == []


def test_the_compiled_catalogue_is_the_one_in_the_sources(entries: list[polib.POEntry]) -> None:
    with translation.override("en"):
        old = [e.msgid for e in entries if not e.msgid_plural and not e.msgctxt
               and translation.gettext(e.msgid) != e.msgstr]  # fmt: skip
    assert old == []


def test_no_sentence_frightens_or_shames(entries: list[polib.POEntry]) -> None:
    """Nothing tells a frightened person what she must do, or threatens a false report."""
    forbidden = re.compile(
        r"\bAnda wajib\b|laporan palsu|fitnah|pencemaran nama|\bkotor\b|\baib\b"
        r"|false report|defamation|you must report",
        re.IGNORECASE,
    )
    found = [text for e in entries for pair in sides(e) for text in pair if forbidden.search(text)]
    assert found == []
