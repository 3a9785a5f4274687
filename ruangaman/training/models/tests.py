"""Written tests: papers of an event, sittings of people, and their answers."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models.content import Content
from ruangaman.training.models.events import Event, Participant


class Paper(models.Model):
    """A test of an event (tes): before, after, or three months later; when it is open, how long.

    ``gates`` says whether all items were reviewed when the first person began (before that: when
    it was last set), so that it may decide about a certificate; in demo mode it always may. What
    decides about one person is ``Sitting.gates``. ``version`` grows with every change.
    """

    class Kind(models.TextChoices):
        """When in a course the test is."""

        PRE = "pre", _("Tes awal")
        POST = "post", _("Tes akhir")
        FOLLOW_UP = "follow_up", _("Tes lanjutan 3 bulan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=40)
    gates = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """One of each kind at an event."""

        constraints = [models.UniqueConstraint(fields=["event", "kind"], name="one_paper")]


class Sitting(models.Model):
    """A person's test (pengerjaan tes): private to the person and the trainers of the event.

    ``form`` is ``A`` or ``B``; ``order`` holds, as shuffled, the id of each item (``Content``) and
    the keys of its choices. ``due_at`` ends the time, extra minutes among it. After ``ended_at``
    nothing changes: ``right`` of ``total``, ``missed`` names the must-pass subjects that were
    answered wrongly, ``passed`` says whether the mark in force then was reached without one.
    ``attempt`` is 2 for whoever sits the test after a course once more. ``gates`` says whether all
    its items were reviewed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="sittings")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="sittings")
    form = models.CharField(max_length=1)
    attempt = models.PositiveSmallIntegerField(default=1)
    gates = models.BooleanField(default=False)
    order = models.JSONField()
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    right = models.PositiveSmallIntegerField(null=True)
    total = models.PositiveSmallIntegerField(default=0)
    missed = models.JSONField(default=list)
    passed = models.BooleanField(null=True)

    class Meta:
        """One row for each attempt of a person."""

        constraints = [
            models.UniqueConstraint(
                fields=["paper", "participant", "attempt"], name="one_sitting_an_attempt"
            )
        ]


class Answer(models.Model):
    """What was chosen for one item (jawaban), saved with each page."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    choice = models.SlugField(max_length=10)
    saved_at = models.DateTimeField()

    class Meta:
        """An item has one answer in a sitting."""

        constraints = [models.UniqueConstraint(fields=["sitting", "item"], name="one_answer")]
