"""The annual management review: what was seen, what was said about it, what was decided."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """The management review of a year (tinjauan manajemen; ISO 37002, 9.3).

    While it is a draft its facts are computed each time; ``facts`` holds them from the closing on.
    ``chair`` and ``present`` are positions, not persons. ``revision`` grows with every change of
    the review, its notes and its decisions.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Disiapkan")
        CLOSED = "closed", _("Ditutup")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.DRAFT)
    held_on = models.DateField(null=True)
    chair = models.CharField(max_length=120, blank=True)
    present = models.CharField(max_length=1000, blank=True)
    facts = models.JSONField(default=dict)
    begun_on = models.DateField()
    closed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)


class ReviewNote(models.Model):
    """What the review says about a section of the pack's ``review.toml``."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notes")
    section = models.SlugField(max_length=80)
    text = models.CharField(max_length=3000)

    class Meta:
        """One for a section."""

        constraints = [
            models.UniqueConstraint(fields=["review", "section"], name="one_note_a_section")
        ]


class ReviewDecision(models.Model):
    """A decision of the review: what, who (a position), by when.

    At the closing each becomes an action of the province's plan, ``action``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    section = models.SlugField(max_length=80)
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=120)
    due = models.DateField()
    action = models.OneToOneField(
        "policy.Action", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        """In the order of their days."""

        ordering = ["due", "pk"]
