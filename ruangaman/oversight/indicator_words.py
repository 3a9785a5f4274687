"""Words about indicators that are the same for every pack, and figures as people read them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

GROUPS: dict[str, str | Promise] = {
    "network": _("Jejaring fokal point"),
    "training": _("Pelatihan dan sosialisasi"),
    "policy": _("Kebijakan"),
    "culture": _("Budaya kerja"),
    "services": _("Layanan dan pendampingan"),
    "reports": _("Seputar laporan"),
}
FREQUENCIES: dict[str, str | Promise] = {
    "month": _("setiap bulan"),
    "quarter": _("setiap triwulan"),
    "semester": _("setiap semester"),
    "year": _("setiap tahun"),
    "two_years": _("setiap dua tahun"),
    "course": _("setiap pelatihan"),
}
VALUES: dict[str, str | Promise] = {
    "percent": _("persen"),
    "number": pgettext_lazy("satuan", "jumlah"),
    "days": _("hari"),
    "hours": _("jam"),
    "per_thousand": _("per 1.000 pegawai"),
    "points": _("poin"),
    "gain": _("bagian yang dipelajari, 0 sampai 1"),
}


def figure_said(value: float | None, kind: str) -> str:
    """Return a figure with its unit ("86,5%", "12 hari"); a dash for none."""
    if value is None:
        return "–"
    number = _number(value, 2 if kind == "gain" else 1)
    if kind == "percent":
        return f"{number}%"
    if kind == "days":
        return gettext("%(number)s hari") % {"number": number}
    if kind == "hours":
        return gettext("%(number)s jam") % {"number": number}
    return number


def limit_said(value: int, unit: str) -> str:
    """Return a threshold with its unit ("80%", "24 bulan")."""
    if unit == "months":
        return ngettext("%(n)d bulan", "%(n)d bulan", value) % {"n": value}
    return f"{value}%"


def _number(value: float, places: int) -> str:
    near = round(value, places)
    shown = 0 if near == int(near) else places
    return number_format(near, decimal_pos=shown, use_l10n=True, force_grouping=True)
