"""What kinds of units are called, in the order in which pages list them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

UNIT_KINDS = {
    "sekretariat_daerah": _("Sekretariat daerah"),
    "biro": _("Biro"),
    "badan": _("Badan"),
    "dinas": _("Dinas"),
    "satpol_pp": _("Satpol PP"),
    "inspektorat": _("Inspektorat"),
    "sekretariat_dprd": _("Sekretariat DPRD"),
    "rumah_sakit": _("Rumah sakit"),
    "uptd": _("UPTD"),
    "cabang_dinas": _("Cabang dinas"),
    "puskesmas": _("Puskesmas"),
    "sekolah": _("Sekolah"),
    "kecamatan": _("Kecamatan"),
    "kelurahan": _("Kelurahan"),
    "lainnya": _("Lainnya"),
}
"""Every kind of a pack (``lib.pack.UNIT_KINDS``) with its name."""

_ORDER = {kind: place for place, kind in enumerate(UNIT_KINDS)}


def kind_label(kind: str) -> str:
    """Return what a kind is called; a kind that is not known by its code."""
    return str(UNIT_KINDS.get(kind, kind))


def kind_order(kind: str) -> int:
    """Return the place of a kind in lists."""
    return _ORDER.get(kind, len(_ORDER))
