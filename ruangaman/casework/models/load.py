"""How much a worker says she carries, and that she leaves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerLoad(models.Model):
    """What a case worker says of her own load (beban kerja), and when she leaves her team.

    Her own word: nothing is counted, and no case is named (docs/adr/0041). ``handed_on``: the day
    on which she said that all her cases are handed over.
    """

    class Band(models.TextChoices):
        """Bands, not numbers: a number of cases is shown nowhere."""

        LIGHT = "ringan", _("Ringan: saya bisa menerima lagi")
        MIDDLE = "sedang", _("Sedang: cukup")
        FULL = "penuh", _("Penuh: jangan tambah dulu")

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, primary_key=True)
    band = models.CharField(max_length=10, choices=Band.choices, blank=True)
    said_on = models.DateField(null=True)
    leaves_on = models.DateField(null=True)
    handed_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return whose word it is."""
        return str(self.user)
