"""What people did beside events: self-study, observed role-plays, evaluation forms."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models.events import Event


class Study(models.Model):
    """A module that somebody worked through alone (belajar mandiri), and its hours (JP)."""

    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="studies")
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

    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
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
    """A live role-play that somebody observed (bermain peran), by the checklist.

    ``shown`` are keys of behaviours, ``errors`` of critical errors. ``checklist`` is the digest of
    the checklist used. ``dialogue`` names the conversation that was played.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("network.Person", on_delete=models.CASCADE, related_name="+")
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, related_name="+")
    dialogue = models.SlugField(max_length=80, blank=True)
    checklist = models.CharField(max_length=64, blank=True)
    shown = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    passed = models.BooleanField()
    observed_on = models.DateField()
    observer = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )


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
