"""What templates say about surveys."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ruangaman.surveys.models import Stratum, Survey

register = template.Library()

_TONES = {
    Survey.State.OPEN: "active",
    Survey.State.CLOSING: "new",
    Survey.State.CANCELLED: "urgent",
}


@register.simple_tag
def survey_title(survey: Survey) -> str:
    """Return the title in the language of the page."""
    return _said(survey, "title")


@register.simple_tag
def stratum_name(stratum: Stratum) -> str:
    """Return the name in the language of the page."""
    return _said(stratum, "name")


@register.simple_tag
def survey_tag(survey: Survey) -> SafeString:
    """Return how far a survey is as a coloured word."""
    state = Survey.State(survey.state)
    context = {"label": state.label, "tone": _TONES.get(state, "plain")}
    return render_to_string("components/tag.html", context)


def _said(row: Any, name: str) -> str:
    english = (get_language() or "").startswith("en")
    return str((getattr(row, f"{name}_en") if english else "") or getattr(row, name))
