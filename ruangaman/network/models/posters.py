"""Sets of posters that somebody asked for."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class PosterSet(models.Model):
    """A ZIP of posters and cards (paket poster), made by the worker and kept for a day.

    ``choices`` are what was asked for: ``languages``, ``sizes``, ``units`` (codes, empty for all),
    ``contacts``. ``total`` and ``done`` count documents. ``place`` names the finished ZIP.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        MAKING = "making", _("Sedang dibuat")
        READY = "ready", _("Siap diunduh")
        FAILED = "failed", _("Gagal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    choices = models.JSONField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=80, blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
