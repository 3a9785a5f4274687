"""What people did beside events: self-study, observed role-plays, evaluation forms."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models.events import Event


class Study(models.Model):
    """A module that somebody worked through alone (belajar mandiri), and its hours (JP)."""

    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="studies")
    module = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    jp = models.PositiveSmallIntegerField()
    finished_on = models.DateField()

    class Meta:
        """A module of one version counts once."""

        constraints = [
            models.UniqueConstraint(fields=["person", "module", "version"], name="one_study")
        ]


class StudyStep(models.Model):
    """A page that was read or a question answered rightly (langkah belajar), until all are done.

    Wrong answers are kept nowhere. When the module is worked through these rows go, and ``Study``
    says so.
    """

    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    module = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    step = models.SlugField(max_length=80)

    class Meta:
        """A step is done once."""

        constraints = [
            models.UniqueConstraint(
                fields=["person", "module", "version", "step"], name="one_study_step"
            )
        ]


class RolePlay(models.Model):
    """A live role-play as one observer saw it (bermain peran), by the checklist.

    ``shown`` are keys of behaviours, ``errors`` of critical errors. ``checklist`` is the digest of
    the checklist used. ``dialogue`` names the conversation that was played. Several people may
    observe one play: the same person, conversation, day and ``attempt``. ``passed`` says that all
    of them saw it passed; it is computed, and the same in all their rows. The observer corrects a
    row on the day it was recorded; ``version`` tells the second of two pages.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")
    dialogue = models.SlugField(max_length=80, blank=True)
    attempt = models.PositiveSmallIntegerField(default=1)
    checklist = models.CharField(max_length=64, blank=True)
    shown = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    passed = models.BooleanField()
    observed_on = models.DateField()
    observer = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """An observer sees a play once; newest first."""

        ordering = ["-observed_on", "-recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "dialogue", "observed_on", "attempt", "observer"],
                name="one_observation",
            )
        ]


class ObserverTask(models.Model):
    """A trainer asked to observe somebody outside an event (tugas mengamati).

    ``role_play`` is what was entered for it; empty: still to do.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")
    observer = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    named_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    named_at = models.DateTimeField(auto_now_add=True)
    role_play = models.OneToOneField(
        RolePlay, on_delete=models.SET_NULL, null=True, related_name="task"
    )

    class Meta:
        """What is still to do first; nobody is asked twice for the same."""

        ordering = ["-named_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "observer"],
                condition=models.Q(role_play=None),
                name="one_open_task",
            )
        ]


class Evaluation(models.Model):
    """A filled evaluation form (evaluasi): of an event, of nobody; without time, random key."""

    class Moment(models.TextChoices):
        """When the form was asked for."""

        AFTER = "after", _("Setelah acara")
        LATER = "three-months", _("Tiga bulan kemudian")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="evaluations")
    moment = models.CharField(max_length=12, choices=Moment.choices)
    answers = models.JSONField()
