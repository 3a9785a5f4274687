"""The cards of ``/pelatihan/``: one line for each part of training."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Role
from ruangaman.training.permissions import PEERS, RESULTS

_ALL = frozenset(Role.values)
_KEEPER, _UNIT = frozenset({Role.COORDINATOR}), frozenset({Role.COORDINATOR, Role.HEAD_OF_UNIT})
_ORGANISES = frozenset({Role.COORDINATOR, Role.TRAINER})
MODERATOR = "moderator"
"""Stands among roles for whoever sees the board first; it is no role of its own."""
_BOARD = frozenset({Role.FOCAL_POINT, MODERATOR})

CARDS = (
    (_ALL, "training:study", _("Belajar mandiri"), _("Modul demi modul di HP. JP tercatat.")),
    (_ALL, "training:practice", _("Latihan percakapan"), _("Percakapan bercabang untuk dicoba.")),
    (_ALL, "training:my_certificates", _("Sertifikat saya"), _("Lihat, unduh, masa berlaku.")),
    (_ALL, "training:self_check", _("Periksa diri"), _("Hanya untuk Anda; tidak disimpan.")),
    (_BOARD, "training:board", _("Papan tanya"), _("Bertanya tanpa menceritakan kejadian.")),
    (frozenset(PEERS), "training:peers", _("Sesi sejawat"), _("Bertemu sesama fokal point.")),
    (_ORGANISES, "training:events", _("Acara pelatihan"), _("Rencana, peserta, kehadiran.")),
    (_KEEPER, "training:certificates", _("Sertifikat"), _("Semua sertifikat dan penerbitannya.")),
    (_UNIT, "training:needs", _("Kebutuhan pelatihan"), _("Siapa perlu apa, dan sampai kapan.")),
    (_UNIT, "training:induction", _("Pengenalan pegawai"), _("Tautan dan lembar QR tiap unit.")),
    (_KEEPER, "training:hours", _("Jam belajar per orang"), _("Untuk diunduh dan dilaporkan.")),
    (frozenset(RESULTS), "training:reports", _("Laporan acara"), _("Angka acara, tanpa orang.")),
)
"""For whom a card is, the name of its address, its title and a line below it."""
OF_EVENTS = (
    (_ALL, "training:door", _("Acara yang saya ikuti"), _("Kehadiran, bahan, dan evaluasinya.")),
    (_ALL, "training:test_mine", _("Tes saya"), _("Tes dari acara yang Anda ikuti.")),
)
"""For whoever takes part in an event: what is over stands on no list of invitations."""


def cards_for(roles: Collection[str], *, takes_part: bool = False) -> list[dict[str, str]]:
    """Return the cards for these roles; those for all are for an account without a role too.

    ``takes_part`` adds the own events and their tests.
    """
    shown = [one for one in CARDS if one[0] is _ALL or one[0] & set(roles)]
    return [
        {"url": reverse(name), "title": str(title), "text": str(text)}
        for _wanted, name, title, text in ([*OF_EVENTS, *shown] if takes_part else shown)
    ]
