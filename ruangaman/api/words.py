"""What is said of a parameter that cannot be read."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_MONTH = _("Tulis bulan seperti 2026-01.")

FIELDS: dict[str, Promise | str] = {
    "since": _MONTH,
    "until": _MONTH,
    "page": _("Tulis nomor halaman, mulai dari 1."),
    "size": _("Tulis angka dari 1 sampai 500."),
    "semester": _("Tulis semester seperti 2026-S1."),
}
ORDER = _("Bulan pertama (since) tidak boleh sesudah bulan terakhir (until).")
UNREADABLE = _("Isian ini tidak bisa dibaca.")
UNKNOWN = _("Isian ini tidak dikenal.")
