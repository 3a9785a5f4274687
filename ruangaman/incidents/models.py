"""The register: in the open only a code, when notices are due, and whether it is closed."""

from __future__ import annotations

import uuid

from django.db import models


class Incident(models.Model):
    """A confidentiality incident (insiden kerahasiaan). What it is stands in sealed items.

    Items are sealed to ``public``, whose seed each data protection officer has in a box. ``mark``
    is a keyed digest by which a swapped key is noticed. ``due_at``: 3 x 24 hours after it was
    found, empty once nobody is left to be told. ``closed_on`` is the first of the month after.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=9, unique=True)
    public = models.BinaryField(max_length=1248)
    mark = models.BinaryField(max_length=16)
    due_at = models.DateTimeField(null=True)
    closed_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the code."""
        return self.code


class IncidentBox(models.Model):
    """The seed of an incident, for one data protection officer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="boxes")
    recipient = models.ForeignKey(
        "people.RecipientKey", on_delete=models.PROTECT, related_name="incident_boxes"
    )
    sealed = models.BinaryField()

    class Meta:
        """One box for each officer."""

        constraints = [
            models.UniqueConstraint(fields=["recipient", "incident"], name="one_incident_box")
        ]


class IncidentItem(models.Model):
    """Something written about an incident: sealed, signed by an officer or by this server.

    ``id`` comes from the form, so that one sent twice stays one.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        """Items are read in the order written."""

        ordering = ["position", "id"]
