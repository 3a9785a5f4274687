"""The cards of ``/survei/``: one line for each part of work culture."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Role
from ruangaman.surveys.campaign_cards import CAMPAIGN_CARDS

Card = tuple[Collection[str], str, str | Promise, str | Promise]

CARDS: tuple[Card, ...] = (
    (
        frozenset({Role.COORDINATOR}),
        "surveys:survey_new",
        _("Survei baru"),
        _("Dari survei siap pakai, dari awal, atau dengan menyalin survei lain."),
    ),
    *CAMPAIGN_CARDS,
)
"""For whom a card is, the name of its address, its title and a line below it."""


def cards_for(roles: Collection[str]) -> list[dict[str, str]]:
    """Return the cards for these roles."""
    return [
        {"url": reverse(name), "title": str(title), "text": str(text)}
        for wanted, name, title, text in CARDS
        if set(wanted) & set(roles)
    ]
