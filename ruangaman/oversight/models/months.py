"""Indicators and duties, month by month: of the province, and of each unit."""

from __future__ import annotations

from django.db import models


class Figure(models.Model):
    """An indicator of the province at the end of a month (or so far, in the running one).

    ``code`` is the indicator's ("C1"), ``month`` the first day. ``value`` is in the indicator's
    unit; ``numerator`` and ``denominator`` where it is a share. Without a value ``why`` says why
    (a word of ``oversight.reasons``). ``detail`` holds the parts of an indicator with several.
    """

    COMPUTED = ("value", "numerator", "denominator", "why", "detail", "computed_at")
    """What a month computed again may change."""

    code = models.CharField(max_length=4)
    month = models.DateField()
    value = models.FloatField(null=True)
    numerator = models.PositiveIntegerField(null=True)
    denominator = models.PositiveIntegerField(null=True)
    why = models.CharField(max_length=40, blank=True)
    detail = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    class Meta:
        """One value of an indicator a month."""

        constraints = [models.UniqueConstraint(fields=["code", "month"], name="one_figure_a_month")]


class UnitMonth(models.Model):
    """What holds for a unit in a month: indicators and duties, never anything about a report.

    ``values`` maps an indicator's code to a number or null, ``duties`` a duty's key to true,
    false or null (does not apply, or cannot be known; ``why`` then says why, by key or code).
    One row holds everything, so that a month of 3,000 units is 3,000 rows.
    """

    unit_code = models.SlugField(max_length=100)
    month = models.DateField()
    values = models.JSONField(default=dict)
    duties = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    class Meta:
        """One row of a unit a month."""

        constraints = [
            models.UniqueConstraint(fields=["unit_code", "month"], name="one_unit_month")
        ]
        indexes = [models.Index(fields=["month", "unit_code"], name="month_of_units")]
