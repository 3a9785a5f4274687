"""A policy as a Word file, for the legal bureau to finish. What it says stays plain text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from ruangaman.documents.docx import plain

_FONT: Final = "Bookman Old Style"
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
_STYLES: Final = {
    "points": "List Bullet",
    "steps": "List Number",
    "checks": "List Paragraph",
    "said": "Intense Quote",
}
_LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
BOX: Final = "☐ "


def policy_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a policy as a Word file; ``paper`` is what ``templates/policy.typ`` takes too."""
    document = _begun(paper)
    for line in paper["letterhead"]:
        _line(document, line, bold=True, align=_CENTRE, size=13)
    _line(document, "_" * 60, align=_CENTRE)
    _line(document, paper["kind"], bold=True, align=_CENTRE)
    for line in filter(None, (paper["number"], paper["about"])):
        _line(document, line, align=_CENTRE)
    title = document.add_heading(plain(paper["title"]), level=1)
    title.alignment = _CENTRE
    for part in paper["parts"]:
        _part(document, part)
    _signature(document, paper["signature"])
    _line(document, f"{paper['model']}. {paper['source']}", size=8)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _begun(paper: Mapping[str, Any]) -> DocumentType:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.6), Cm(2.2)
    properties = document.core_properties
    properties.title, properties.author = plain(paper["title"])[:255], ""
    properties.language = _LANGUAGES.get(paper["lang"][:2], "id-ID")
    properties.comments = ""
    header = section.header.paragraphs[0]
    header.alignment = _CENTRE
    said = ". ".join(filter(None, (paper["draft_words"], paper["model"])))
    header.add_run(plain(said)).bold = True
    return document


def _part(document: DocumentType, part: Mapping[str, Any]) -> None:
    document.add_heading(plain(part["heading"]), level=2)
    if part["lead"]:
        _line(document, part["lead"])
    if part["form"] == "steps":
        _numbered(document, part["lines"])
        return
    for one in part["lines"]:
        text = f"{BOX}{one}" if part["form"] == "checks" else one
        document.add_paragraph(plain(text), style=_STYLES.get(part["form"]))


def _numbered(document: DocumentType, lines: Sequence[str]) -> None:
    """Number by hand: a list style would go on counting through the parts."""
    for place, one in enumerate(lines, start=1):
        paragraph = document.add_paragraph(plain(f"{place}.\t{one}"))
        form = paragraph.paragraph_format
        form.left_indent, form.first_line_indent = Cm(0.9), Cm(-0.9)
        form.tab_stops.add_tab_stop(Cm(0.9))


def _signature(document: DocumentType, signature: Mapping[str, Any] | None) -> None:
    if signature is None:
        return
    for fact in signature["facts"]:
        _line(document, f"{fact}: ………………………………………")
    indent = 8.0 if len(signature["blocks"]) == 1 else 0.0
    for line in signature["lines"]:
        _line(document, line, indent=indent)
    for block in signature["blocks"]:
        for line in (block["over"], "", "", "", block["under"]):
            _line(document, line, indent=indent)


def _line(
    document: DocumentType,
    text: str,
    *,
    bold: bool = False,
    align: WD_ALIGN_PARAGRAPH = _LEFT,
    size: int = 11,
    indent: float = 0,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.left_indent = Cm(indent)
    run = paragraph.add_run(plain(text))
    run.bold, run.font.size = bold, Pt(size)
