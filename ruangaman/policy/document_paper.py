"""A document as it is printed: PDF and Word take the same lines."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.core.templatetags.dates import day
from ruangaman.core.texts import pack_texts
from ruangaman.policy.models import Document
from ruangaman.policy.selectors.documents import PROVINCE
from ruangaman.policy.selectors.text import BLANK, Text, place_name
from ruangaman.policy.services.documents import NUMBERED

WEAK = frozenset({"K-m", "K-l"})


def document_paper(document: Document, text: Text) -> dict[str, Any]:
    """Return what ``policy.typ`` and ``policy_docx`` show, in the language of the page.

    Each print says that the text is a model for the legal bureau.
    """
    draft = document.state == Document.State.DRAFT
    number = document.number or BLANK
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "draft": draft,
        "draft_words": _("DRAF: belum ditandatangani") if draft else "",
        "model": _("Contoh; sesuaikan dengan Biro Hukum"),
        "letterhead": _letterhead(document),
        "kind": str(document.get_kind_display()).upper(),
        "number": _("Nomor %(number)s") % {"number": number} if _has_number(document) else "",
        "about": _("tentang") if _has_number(document) else "",
        "title": document.title,
        "parts": [
            {"heading": one.heading, "lead": one.lead, "form": one.form, "lines": one.lines}
            for one in text.parts
        ],
        "signature": _signature(document, text),
        "source": source_words(text),
    }


def source_words(text: Text) -> str:
    """Say where the words come from, and that no expert has reviewed them yet."""
    body = text.template.body
    told = _("Sumber contoh: %(source)s.") % {"source": body["source"]}
    if text.template.reviewed:
        return told
    unread = _("Contoh ini belum ditinjau ahli hukum.")
    weak = _("belum diverifikasi") if body["mark"] in WEAK else ""
    return " ".join(filter(None, (told, unread, weak)))


def _has_number(document: Document) -> bool:
    return document.kind in NUMBERED


def _letterhead(document: Document) -> list[str]:
    form: dict[str, Any] = next((one.body for one in pack_texts("decree")), {})
    top = str(form.get("letterhead", ""))
    if document.unit_code == PROVINCE:
        return [top or place_name(PROVINCE).upper()]
    return [line for line in (top, place_name(document.unit_code).upper()) if line]


def _signature(document: Document, text: Text) -> dict[str, Any] | None:
    """Return the block at the end: an official's, or one to sign for oneself."""
    if text.signed == "none":
        return None
    place = text.values.get("tempat") or BLANK
    position = text.values.get("pejabat") or BLANK
    when = day(document.dated) if document.dated and text.signed == "official" else BLANK
    lines = (
        [_("Ditetapkan di %(place)s") % {"place": place}, _("pada tanggal %(day)s") % {"day": when}]
        if text.signed == "official"
        else [f"{place}, {when}"]
    )
    if text.signed == "official":
        return {"lines": lines, "blocks": [{"over": f"{position},", "under": BLANK}], "facts": []}
    return {
        "lines": lines,
        "blocks": [
            {"over": _("Yang menyatakan,"), "under": BLANK},
            {"over": _("Mengetahui, %(position)s") % {"position": position}, "under": BLANK},
        ],
        "facts": [_("Nama"), _("Jabatan atau tugas"), _("Unit atau perusahaan")],
    }


def paper_name(document: Document) -> str:
    """Return what a printed file is called."""
    return f"{document.kind}-{document.unit_code or 'provinsi'}-v{document.version}"


def title_of(text: Text) -> str:
    """Return what the template itself is called."""
    return str(said(text.template.body, "title"))
