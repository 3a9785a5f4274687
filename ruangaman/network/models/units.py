"""Units of the government, their names over time, and how they became one another."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.Model):
    """A unit of the government (perangkat daerah), with its history of names.

    A renamed unit gets a new row; the old one keeps its ``valid_to``, the last day on which it
    held. ``valid_from`` is empty where the day is not known. ``search`` is the folded
    text that ``unit_search`` looks in. ``team`` is the unit's focal-point team.

    ``parent`` is the code of the unit above it, empty at the top; ``region`` the Kemendagri code
    of the regency or city where it sits, empty for the province's own. ``local`` units were
    entered here and outlive a new version of the pack. ``personnel`` counts everybody who works
    there, on whatever contract (indicator C5).
    """

    code = models.SlugField(max_length=100)
    kind = models.SlugField(max_length=30)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    search = models.CharField(max_length=600)
    parent = models.SlugField(max_length=100, blank=True)
    region = models.CharField(max_length=8, blank=True)
    local = models.BooleanField(default=False)
    personnel = models.PositiveIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)
    team = models.ForeignKey(
        "people.Team", on_delete=models.PROTECT, null=True, related_name="units"
    )

    class Meta:
        """At most one row of a unit is in force."""

        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to=None), name="one_unit_in_force"
            )
        ]
        indexes = [
            models.Index(fields=["parent"], name="unit_parent"),
            models.Index(fields=["region", "kind"], name="unit_region_kind"),
        ]

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class UnitChange(models.Model):
    """Why units changed (perubahan perangkat daerah): a merger, a split, a new name, an end.

    ``undo`` holds what the change wrote, in order: ``{"row": pk, "was": values}``, the values of
    the fields before, or None for a row that it made. It is what cancelling a planned change goes
    by; a cancelled one stays on record with its reason.
    """

    class Kind(models.TextChoices):
        """What happened."""

        OPENED = "opened", _("Dibentuk")
        RENAMED = "renamed", _("Berganti nama")
        MOVED = "moved", _("Pindah induk")
        MERGED = "merged", _("Digabung")
        SPLIT = "split", _("Dipecah")
        CLOSED = "closed", _("Dihapus")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    day = models.DateField()
    legal_basis = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    undo = models.JSONField(default=list)
    cancelled_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=500, blank=True)


class UnitChangeSide(models.Model):
    """A unit on one side of a change: it was there before, or it is there after."""

    change = models.ForeignKey(UnitChange, on_delete=models.CASCADE, related_name="sides")
    code = models.SlugField(max_length=100)
    name = models.CharField(max_length=200)
    after = models.BooleanField()

    class Meta:
        """A unit stands once on a side."""

        constraints = [
            models.UniqueConstraint(fields=["change", "code", "after"], name="one_side_of_change")
        ]
        indexes = [models.Index(fields=["code"], name="unit_change_code")]
