"""What released figures mean and do not mean, on the page and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.oversight.semesters import semester_read

MEANS = (
    _("Yang dihitung hanya kasus penyintas yang mengizinkannya, tanpa nama dan tanpa cerita."),
    _(
        "Lebih banyak laporan bukan berarti keadaan lebih buruk. Sering kali artinya lebih banyak "
        "orang percaya bahwa mereka akan ditolong."
    ),
    _(
        "“Disembunyikan”, atau tanda – di tabel, berarti angka itu kecil, atau bisa membuka angka "
        "kecil yang lain."
    ),
    _("Satu semester dirilis satu kali dan tidak diubah lagi."),
)
"""How to read the figures."""

CANNOT = (
    _("Berapa banyak kekerasan yang terjadi. Kebanyakan orang yang mengalaminya tidak melapor."),
    _("Apa yang terjadi di satu unit, kantor, atau kabupaten. Angka seperti itu tidak ada."),
    _("Siapa yang bersalah. Yang dihitung bukan putusan."),
    _("Mana yang lebih baik: dua semester dengan sedikit laporan tidak bisa dibandingkan begitu."),
)
"""What nobody may read out of them."""


def period_words(document: Mapping[str, Any]) -> str:
    """Return the semester of a document in words."""
    found = semester_read(str(document["semester"]))
    return found.words if found else str(document["semester"])
