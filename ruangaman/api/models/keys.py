"""Keys of partners' programs, and how often each was used."""

from __future__ import annotations

import uuid

from django.db import models


class Key(models.Model):
    """The key of a program of a partner (kunci API). The key itself is kept nowhere.

    ``digest`` is a keyed hash of it, ``scopes`` are words of ``api.scopes``, ``expires`` is its
    last day. ``minute`` is the last minute in which it asked, counted from 1970, and ``taken``
    how often it asked in that minute: the same row for every process.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey("oversight.Partner", on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=80)
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField(default=list)
    made_on = models.DateField()
    expires = models.DateField()
    revoked_on = models.DateField(null=True)
    last_used = models.DateField(null=True)
    minute = models.PositiveBigIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        """Return what it is for."""
        return self.label


class Call(models.Model):
    """How often a key asked for what, in an hour, and with which answer: no address, no words."""

    key = models.ForeignKey(Key, on_delete=models.CASCADE, related_name="calls")
    day = models.DateField()
    hour = models.PositiveSmallIntegerField()
    endpoint = models.CharField(max_length=40)
    status = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        """One row of a key, an hour, an endpoint and an answer."""

        constraints = [
            models.UniqueConstraint(
                fields=["key", "day", "hour", "endpoint", "status"], name="one_call_an_hour"
            )
        ]
        indexes = [models.Index(fields=["day"], name="call_day")]
