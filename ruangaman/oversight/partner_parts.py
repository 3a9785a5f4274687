"""What an agreement may list: the parts of a report to a partner."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Part(models.TextChoices):
    """A part; each but the last holds the indicators of some groups of the pack."""

    READINESS = "readiness", _("Kesiapan jejaring dan layanan")
    TRAINING = "training", _("Pelatihan dan sosialisasi")
    POLICY = "policy", _("Kebijakan")
    AWARENESS = "awareness", _("Kesadaran dan budaya kerja")
    RELEASED = "released", _("Angka seputar laporan yang sudah dirilis")


GROUPS = {
    Part.READINESS: ("network", "services"),
    Part.TRAINING: ("training",),
    Part.POLICY: ("policy",),
    Part.AWARENESS: ("culture",),
}
"""Groups of indicators (``indicator_words.GROUPS``). Those seen in releases alone are in none."""
