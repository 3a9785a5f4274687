"""What a key of a partner's program may read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """One part of the API each; a key opens those that were ticked when it was made."""

    INDICATORS = "indicators", _("Indikator provinsi")
    COVERAGE = "coverage", _("Cakupan: jumlah unit menurut kesiapan")
    RELEASES = "releases", _("Statistik yang sudah dirilis")
    UNITS = "units", _("Daftar unit")
    FINDER = "finder", _("Fokal point seperti yang dilihat masyarakat")
    REPORTS = "reports", _("Laporan semester untuk mitra ini")
