"""Lists of participants that somebody is about to import."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterDraft(models.Model):
    """A list on its way in (daftar yang diimpor): uploaded, looked at, then recorded or forgotten.

    ``sealed`` holds all of it - the file, then its rows, what was chosen, at last what came of
    it - bound to this row and to ``asked_by``. ``lines`` counts rows. It is kept for a day.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        READING = "reading", _("Sedang dibaca")
        REFUSED = "refused", _("Tidak dapat dibaca")
        READ = "read", _("Siap diperiksa")
        CONFIRMED = "confirmed", _("Menunggu dicatat")
        WRITING = "writing", _("Sedang dicatat")
        DONE = "done", _("Sudah dicatat")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    asked_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    sealed = models.BinaryField()
    lines = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)
