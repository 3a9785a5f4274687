"""Organisations beside the province, what was agreed with them, and the reports they got."""

from __future__ import annotations

import uuid

from django.db import models


class Partner(models.Model):
    """An organisation that stands beside the province (mitra)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120, unique=True)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PartnerMember(models.Model):
    """An account with the role of a partner, and for which one it reads; for one at most."""

    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField("people.User", on_delete=models.CASCADE, related_name="+")


class Agreement(models.Model):
    """What a partner gets, and in which time (perjanjian kerja sama).

    ``parts`` are words of ``oversight.partner_parts``: a report holds these and nothing else.
    ``ended_on`` is the last day of one that was ended early. ``revision`` is counted up by
    each change.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=200)
    starts = models.DateField()
    ends = models.DateField()
    ended_on = models.DateField(null=True)
    parts = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        """The newest first."""

        ordering = ["-starts", "title", "pk"]


class PartnerReport(models.Model):
    """What a partner was told of a semester, as it was then (laporan semester).

    ``number`` counts the reports of an agreement about one semester: a correction is a new one,
    and the earlier ones stay. ``content`` is the whole report, of which every file is made.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="reports")
    semester = models.CharField(max_length=7)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    made_on = models.DateField()

    class Meta:
        """A number once; the newest first."""

        ordering = ["-semester", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "semester", "number"], name="one_report_of_number"
            )
        ]
