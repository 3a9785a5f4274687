"""The induction for all staff: links of units, and how many came to its end."""

from __future__ import annotations

from django.db import models


class InductionLink(models.Model):
    """A unit's link to the induction (tautan induksi): found by a keyed hash of its secret.

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
                fields=["unit_code"],
                condition=models.Q(ended_on=None),
                name="one_induction_link",
            )
        ]


class InductionCount(models.Model):
    """How many came to the end of the induction, for a unit and a month: a number, nobody."""

    unit_code = models.SlugField(max_length=100)
    month = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        """One number for a unit and a month."""

        constraints = [
            models.UniqueConstraint(fields=["unit_code", "month"], name="one_induction_count")
        ]


class InductionOnce(models.Model):
    """A one-time value that was counted: a hash of randomness, of nobody and no unit.

    So that a page sent twice counts once. Rows of earlier days go with the next one counted.
    """

    digest = models.BinaryField(max_length=32, unique=True)
    day = models.DateField()
