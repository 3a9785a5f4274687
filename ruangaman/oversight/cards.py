"""The cards of ``/pantau/``: one line for each part of oversight, for whom it is."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ruangaman.oversight.permissions import RELEASED, WATCHES
from ruangaman.people.models import Role

Card = tuple[Collection[str], str, str | Promise, str | Promise]

CARDS: tuple[Card, ...] = (
    (
        (*RELEASED, Role.STATISTICS),
        "oversight:releases",
        _("Rilis angka tentang laporan"),
        _("Per semester, untuk seluruh provinsi, setelah dua orang merilisnya."),
        WATCHES,
        "oversight:consistency",
        _("Konsistensi"),
        _("Bulan demi bulan: tugas mana yang terpenuhi di tiap unit, dan di mana celahnya."),
    ),
    (
        (Role.HEAD_OF_UNIT,),
        "oversight:units_own",
        _("Konsistensi unit Anda"),
        _("Tugas pencegahan unit Anda, bulan demi bulan."),
    ),
)
"""For whom a card is, the name of its address, its title and a line below it."""


def cards_for(roles: Collection[str]) -> list[dict[str, str]]:
    """Return the cards for these roles."""
    return [
        {"url": reverse(name), "title": str(title), "text": str(text)}
        for wanted, name, title, text in CARDS
        if set(wanted) & set(roles)
    ]
