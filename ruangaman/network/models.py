"""Units of the province."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """A unit of the government (perangkat daerah), with its history of names.

    A renamed unit gets a new row; the old one keeps its ``valid_to``, the last day on which it
    held. ``valid_from`` is empty where the day is not known. ``search`` is the folded
    text that ``unit_search`` looks in. ``team`` is the unit's focal-point team.
    """

    code = models.SlugField(max_length=100)
    kind = models.SlugField(max_length=30)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80)
    search = models.CharField(max_length=600)
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

    def __str__(self) -> str:
        """Return the name."""
        return self.name
