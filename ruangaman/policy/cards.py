"""The cards of ``/kebijakan/``: one line for each part of policy."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Role

_KEEPER = frozenset({Role.COORDINATOR})
_UNIT = frozenset({Role.HEAD_OF_UNIT, Role.FOCAL_POINT})
_ALL = _KEEPER | _UNIT

CARDS = (
    (_ALL, "policy:register", _("Register kebijakan"), _("Dokumen, versi, masa tinjau, bukti.")),
    (_ALL, "policy:pledges", _("Pernyataan pegawai"), _("Siapa sudah membaca dan menandatangani.")),
    (
        _ALL,
        "policy:assessments",
        _("Penilaian mandiri"),
        _("Delapan standar, sekali setahun: nilai, catatan, bukti."),
    ),
    (
        _ALL,
        "policy:actions",
        _("Rencana aksi"),
        _("Apa yang dilakukan tentang kekurangan, siapa, kapan."),
    ),
)
"""For whom a card is, the name of its address, its title and a line below it."""


def cards_for(roles: Collection[str]) -> list[dict[str, str]]:
    """Return the cards for these roles."""
    return [
        {"url": reverse(name), "title": str(title), "text": str(text)}
        for wanted, name, title, text in CARDS
        if wanted & set(roles)
    ]
