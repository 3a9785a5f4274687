"""A file made to harm is refused with one word, within time and memory."""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.child import ROOT
from ruangaman.lib.cleaning import run as cleaning
from ruangaman.lib.table import TableRefused, run
from ruangaman.lib.table import __main__ as child
from ruangaman.lib.table.body import table_of
from ruangaman.lib.table.grid import grid_dump, grid_load
from ruangaman.lib.table.kinds import kind_of
from ruangaman.lib.table.limits import MOST_BYTES
from ruangaman.lib.tests.pictures import jpeg
from ruangaman.lib.tests.tables import HEADINGS, changed, lying, refused, table, with_zeros, xlsx

GOOD = xlsx([["Nama", "Unit"], ["Maria", "Dinas"]])
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
HEAD = b'<?xml version="1.0"?><worksheet xmlns="urn:x"><sheetData>'
TAIL = b"</sheetData></worksheet>"
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"lol") for n in range(10)
)


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        return archive.read(name)


def sheet(body: bytes) -> bytes:
    return changed(GOOD, {SHEET: HEAD + body + TAIL})


def old(inside: str = "") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + inside.encode("utf-16-le")


def locked() -> bytes:
    raw = bytearray(GOOD)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.find(mark)
        while place >= 0:
            raw[place + offset] |= 1
            place = raw.find(mark, place + 4)
    return bytes(raw)


def macros() -> bytes:
    types = part("[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    return changed(GOOD, {"[Content_Types].xml": types})


def bomb(name: str, head: bytes) -> bytes:
    return changed(GOOD, {name: b"<!DOCTYPE x [" + LAUGHS + b"]>" + head + b"&l9;"})


CASES = {
    "nothing": (b"", "empty"),
    "spaces": (b" \r\n ", "empty"),
    "too large": (b"a;" * (MOST_BYTES // 2 + 1), "large"),
    "a photo": (jpeg(), "kind"),
    "a web page": (b"\xef\xbb\xbf <TABLE><tr><td>Nama", "kind"),
    "a program": (b"MZ\x90\x00\x03", "kind"),
    "an archive of something": (changed(GOOD, {"[Content_Types].xml": None}), "kind"),
    "an old workbook": (old(), "old"),
    "a workbook with a password": (old("EncryptedPackage"), "locked"),
    "an archive with a password": (locked(), "locked"),
    "OpenDocument": (changed(GOOD, {"mimetype": b"application/x"}), "open"),
    "macros by type": (macros(), "macros"),
    "macros by part": (changed(GOOD, {"xl/vbaProject.bin": b"x"}), "macros"),
    "half a file": (GOOD[: len(GOOD) // 2], "broken"),
    "no XML": (changed(GOOD, {SHEET: b"hello"}), "broken"),
    "a missing string": (sheet(b'<row r="1"><c t="s"><v>99</v></c></row>'), "broken"),
    "rows backwards": (
        sheet(b'<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>'),
        "broken",
    ),
    "a thousand million laughs": (bomb(SHEET, HEAD), "entities"),
    "laughs among the strings": (bomb(STRINGS, b"<sst><si><t>"), "entities"),
    "another file as entity": (
        changed(GOOD, {SHEET: b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + HEAD}),
        "entities",
    ),
    "many parts": (changed(GOOD, {f"xl/media/{n}": b"" for n in range(2100)}), "unpacked"),
    "a cell like a book": (
        sheet(b'<row r="1"><c t="inlineStr"><is><t>' + b"x" * 6000 + b"</t></is></c></row>"),
        "text",
    ),
    "a cell far away": (sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>'), "columns"),
    "rows without end": (sheet(b"<row><c><v>1</v></c></row>" * 50_001), "rows"),
    "one long text in many cells": (
        changed(
            sheet(b'<row><c t="s"><v>0</v></c></row>' * 20_000),
            {STRINGS: b"<sst><si><t>" + b"x" * 4_000 + b"</t></si></sst>"},
        ),
        "cells",
    ),
    "CSV with an open quote": (b'Nama;Unit\n"Maria;Dinas\n', "quotes"),
    "CSV with a cell like a book": (b"Nama;Unit\n" + b"x" * 6000 + b";y\n", "text"),
    "CSV in no letters": (b"Nama;Unit\n\x81\x8d;x\n", "encoding"),
    "CSV with many columns": (b"Nama;Unit" + b";x" * 300 + b"\n", "columns"),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_refused_with_one_word(case: str) -> None:
    raw, word = CASES[case]
    assert refused(raw)[0] == word


def test_a_pdf_is_no_list() -> None:
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.save(stream)
    assert refused(stream.getvalue())[0] == "kind"


@pytest.mark.parametrize(
    ("name", "size"), [(SHEET, 1_000_000_000), ("xl/media/image1.png", 150_000_000)]
)
def test_a_gigabyte_of_zeros_is_not_unpacked(name: str, size: int) -> None:
    raw = with_zeros(GOOD, name, size)
    assert len(raw) < MOST_BYTES
    assert refused(raw)[0] == "unpacked"
    raw = lying(raw, name)
    if name == SHEET:
        assert refused(raw)[0] in ("broken", "unpacked")
    else:
        assert len(table(raw).rows) == 1


def test_a_lock_that_is_taken_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cleaning, "LONGEST_WAIT", 0.0)
    with cleaning.one_at_a_time(tmp_path), pytest.raises(TableRefused) as caught:
        run.read_table(GOOD, headings=HEADINGS, folder=tmp_path)
    assert caught.value.reason == "busy"


@pytest.mark.parametrize(
    "code",
    [
        "a = bytearray(2_000_000_000)",
        "import os; os.kill(os.getpid(), 9)",
        "print('[]')",
        "print('{\"sheets\": 1}')",
        'print(\'{"sheets": [], "from_1904": fal\')',
    ],
)
def test_a_child_that_ends_early_or_lies_means_no(
    code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = (
        f"import sys; sys.path.append({str(ROOT)!r});"
        " from ruangaman.lib.child import child_limit;"
        " child_limit(address_space=512_000_000, cpu_seconds=5); "
    )
    monkeypatch.setattr(run, "command", lambda _: [sys.executable, "-I", "-c", start + code])
    assert refused(GOOD)[0] == "heavy"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200), st.integers(0, len(GOOD)))
def test_whatever_is_sent_there_is_an_answer(junk: bytes, at: int) -> None:
    for raw in (junk, GOOD[:at] + junk + GOOD[at + len(junk) :]):
        with contextlib.suppress(TableRefused):
            grid = grid_load(grid_dump(child.grid(raw, kind_of(raw))).encode())
            table_of(grid, HEADINGS)
