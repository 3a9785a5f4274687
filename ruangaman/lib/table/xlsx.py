"""XLSX: which sheets there are, what their cells say, and what is not to be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from ruangaman.lib.table.grid import Grid, Sheet
from ruangaman.lib.table.limits import MOST_SHEETS, TableRefused
from ruangaman.lib.table.parts import Parts, relations
from ruangaman.lib.table.sheet_xml import SheetReader
from ruangaman.lib.table.strings import read_strings
from ruangaman.lib.table.styles import date_styles

_TYPES = "[Content_Types].xml"
_MAIN = ("spreadsheetml.sheet.main+xml", "spreadsheetml.template.main+xml")
_MACRO_SHEETS = ("xlMacrosheet", "xlIntlMacrosheet")


@dataclass(slots=True)
class _Book:
    from_1904: bool = False
    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    """(name, id of the relation, hidden)"""


def read_xlsx(raw: bytes) -> Grid:
    """Return the sheets with content, or raise ``TableRefused``."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = Parts(archive)
        _kind_check(parts)
        book_name = _main(parts)
        book = _book(parts, book_name)
        linked = relations(parts, book_name)
        if any(kind in (*_MACRO_SHEETS, "vbaProject") for kind, _ in linked.values()):
            raise TableRefused("macros")
        strings = read_strings(parts, _first(linked, "sharedStrings"))
        dates = date_styles(parts, _first(linked, "styles"))
        left = [0]
        sheets = []
        for title, key, hidden in book.sheets:
            kind, name = linked.get(key, ("", ""))
            if kind == "worksheet" and name in parts.names:
                sheet = Sheet(title, hidden)
                SheetReader(sheet, strings, dates, book.from_1904, left).read(parts, name)
                sheets.append(sheet)
        return Grid([sheet for sheet in sheets if sheet.lines], book.from_1904)


def _kind_check(parts: Parts) -> None:
    """Refuse what is no XLSX, and what carries macros."""
    if any(name.lower().endswith("vbaproject.bin") for name in parts.names):
        raise TableRefused("macros")
    if "mimetype" in parts.names:
        raise TableRefused("open")
    if _TYPES not in parts.names:
        raise TableRefused("kind")
    types: list[str] = []
    parts.parse(_TYPES, lambda _, attributes: types.append(attributes.get("ContentType", "")))
    if any("macroEnabled" in one for one in types):
        raise TableRefused("macros")
    if any("sheet.binary" in one for one in types):
        raise TableRefused("binary")
    if not any(one.endswith(_MAIN) for one in types):
        raise TableRefused("kind")


def _main(parts: Parts) -> str:
    for kind, name in relations(parts, "").values():
        if kind == "officeDocument" and name in parts.names:
            return name
    raise TableRefused("broken")


def _book(parts: Parts, name: str) -> _Book:
    book = _Book()

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "workbookPr":
            book.from_1904 = attributes.get("date1904", "") in ("1", "true")
        elif tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            key = next((attributes[one] for one in attributes if one.endswith(" id")), "")
            book.sheets.append((attributes.get("name", ""), key, hidden))

    parts.parse(name, start)
    if len(book.sheets) > MOST_SHEETS:
        raise TableRefused("cells")
    return book


def _first(linked: Mapping[str, tuple[str, str]], kind: str) -> str:
    return next((name for one, name in linked.values() if one == kind), "")
