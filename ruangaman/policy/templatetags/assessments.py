"""What templates say about self-assessments and actions."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ruangaman.policy.forms.assessments import answer_words
from ruangaman.policy.models import Action, Answer
from ruangaman.policy.selectors.overview import Standing

register = template.Library()
_TONES = {
    Standing.SUBMITTED: "new",
    Standing.RETURNED: "urgent",
    Standing.VERIFIED: "active",
}


@register.simple_tag
def standing_tag(standing: str) -> SafeString:
    """Return how far a self-assessment is, as a coloured word."""
    one = Standing(standing)
    return render_to_string(
        "components/tag.html", {"label": one.label, "tone": _TONES.get(one, "plain")}
    )


@register.simple_tag
def action_tag(state: str) -> SafeString:
    """Return how far an action is, as a coloured word."""
    one = Action.State(state)
    tone = {Action.State.OPEN: "new", Action.State.DONE: "active"}.get(one, "plain")
    return render_to_string("components/tag.html", {"label": one.label, "tone": tone})


@register.simple_tag
def answer_said(answer: Answer | None) -> str:
    """Return what a unit answered."""
    return answer_words(answer) if answer else "–"


@register.simple_tag
def found_said(answer: Answer) -> str:
    """Return what the coordinator found instead."""
    return str(answer.get_found_met_display()) if answer.found is None else str(answer.found)
