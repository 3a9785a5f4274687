"""A management review as a Word file, to be written on in the meeting. Text stays plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as DocumentType
from docx.shared import Cm, Pt

from ruangaman.documents.docx import plain

_LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
_LINE: Final = "…" * 60


def review_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a review as a Word file; ``paper`` is what ``templates/review.typ`` takes too."""
    document = _begun(paper)
    document.add_paragraph(plain(paper["publisher"]))
    document.add_heading(plain(paper["title"]), level=1)
    if paper["draft"]:
        document.add_paragraph().add_run(plain(paper["draft"])).bold = True
    for name, value in paper["meeting"]:
        paragraph = document.add_paragraph()
        paragraph.add_run(plain(f"{name}: ")).bold = True
        paragraph.add_run(plain(value))
    for section in paper["sections"]:
        _section(document, section, paper["words"])
    document.add_paragraph(plain(paper["foot"]))
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _begun(paper: Mapping[str, Any]) -> DocumentType:
    document = Document()
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2), Cm(2)
    properties = document.core_properties
    properties.title, properties.author = plain(paper["title"])[:255], ""
    properties.language = _LANGUAGES.get(paper["lang"][:2], "id-ID")
    properties.comments = ""
    return document


def _section(document: DocumentType, section: Mapping[str, Any], words: Mapping[str, Any]) -> None:
    document.add_heading(plain(section["title"]), level=2)
    for one in section["ask"]:
        document.add_paragraph(plain(one), style="List Bullet")
    for part in section["blocks"]:
        document.add_heading(plain(part["title"]), level=3)
        for one in part["lines"]:
            document.add_paragraph(plain(one))
        if part["rows"]:
            _table(document, part["columns"], part["rows"])
    document.add_heading(plain(words["note"]), level=3)
    for one in section["note"] or [_LINE, _LINE]:
        document.add_paragraph(plain(one))
    document.add_heading(plain(words["decisions"]), level=3)
    _table(document, words["columns"], section["decisions"] or [[""] * len(words["columns"])] * 2)
    source = document.add_paragraph().add_run(plain(section["source"]))
    source.font.size = Pt(8)


def _table(document: DocumentType, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(plain(name)).bold = True
    for row in rows:
        for cell, value in zip(table.add_row().cells, row, strict=True):
            cell.text = plain(value)
