"""Surveys: what is asked, of whom, when; and whose two keys open the answers."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Survey(models.Model):
    """An anonymous survey (survei). ``definition`` is frozen when it opens.

    ``definition`` has the shape that ``lib.questionnaire`` reads: sections of items, each with a
    key, a kind, texts in two languages. ``measures`` says which indicator it gives ("A1", "A2").
    ``crosswise`` items stay off until ``ethics_body``, ``ethics_reference`` and ``ethics_on`` are
    recorded and the helper says that the sample is large enough. ``public_key`` is the survey's
    own; its secret exists only in two halves, each sealed to a holder, until the closing destroys
    them. ``revision`` grows with every change.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draf")
        OPEN = "open", _("Dibuka")
        CLOSING = "closing", _("Sedang ditutup")
        CLOSED = "closed", _("Ditutup")
        CANCELLED = "cancelled", _("Dibatalkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.SlugField(max_length=80, blank=True)
    measures = models.CharField(max_length=4, blank=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    definition = models.JSONField(default=dict)
    opens_on = models.DateField(null=True)
    closes_on = models.DateField(null=True)
    crosswise = models.BooleanField(default=False)
    ethics_body = models.CharField(max_length=200, blank=True)
    ethics_reference = models.CharField(max_length=100, blank=True)
    ethics_on = models.DateField(null=True)
    public_key = models.BinaryField(max_length=2048, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)


class Stratum(models.Model):
    """A part of the staff that is drawn and counted by itself (strata).

    ``staff`` is how many work there, ``drawn`` how many were given a slip or a link; both make the
    design weight. ``unit_codes`` are the units in it; a stratum of fewer than 200 staff is joined
    to another before the survey opens.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="strata")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit_codes = models.JSONField(default=list)
    staff = models.PositiveIntegerField()
    drawn = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(null=True)

    class Meta:
        """Strata of a survey have an order."""

        constraints = [
            models.UniqueConstraint(fields=["survey", "position"], name="one_stratum_place")
        ]


class Half(models.Model):
    """A half of a survey's secret, sealed to one of its two holders (pemegang kunci)."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="halves")
    holder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(max_length=4096, blank=True)
    given = models.BinaryField(max_length=4096, blank=True)
    given_on = models.DateField(null=True)

    class Meta:
        """A holder holds one half of a survey."""

        constraints = [
            models.UniqueConstraint(fields=["survey", "holder"], name="one_half_a_holder")
        ]


class Result(models.Model):
    """The answers of one person in a closed survey (jawaban): in random order, of nobody.

    Written once, in one transaction, at the closing. ``answers`` are the chosen codes by the key
    of the item.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="results")
    stratum = models.PositiveSmallIntegerField()
    answers = models.JSONField()
