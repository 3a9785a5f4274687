"""Where help is: hotlines and services."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

REFUGE = "tempat_aman"
"""The need that a shelter serves."""

_IS_REFUGE = Q(needs__icontains=f'"{REFUGE}"')


class Hotline(models.Model):
    """A public number of help (saluran bantuan), national and sourced."""

    code = models.SlugField(max_length=60, primary_key=True)
    position = models.PositiveSmallIntegerField()
    label_id = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    kind = models.SlugField(max_length=20)
    display = models.CharField(max_length=40)
    dial = models.CharField(max_length=40)
    hours = models.CharField(max_length=120, blank=True)
    note_id = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)

    def __str__(self) -> str:
        """Return the number as people write it."""
        return self.display


class Service(models.Model):
    """A service people can be referred to (layanan rujukan). Never a shelter's address.

    ``needs`` are keys of needs (``aman``, ``dokter``, ...); ``regions`` are region codes or
    ``["*"]``; ``languages`` are codes or names, empty where not known. ``contact`` is a hotline's
    code for the kinds ``hotline`` and ``via``, an office address for ``address``, else empty;
    ``phone`` is the office's own public number. ``cost_asked_on`` is the day on which somebody
    asked the service what it costs.

    ``local`` rows were entered, changed or checked here: no pack overwrites them. ``pack_values``
    is what the pack last said of such a row, ``offered`` what it says since and nobody has
    decided about, both by field. ``version`` grows with every change.
    """

    code = models.SlugField(max_length=100, primary_key=True)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    needs = models.JSONField(default=list)
    level = models.SlugField(max_length=20)
    regions = models.JSONField(default=list)
    what_id = models.TextField()
    what_en = models.TextField()
    cost = models.CharField(max_length=200, blank=True)
    cost_asked_on = models.DateField(null=True)
    hours = models.CharField(max_length=200, blank=True)
    languages = models.JSONField(default=list)
    disability_access = models.CharField(max_length=200, blank=True)
    men = models.CharField(max_length=20, blank=True)
    children = models.CharField(max_length=20, blank=True)
    must_report = models.CharField(max_length=20, blank=True)
    contact_kind = models.CharField(max_length=20, blank=True)
    contact = models.TextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    active = models.BooleanField(default=True)
    local = models.BooleanField(default=False)
    pack_values = models.JSONField(default=dict)
    offered = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """A shelter is reached through somebody else: a hotline's code has no space in it."""

        constraints = [
            models.CheckConstraint(
                condition=~(_IS_REFUGE & (Q(contact_kind="address") | Q(contact__contains=" "))),
                name="no_address_of_a_shelter",
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class ServiceChange(models.Model):
    """What was done to a service (riwayat): append-only. ``fields`` are [name, before, after]."""

    class Kind(models.TextChoices):
        """What somebody did, or heard on the telephone."""

        ADDED = "added", _("Dicatat")
        CHANGED = "changed", _("Diubah")
        CONFIRMED = "confirmed", _("Ditelepon: isinya benar")
        UNREACHED = "unreached", _("Ditelepon: tidak tersambung")
        CLOSED = "closed", _("Ditelepon: sudah tutup")
        RETIRED = "retired", _("Tidak ditampilkan lagi")
        RESTORED = "restored", _("Ditampilkan lagi")
        TAKEN = "taken", _("Isi dari paket dipakai")
        REFUSED = "refused", _("Isi dari paket tidak dipakai")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    by = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    fields = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """The newest of a service are asked for."""

        indexes = [models.Index(fields=["service", "-at"], name="service_changes")]
