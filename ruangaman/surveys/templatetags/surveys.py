"""What templates say about surveys."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ruangaman.surveys.models import Stratum, Survey
from ruangaman.surveys.words import named

register = template.Library()

_TONES = {
    Survey.State.OPEN: "active",
    Survey.State.CLOSING: "new",
    Survey.State.CANCELLED: "urgent",
}


@register.simple_tag
def survey_title(survey: Survey) -> str:
    """Return the title in the language of the page."""
    return named(survey, "title")


@register.simple_tag
def stratum_name(stratum: Stratum) -> str:
    """Return the name in the language of the page."""
    return named(stratum)


@register.simple_tag
def survey_tag(survey: Survey) -> SafeString:
    """Return how far a survey is as a coloured word."""
    state = Survey.State(survey.state)
    context = {"label": state.label, "tone": _TONES.get(state, "plain")}
    return render_to_string("components/tag.html", context)
