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
        WATCHES,
        "oversight:indicators",
        _("Indikator"),
        _("Semua ukuran pencegahan, bulan demi bulan, dengan cara menghitungnya."),
    ),
    (
        WATCHES,
        "oversight:consistency",
        _("Konsistensi"),
        _("Bulan demi bulan: tugas mana yang terpenuhi di tiap unit, dan di mana celahnya."),
    ),
    (
        (*RELEASED, Role.STATISTICS),
        "oversight:releases",
        _("Rilis angka tentang laporan"),
        _("Per semester, untuk seluruh provinsi, setelah dua orang merilisnya."),
    ),
    (
        RELEASED,
        "oversight:partners",
        _("Laporan untuk mitra"),
        _("Perjanjian dengan mitra, dan apa yang diterimanya setiap semester."),
    ),
    (
        WATCHES,
        "oversight:reviews",
        _("Tinjauan manajemen"),
        _("Sekali setahun: keadaan setahun, catatan pimpinan, dan keputusan."),
    ),
    (
        (Role.COORDINATOR,),
        "api:keys",
        _("Kunci untuk program mitra"),
        _("Program mitra membaca angka sendiri; setiap kunci menyebut bagian mana."),
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
