"""A contact record: in the open stand only a random token, the state and two rounded days."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """What somebody at a desk notes of a person who came or phoned (catatan kontak).

    ``sealed`` is the minimum data set (domain 2.3), sealed to its author alone and covered under
    the key ``shred``. ``holder`` is a tag that only the author's seed yields, another one for each
    month of ``keep_until``: no row says whose it is, nor how many one person has. ``due_on`` is the
    Monday of the week in which to ask again. On ``keep_until``, the first of a month, it goes.
    """

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Berjalan")
        HANDED = "handed", _("Diserahkan")
        CLOSED = "closed", _("Selesai")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=9, unique=True)
    holder = models.BinaryField(max_length=16)
    shred = models.BinaryField(max_length=16, unique=True)
    state = models.CharField(max_length=10, choices=State.choices)
    due_on = models.DateField(null=True)
    keep_until = models.DateField(db_index=True)
    sealed = models.BinaryField()

    class Meta:
        """Its author finds hers by the tag."""

        indexes = [models.Index(fields=["holder"], name="contact_by_holder")]

    def __str__(self) -> str:
        """Return the token."""
        return self.token
