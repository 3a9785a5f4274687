"""What templates say about events and participants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.training.models import Event, Participant

register = template.Library()

_EVENT_TONES = {Event.State.OPEN: "active", Event.State.CANCELLED: "urgent"}
_ANSWER_TONES = {
    Participant.State.INVITED: "new",
    Participant.State.ACCEPTED: "active",
    Participant.State.WAITING: "urgent",
}


@register.simple_tag
def event_title(event: Event) -> str:
    """Return the title in the language of the page."""
    return event_words(event, "title")


@register.simple_tag
def event_words(row: Any, name: str) -> str:
    """Return a text of a row that may have an English one beside it."""
    english = (get_language() or "").startswith("en")
    return (
        str(getattr(row, f"{name}_en", "") or getattr(row, name))
        if english
        else str(getattr(row, name))
    )


@register.simple_tag
def event_tag(event: Event) -> SafeString:
    """Return how far an event is as a coloured word."""
    return _tag(Event.State(event.state).label, _EVENT_TONES.get(Event.State(event.state)))


@register.simple_tag
def participant_tag(participant: Participant) -> SafeString:
    """Return what was answered to an invitation as a coloured word."""
    state = Participant.State(participant.state)
    return _tag(state.label, _ANSWER_TONES.get(state))


@register.simple_tag
def opt_out(event: Event) -> str:
    """Return what participants may leave out, in the organiser's words or our own."""
    return event.opt_out or _(
        "Latihan dan cerita di acara ini dapat mengingatkan pada pengalaman sendiri. Anda boleh "
        "keluar ruangan atau melewatkan bagian mana pun, tanpa menjelaskan alasannya."
    )


@register.simple_tag
def if_in(value: Any, values: Collection[str], said: str) -> SafeString:
    """Return ``said`` (of the template itself) where ``values`` holds ``value``."""
    return mark_safe(said) if str(value) in values else SafeString("")  # noqa: S308


@register.filter
def clock(moment: dt.datetime) -> str:
    """``08.30``; in English ``08:30``."""
    form = "%H:%M" if (get_language() or "").startswith("en") else "%H.%M"
    return timezone.localtime(moment).strftime(form)


def _tag(label: Any, tone: str | None) -> SafeString:
    return render_to_string("components/tag.html", {"label": label, "tone": tone or "plain"})
