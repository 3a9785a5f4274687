"""Certificates, the keys that sign them, and the batches in which they are made."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models.events import Event


class IssuerKey(models.Model):
    """The public half of an Ed25519 key that signs certificates; its seed stands elsewhere."""

    public = models.BinaryField(max_length=32, unique=True)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True)


class Certificate(models.Model):
    """A certificate (sertifikat) of a person, with the signed Open Badges 3.0 credential.

    ``id`` is random and stands in the address of the public page. ``credential`` is the signed
    JSON as text, exactly as signed. ``jp`` are hours, ``hours`` those of each module as
    ``[module or null, jp]``; ``band`` is a band of the score. A certificate is valid from
    ``issued_on`` to ``valid_until`` unless ``revoked_on`` is set. ``displaced`` and
    ``displaced_until`` are what was recorded by hand of the person before, to give it back.
    """

    class Course(models.TextChoices):
        """What it certifies."""

        BASIC = "basic", _("Dasar")
        ADVANCED = "advanced", _("Lanjutan")

    class Reason(models.TextChoices):
        """Why a certificate was revoked."""

        MISTAKE = "mistake", _("Diterbitkan keliru")
        REPLACED = "replaced", _("Diganti sertifikat baru")
        GAP = "gap", _("Tidak bertugas lebih dari 12 bulan")
        CONDUCT = "conduct", _("Keputusan pembina")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, related_name="certificates"
    )
    name = models.CharField(max_length=120)
    course = models.CharField(max_length=10, choices=Course.choices)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="+")
    jp = models.PositiveSmallIntegerField()
    hours = models.JSONField(default=list)
    band = models.SlugField(max_length=20, blank=True)
    issued_on = models.DateField()
    valid_until = models.DateField()
    revoked_on = models.DateField(null=True)
    revoked_reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    renews = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.ForeignKey(IssuerKey, on_delete=models.PROTECT, related_name="+")
    credential = models.TextField()
    displaced = models.CharField(max_length=120, blank=True)
    displaced_until = models.DateField(null=True)
    issued_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Newest first; one of a course from an event for a person, unless revoked."""

        ordering = ["-issued_on", "number"]
        indexes = [
            models.Index(
                fields=["person", "revoked_on", "issued_on", "valid_until", "course"],
                name="certificate_needs",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "event", "course"],
                condition=models.Q(revoked_on=None) & models.Q(event__isnull=False),
                name="one_certificate_of_event",
            )
        ]

    def __str__(self) -> str:
        """Return the number."""
        return self.number


class Batch(models.Model):
    """Certificates of an event as one piece of work (penerbitan), done by the worker.

    ``refused`` lists ``[participant id, reasons]`` of those who get none. ``place`` names the ZIP
    of PDFs in ``language``, kept for a day as sealed bytes; ``sealed`` holds its key. Without
    ``issues`` it is only the ZIP of what was issued before.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        MAKING = "making", _("Sedang dibuat")
        READY = "ready", _("Selesai")
        FAILED = "failed", _("Gagal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="batches")
    asked_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    issues = models.BooleanField(default=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list)
    language = models.CharField(max_length=5, default="id")
    place = models.CharField(max_length=80, blank=True)
    size = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(max_length=256, default=bytes)
    asked_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True)

    class Meta:
        """An event has one piece of work that is not done."""

        constraints = [
            models.UniqueConstraint(
                fields=["event"],
                condition=models.Q(state__in=["waiting", "making"]),
                name="one_batch_at_work",
            )
        ]
