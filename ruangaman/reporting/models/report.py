"""A sealed report: in the open stand only number, team, state, due day and unread."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A report or a consultation (laporan, pertanyaan); which of the two is sealed too.

    ``lookup`` and ``reporter`` come from the code; ``answers`` is a keyed digest of what was
    sent, so that a repeated send is recognised. ``ledger`` is sealed to the reporter alone: exact
    time received, consents, who was allowed what. ``shred`` is the id of the key in the shred
    store that covers everything sealed to a person. ``closed_on`` is the first of the month after
    it was concluded or withdrawn: retention counts from there. ``recovery_box`` is of one size for
    everybody and holds nothing for whoever refuses the recovery key.
    """

    class State(models.TextChoices):
        """ISO 37002:2021 section 8: receive, assess, address, conclude."""

        RECEIVED = "received", _("Baru")
        ACKNOWLEDGED = "acknowledged", _("Sudah dijawab")
        ASSESSED = "assessed", _("Sudah dinilai")
        SUPPORTED = "supported", _("Didampingi")
        CONCLUDED = "concluded", _("Selesai")
        WITHDRAWN = "withdrawn", _("Ditarik")

    OPEN = (State.RECEIVED, State.ACKNOWLEDGED, State.ASSESSED, State.SUPPORTED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8, unique=True)
    lookup = models.BinaryField(max_length=16, unique=True)
    shred = models.BinaryField(max_length=16, unique=True)
    reporter = models.BinaryField(max_length=1248)
    answers = models.BinaryField(max_length=32)
    epoch = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    unread = models.BooleanField(default=True)
    reporter_box = models.BinaryField()
    ledger = models.BinaryField()
    recovery_box = models.BinaryField(default=bytes)
    teams: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "people.Team", related_name="reports"
    )

    class Meta:
        """The desk reads open reports by due day, and those of one state."""

        indexes = [
            models.Index(fields=["due_on", "number"], name="report_by_due_day"),
            models.Index(fields=["state", "due_on", "number"], name="report_by_state_and_day"),
            models.Index(fields=["closed_on", "number"], name="report_by_end"),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return self.number


class PartKey(models.Model):
    """The public key of a part in an epoch; ``previous`` is the seed before, sealed to this key."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="part_keys")
    part = models.CharField(max_length=10)
    epoch = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=1248)
    previous = models.BinaryField(default=bytes)

    class Meta:
        """One key for each part and epoch."""

        constraints = [
            models.UniqueConstraint(fields=["report", "part", "epoch"], name="one_part_key")
        ]


class Box(models.Model):
    """The seeds one receiver may use, of equal size for everyone (kotak).

    ``ended_on``: the day on which it was emptied because its holder is no focal point any more, or
    stepped aside from this report because she knows somebody in it.
    ``answered``: the reporter knows that its holder stopped and has chosen who reads instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="boxes")
    recipient = models.ForeignKey(
        "people.RecipientKey", on_delete=models.PROTECT, related_name="boxes"
    )
    sealed = models.BinaryField()
    ended_on = models.DateField(null=True)
    answered = models.BooleanField(default=False)

    class Meta:
        """One box for each receiver of a report; those that ended without an answer are few."""

        constraints = [models.UniqueConstraint(fields=["recipient", "report"], name="one_box")]
        indexes = [
            models.Index(
                fields=["ended_on"],
                condition=models.Q(ended_on__isnull=False, answered=False),
                name="box_ended_unanswered",
            )
        ]


class Item(models.Model):
    """Something written into a part: answers, a message, a decision. Sealed and signed.

    ``id`` comes from the form's random value, so a repeated send stays one item.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="items")
    part = models.CharField(max_length=10)
    epoch = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        """Items are read in the order written."""

        ordering = ["position", "id"]


class File(models.Model):
    """That sealed bytes lie in the storage under this id. What they are stands in a sealed item.

    ``size`` is what lies there, in steps. ``waits_until``: sent with no message yet, and swept
    after that moment; empty once a message names it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    size = models.PositiveIntegerField()
    waits_until = models.DateTimeField(null=True, db_index=True)

    @property
    def place(self) -> str:
        """Where the bytes lie in the storage."""
        return f"{self.id.hex[:2]}/{self.id.hex}"


class Opening(models.Model):
    """That someone opened the report, sealed to the reporter: role, team, part, day.

    ``tag`` is a keyed digest that keeps a second opening on the same day from adding a row.
    """

    tag = models.BinaryField(primary_key=True, max_length=16)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="openings")
    sealed = models.BinaryField()


class ReaderRequest(models.Model):
    """A wish for another reader, sealed to the reporter, who alone can say yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reader_requests")
    sealed = models.BinaryField()
