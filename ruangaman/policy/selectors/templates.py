"""Reads model texts of the pack, and which blanks of a document are still open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ruangaman.core.words import words
from ruangaman.policy.models import Content, Document
from ruangaman.policy.selectors.content import content_one, contents
from ruangaman.policy.selectors.documents import PROVINCE

_SCOPES = {True: ("both", "province"), False: ("both", "unit")}


def templates_for(unit_code: str) -> list[Content]:
    """Return the model texts for a unit, or for the province, in the order of kinds."""
    scopes = _SCOPES[unit_code == PROVINCE]
    return [one for one in contents(Content.Kind.TEMPLATE) if one.body["scope"] in scopes]


def template_now(key: str) -> Content | None:
    """Return a model text as the pack has it today, or None."""
    return content_one(Content.Kind.TEMPLATE, key) if key else None


def template_of(document: Document) -> Content | None:
    """Return the words a document was made from, older ones too; None for one made by hand."""
    if not document.template:
        return None
    return Content.objects.filter(
        kind=Content.Kind.TEMPLATE, key=document.template, digest=document.digest
    ).first()


def blanks_of(template: Content | None) -> Sequence[Mapping[str, Any]]:
    """Return the blanks of a text, in its order."""
    return template.body["blank"] if template else ()


def blanks_open(document: Document) -> list[str]:
    """Return the names of the blanks that still have to be filled in."""
    return [
        words(blank, "label")
        for blank in blanks_of(template_of(document))
        if not blank["optional"] and not document.fields.get(blank["key"])
    ]
