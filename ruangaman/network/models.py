"""Units and regions of the province."""

from __future__ import annotations

from django.db import models


class Region(models.Model):
    """A regency or city (kabupaten/kota), by its code of the Ministry of Home Affairs."""

    code = models.CharField(max_length=8, primary_key=True)
    kind = models.SlugField(max_length=20)
    name = models.CharField(max_length=120)
    capital = models.CharField(max_length=120)
    population = models.PositiveIntegerField()
    area_km2 = models.PositiveIntegerField()
    districts = models.PositiveSmallIntegerField()
    villages = models.PositiveSmallIntegerField()
    capital_mark = models.CharField(max_length=3, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    verified_by = models.CharField(max_length=200, blank=True)
    verified_on = models.DateField(null=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


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
