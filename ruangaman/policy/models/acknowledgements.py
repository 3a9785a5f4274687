"""Who has read and signed a unit's policy: by the unit's link, on paper, from a staff list."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.TextChoices):
    """On what footing somebody works in a unit."""

    CIVIL_SERVANT = "asn", _("PNS atau PPPK")
    HONORARY = "honorer", _("Honorer atau kontrak perorangan")
    INTERN = "intern", _("Magang, PKL atau relawan")
    CONTRACTOR = "contractor", _("Penyedia, kebersihan, pengemudi")
    GUARD = "guard", _("Petugas keamanan")
    OTHER = "other", _("Lainnya")


class PledgeLink(models.Model):
    """A unit's link to read and sign (tautan pernyataan): found by a keyed hash of its secret.

    ``sealed`` is the secret, to print it again.
    """

    unit_code = models.SlugField(max_length=100)
    token_index = models.BinaryField(max_length=32, unique=True)
    sealed = models.BinaryField(max_length=128)
    since = models.DateField(auto_now_add=True)
    ended_on = models.DateField(null=True)

    class Meta:
        """A unit has one link in force."""

        constraints = [
            models.UniqueConstraint(
                fields=["unit_code"], condition=models.Q(ended_on=None), name="one_pledge_link"
            )
        ]


class StaffMember(models.Model):
    """Somebody on a unit's staff list (daftar pegawai): the name sealed, found by a keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100)
    name_index = models.BinaryField(max_length=32)
    sealed = models.BinaryField(max_length=512)
    group = models.CharField(max_length=10, choices=Group.choices)
    since = models.DateField(auto_now_add=True)
    left_on = models.DateField(null=True)

    class Meta:
        """Found by unit, and within it by name."""

        indexes = [models.Index(fields=["unit_code", "name_index"], name="policy_staff_name")]


class Acknowledgement(models.Model):
    """Somebody read the policy of a unit and signed (pernyataan): the name sealed, the day open.

    ``documents`` are the ids of the versions that were read, ``digest`` the words of the summary.
    ``member`` is the entry of the staff list it was matched to. ``once`` makes a page that is sent
    twice count once.
    """

    class Way(models.TextChoices):
        """How it was signed."""

        LINK = "link", _("Lewat tautan")
        PAPER = "paper", _("Di kertas")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100)
    group = models.CharField(max_length=10, choices=Group.choices)
    member = models.ForeignKey(
        StaffMember, on_delete=models.SET_NULL, null=True, related_name="acknowledgements"
    )
    name_index = models.BinaryField(max_length=32)
    sealed = models.BinaryField(max_length=512)
    way = models.CharField(max_length=5, choices=Way.choices)
    documents = models.JSONField(default=list)
    digest = models.CharField(max_length=64)
    day = models.DateField()
    once = models.BinaryField(max_length=32, unique=True)

    class Meta:
        """Found by unit and day."""

        indexes = [models.Index(fields=["unit_code", "day"], name="policy_signed_unit")]
