"""People of the network: who they are, where they served, and when they are away."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Person(models.Model):
    """Somebody of the network (orang jejaring): trained, proposed or appointed.

    ``nip``, ``phone`` and ``email`` are sealed under a key outside the database; ``nip_index`` is
    a keyed hash to find a number by, empty without one. ``office_phone`` and ``hours`` may be
    shown to everybody who looks for a focal point, the name only if ``name_public``.
    ``rank`` is a code of the pack's ranks. ``certified_until`` is the last day of the newest
    certificate, written by training. ``version`` grows with every change, so that the second of
    two editors is told.
    """

    class Kind(models.TextChoices):
        """On what terms somebody works; whoever is here to learn never serves."""

        PNS = "pns", _("PNS")
        PPPK = "pppk", _("PPPK")
        OTHER = "other", _("Non-ASN")
        INTERN = "intern", _("Magang")

    class Sex(models.TextChoices):
        """Optional; only for pairs of both and their share."""

        UNSAID = "", _("Tidak dicatat")
        FEMALE = "f", _("Perempuan")
        MALE = "m", _("Laki-laki")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="person"
    )
    name = models.CharField(max_length=120)
    search = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PNS)
    rank = models.SlugField(max_length=20, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    nip = models.BinaryField(max_length=128, default=bytes)
    nip_index = models.BinaryField(max_length=32, default=bytes)
    phone = models.BinaryField(max_length=256, default=bytes)
    email = models.BinaryField(max_length=512, default=bytes)
    office_phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    name_public = models.BooleanField(default=False)
    trained_on = models.DateField(null=True)
    certified_until = models.DateField(null=True)
    certificate = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """A number belongs to one person."""

        constraints = [
            models.UniqueConstraint(
                fields=["nip_index"], condition=~models.Q(nip_index=b""), name="one_person_a_nip"
            )
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Placement(models.Model):
    """Where a person serves, from when to when (penempatan); without ``last`` it is now.

    ``leads`` says head of the unit, ``commands`` a disciplinary or command role over many: neither
    may be a focal point.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="placements")
    unit_code = models.SlugField(max_length=100)
    position = models.CharField(max_length=200, blank=True)
    leads = models.BooleanField(default=False)
    commands = models.BooleanField(default=False)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        """A person has one place at a time."""

        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(last=None), name="one_present_place"
            )
        ]
        indexes = [models.Index(fields=["unit_code", "last"], name="placement_unit")]


class Leave(models.Model):
    """Days on which a focal point is away (cuti), both ends among them; no reason is kept.

    ``deputy`` stands in for these days (pelaksana selama cuti) and receives only if ready herself.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="leaves")
    deputy = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, related_name="deputising"
    )
    first = models.DateField()
    last = models.DateField()
    recorded_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )


class LeaveProposal(models.Model):
    """Days away that a head of unit says of somebody (usulan cuti): without effect until answered.

    She herself or a coordinator answers, never who proposed. A newer one takes its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="leave_proposal")
    deputy = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    first = models.DateField()
    last = models.DateField()
    proposed_by = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
