"""What an entry of the calendar points to: pages and prints of the software."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

_PLACES: dict[str, tuple[str, tuple[str, ...], Any]] = {
    "kit": ("surveys:briefing", (), _("Bahan Sosialisasi 20 menit")),
    "handout": ("surveys:briefing_paper", ("lembar",), _("Lembar untuk pegawai (PDF)")),
    "channels": ("surveys:briefing_paper", ("poster-a4",), _("Poster kanal dan hak (PDF)")),
    "posters": ("network:posters", (), _("Poster dan kartu dengan kontak fokal point")),
    "induction": ("training:home", (), _("Pengenalan pegawai di Pelatihan")),
    "practice": ("training:practice", (), _("Latihan percakapan")),
    "policy": ("policy:home", (), _("Kebijakan unit")),
    "peers": ("training:home", (), _("Sesi sejawat dan periksa diri di Pelatihan")),
}
"""Address and name of each of ``lib.pack.surveys.campaigns.MATERIALS``."""


def materials_of(keys: Iterable[str]) -> list[dict[str, str]]:
    """Return where each of these is, and what it is called."""
    return [
        {"url": reverse(name, args=args), "title": str(title)}
        for name, args, title in (_PLACES[key] for key in keys if key in _PLACES)
    ]
