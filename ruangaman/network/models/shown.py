"""What the public may see of a focal point, copied out of the network for the public surface."""

from __future__ import annotations

from django.db import models


class ShownFocalPoint(models.Model):
    """A focal point as everybody who looks for one sees her (fokal point yang ditampilkan).

    The public account of the database reads this and no decree, person or leave. Written by
    ``services.receiving`` only. ``name`` is empty unless she agreed; ``until`` is the last day on
    which she is ready as things stand, compared whenever it is read.
    """

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    unit_code = models.SlugField(max_length=100)
    role = models.CharField(max_length=10)
    position = models.CharField(max_length=200, blank=True)
    office_phone = models.CharField(max_length=40, blank=True)
    hours = models.CharField(max_length=120, blank=True)
    name = models.CharField(max_length=120, blank=True)
    until = models.DateField()

    class Meta:
        """A person is shown once in a unit."""

        constraints = [
            models.UniqueConstraint(fields=["user", "unit_code"], name="shown_once_in_unit")
        ]
        indexes = [models.Index(fields=["unit_code", "until"], name="shown_unit_until")]
