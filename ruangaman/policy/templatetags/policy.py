"""What templates say about documents."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ruangaman.policy.models import Document
from ruangaman.policy.selectors.register import DUE_SOON

register = template.Library()
_TONES = {Document.State.IN_FORCE: "active", Document.State.DRAFT: "new"}


@register.simple_tag
def document_tag(document: Document) -> SafeString:
    """Return how far a document is as a coloured word."""
    state = Document.State(document.state)
    return _tag(str(state.label), _TONES.get(state, ""))


@register.simple_tag
def review_tag(document: Document) -> SafeString:
    """Return a word where a document in force should be looked at; else nothing."""
    if document.state != Document.State.IN_FORCE or document.review_on is None:
        return SafeString("")
    left = document.review_on - timezone.localdate()
    if left.days < 0:
        return _tag(_("tinjauan lewat"), "urgent")
    return _tag(_("segera ditinjau"), "new") if left <= DUE_SOON else SafeString("")


@register.simple_tag
def places_words(document: Document, seen: Mapping[uuid.UUID, int]) -> str:
    """Say in how many of its places posters are seen on photos."""
    return _("%(seen)s dari %(places)s tempat terlihat di foto") % {
        "seen": seen.get(document.pk, 0),
        "places": document.places,
    }


def _tag(label: str, tone: str) -> SafeString:
    return render_to_string("components/tag.html", {"label": label, "tone": tone or "plain"})
