"""The publication gate: a draft that two holders open, and releases that nobody changes."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """Figures of a semester on their way to a release (rancangan rilis); gone once it is released.

    ``document`` and ``report`` hold what may be published, and why cells are hidden: never a count
    that was not protected. ``mark`` is the server's keyed hash over both, so that nobody
    who writes into the database puts figures in front of those who release. ``incomplete``: some
    sealed lines opened with none of the keys that were given. ``revision`` grows with each change.
    """

    class State(models.TextChoices):
        """How far it is."""

        HALVES = "halves", _("Menunggu bagian kunci")
        WAITING = "waiting", _("Menunggu pekerja server")
        WORKING = "working", _("Sedang dihitung")
        FAILED = "failed", _("Berhenti karena kesalahan")
        READY = "ready", _("Siap diusulkan")
        PROPOSED = "proposed", _("Diusulkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    semester = models.CharField(max_length=7, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.HALVES)
    revision = models.PositiveIntegerField(default=0)
    begun_on = models.DateField()
    why = models.CharField(max_length=20, blank=True)
    incomplete = models.BooleanField(default=False)
    document = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    mark = models.BinaryField(max_length=32, default=b"")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_on = models.DateField(null=True)


class DraftHalf(models.Model):
    """A holder's half of the statistics key, sealed to the worker, until the draft is counted.

    ``given`` holds one seed, or two where she also typed an earlier half from paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="halves")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given = models.BinaryField()
    given_on = models.DateField()

    class Meta:
        """A holder gives once."""

        constraints = [
            models.UniqueConstraint(fields=["draft", "holder"], name="one_half_of_draft")
        ]


class OpeningKey(models.Model):
    """The key to which holders give their halves: its seed is in the worker's memory store alone.

    ``proof`` is a keyed hash under the server's secret: a key that somebody wrote into the
    database gets no half.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    public = models.BinaryField(max_length=1248)
    proof = models.BinaryField(max_length=32)


class Release(models.Model):
    """Figures of a semester as they were released (rilis): append-only, triggers refuse the rest.

    ``sequence`` counts releases. ``document`` is the text that was signed (RFC 8785, the shape is
    in docs/releases.md), ``signature`` Ed25519 over its bytes by ``public``. ``report`` says what
    was hidden and why. A semester is released once.
    """

    sequence = models.PositiveIntegerField(primary_key=True)
    semester = models.CharField(max_length=7, unique=True)
    released_on = models.DateField()
    document = models.TextField()
    signature = models.BinaryField(max_length=64)
    public = models.BinaryField(max_length=32)
    report = models.JSONField(default=dict)
    proposed_by = models.UUIDField()
    released_by = models.UUIDField()

    class Meta:
        """The newest semester comes first."""

        ordering = ["-sequence"]
