"""Word documents by python-docx: what they say comes as plain text and stays so."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

_FONT = "Bookman Old Style"
_WIDTHS = (Cm(3.2), Cm(0.5), Cm(12.2))
_CENTRE, _LEFT, _JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)
_NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def decree_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a decree as a Word file, to be finished by the office that signs it.

    ``paper`` is what ``templates/decree.typ`` takes too. A draft says so in its header.
    """
    document = _begun(paper)
    words = paper["words"]
    _head(document, paper)
    _row(
        document, words["considering"], [(o["letter"], o["text"]) for o in paper["considerations"]]
    )
    _row(document, words["recalling"], _laws(paper["laws"]))
    if paper["noted"]:
        _row(document, words["noting"], _counted(paper["noted"]))
    _line(document, words["decides"], bold=True, align=_CENTRE, before=10, after=6)
    settled = f"{words['decree']} {paper['official']} {words['about']} {paper['title']}.".upper()
    _row(document, words["settling"], [("", settled)])
    for one in paper["decisions"]:
        _row(document, one["word"], [("", one["text"])])
    _signature(document, paper, day=True)
    _copies(document, paper)
    _attachment(document, paper)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _begun(paper: Mapping[str, Any]) -> DocumentType:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(3)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)
    properties = document.core_properties
    properties.title, properties.author = plain(paper["title"])[:255], ""
    properties.language, properties.comments = "id-ID", ""
    if paper["draft"]:
        header = section.header.paragraphs[0]
        header.alignment = _CENTRE
        run = header.add_run(plain(paper["draft_words"]))
        run.bold, run.font.size = True, Pt(12)
    return document


def _head(document: DocumentType, paper: Mapping[str, Any]) -> None:
    words = paper["words"]
    for line in paper["letterhead"]:
        _line(document, line, bold=True, align=_CENTRE, size=13)
    _line(document, "_" * 60, align=_CENTRE, after=8)
    _line(document, f"{words['decree']} {paper['official']}", bold=True, align=_CENTRE)
    number = f"{words['number']} {paper['number']} {words['year']} {paper['year']}"
    _line(document, number, align=_CENTRE, after=6)
    _line(document, words["about"], align=_CENTRE)
    _line(document, paper["title"].upper(), bold=True, align=_CENTRE, after=8)
    _line(document, f"{paper['official']},", align=_CENTRE, after=8)


def _laws(laws: Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    last = len(laws)
    ends = ["." if place == last else ";" for place in range(1, last + 1)]
    texts = [
        f"{one['text']}{end} {one['mark']}".strip() for one, end in zip(laws, ends, strict=True)
    ]
    return _counted(texts)


def _counted(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(f"{place}.", text) for place, text in enumerate(texts, start=1)]


def _row(document: DocumentType, label: str, items: Sequence[tuple[str, str]]) -> None:
    """Add a label, a colon and what it introduces, as the official layout has it."""
    table = document.add_table(rows=1, cols=3)
    table.autofit = False
    for cell, width in zip(table.rows[0].cells, _WIDTHS, strict=True):
        cell.width = width
    _say(table.cell(0, 0), label)
    _say(table.cell(0, 1), ":")
    for place, (first, text) in enumerate(items):
        cell = table.cell(0, 2)
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.alignment = _JUSTIFY
        if first:
            paragraph.paragraph_format.left_indent = Cm(0.8)
            paragraph.paragraph_format.first_line_indent = Cm(-0.8)
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))
        paragraph.add_run(plain(f"{first}\t{text}" if first else text))


def _signature(document: DocumentType, paper: Mapping[str, Any], *, day: bool) -> None:
    words = paper["words"]
    lines = [f"{words['settled_at']} {paper['place']}", f"{words['on_day']} {paper['day']}"]
    lines = [*(lines if day else []), f"{paper['official']},", "", "", ""]
    for place, text in enumerate([*lines, paper["name"]]):
        _line(document, text, align=_LEFT, indent=8, before=12 if not place else 0)
    if paper["nip"]:
        _line(document, f"NIP {paper['nip']}", align=_LEFT, indent=8)


def _copies(document: DocumentType, paper: Mapping[str, Any]) -> None:
    if not paper["copies"]:
        return
    _line(document, paper["words"]["copies"], align=_LEFT, before=12)
    for first, text in _counted(paper["copies"]):
        _line(document, f"{first} {text}", align=_LEFT)


def _attachment(document: DocumentType, paper: Mapping[str, Any]) -> None:
    words = paper["words"]
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    lines = (
        words["attachment"],
        f"{words['decree']} {paper['official']}",
        f"{words['number']} {paper['number']} {words['year']} {paper['year']}",
        f"{words['day']} {paper['day']}",
    )
    for text in lines:
        _line(document, text, align=_LEFT, indent=7)
    _line(document, words["table"], bold=True, align=_CENTRE, before=12, after=8)
    table = document.add_table(rows=1, cols=len(words["columns"]))
    table.style = "Table Grid"
    _fill(table, 0, words["columns"], bold=True)
    for place, one in enumerate(paper["people"], start=1):
        table.add_row()
        name = f"{one['name']}\nNIP {one['nip']}"
        _fill(table, place, [str(place), name, one["rank"], one["position"], one["role"]])
    _signature(document, paper, day=False)


def _fill(table: Table, row: int, texts: Sequence[str], *, bold: bool = False) -> None:
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        _say(cell, text, bold=bold)


def _say(cell: _Cell, text: str, *, bold: bool = False) -> None:
    cell.paragraphs[0].add_run(plain(text)).bold = bold


def _line(
    document: DocumentType,
    text: str,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = _JUSTIFY,
    size: int = 11,
    indent: float = 0,
    before: int = 0,
    after: int = 0,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.left_indent, form.space_before, form.space_after = Cm(indent), Pt(before), Pt(after)
    run = paragraph.add_run(plain(text))
    run.bold, run.font.size = bold, Pt(size)


def plain(text: str) -> str:
    """Leave out signs that XML cannot hold."""
    return _NOT_XML.sub("", text)
