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
    them. ``shred`` names the shred key that covers the halves: when it is destroyed, no copy of
    them opens either. ``returned``: answers up to last night, rounded down to ten. From the closing
    on, ``spent`` is how many rights to answer were used, ``unreadable`` how many answers did not
    open.
    ``revision`` grows with every change.
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
    shred = models.BinaryField(max_length=16, blank=True)
    returned = models.PositiveIntegerField(default=0)
    spent = models.PositiveIntegerField(null=True)
    unreadable = models.PositiveIntegerField(default=0)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)


class Stratum(models.Model):
    """A part of the staff that is drawn and counted by itself (strata).

    ``staff`` is how many work there, ``drawn`` how many were given a slip or a link; both make the
    design weight. ``made`` counts slips and links made, those given back unused among them.
    ``unit_codes`` are the units in it; a stratum of fewer than 200 staff is joined to another
    before the survey opens.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="strata")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    unit_codes = models.JSONField(default=list)
    staff = models.PositiveIntegerField()
    made = models.PositiveIntegerField(default=0)
    drawn = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(null=True)

    class Meta:
        """Strata of a survey have an order."""

        constraints = [
            models.UniqueConstraint(fields=["survey", "position"], name="one_stratum_place")
        ]


class Half(models.Model):
    """A half of a survey's secret, sealed to one of its two holders (pemegang kunci).

    ``recipient`` is the key it is sealed to. ``given`` is the same half for the worker's key, from
    the moment she gives it until the closing is done. Both are covered under the shred key.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="halves")
    holder = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    recipient = models.UUIDField(null=True)
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
    of the item. Millions are written at once: the database looks up no foreign key for each.
    """

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="results", db_constraint=False
    )
    stratum = models.PositiveSmallIntegerField()
    answers = models.JSONField()


class Tally(models.Model):
    """How often a code was chosen in a stratum of a closed survey: what results are computed from.

    Written with the results, so that pages need not read millions of them. Whoever left an item
    out stands in no tally of it; ``Stratum.answered`` counts all.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="tallies")
    stratum = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=80)
    code = models.CharField(max_length=40)
    count = models.PositiveIntegerField()

    class Meta:
        """Each code of an item is counted once in a stratum."""

        constraints = [
            models.UniqueConstraint(
                fields=["survey", "stratum", "item", "code"], name="one_tally_a_code"
            )
        ]
