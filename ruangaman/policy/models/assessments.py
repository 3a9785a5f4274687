"""The yearly self-assessment of a unit, and the actions that come from its gaps."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Assessment(models.Model):
    """A unit's self-assessment of a year (penilaian mandiri), after MOS-PSEA's eight standards.

    ``reason`` is what the coordinator wrote when she returned it. ``revision`` grows with every
    change to any of its answers.
    """

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Dikirim")
        RETURNED = "returned", _("Dikembalikan")
        VERIFIED = "verified", _("Diverifikasi")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100)
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(max_length=1000, blank=True)
    submitted_on = models.DateField(null=True)
    verified_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """A unit assesses itself once a year."""

        constraints = [
            models.UniqueConstraint(fields=["unit_code", "year"], name="one_assessment_a_year")
        ]


class Answer(models.Model):
    """The answer at one standard: of the eight (``score`` 0 to 2), or of the second view (``met``).

    ``digest`` are the words of the pack that were read. ``found`` (or ``found_met``) is what the
    coordinator found instead, with ``reason``; it counts once the assessment is verified.
    ``revision`` grows with every change, so that the second of two editors is told.
    """

    class View(models.TextChoices):
        """Which of the two readings."""

        STANDARD = "standard", _("Delapan standar")
        CAPACITY = "capacity", _("Kapasitas mitra")

    class Met(models.TextChoices):
        """Whether a standard of the second view is met."""

        MET = "met", _("Terpenuhi")
        NOT_MET = "not_met", _("Belum terpenuhi")
        NOT_APPLICABLE = "na", pgettext_lazy("standar", "Tidak berlaku")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    view = models.CharField(max_length=8, choices=View.choices)
    key = models.SlugField(max_length=80)
    digest = models.CharField(max_length=64, blank=True)
    score = models.PositiveSmallIntegerField(null=True)
    met = models.CharField(max_length=8, choices=Met.choices, blank=True)
    note = models.CharField(max_length=1000, blank=True)
    found = models.PositiveSmallIntegerField(null=True)
    found_met = models.CharField(max_length=8, choices=Met.choices, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """One answer for each standard; a score is 0, 1 or 2; sums read the index alone."""

        indexes = [
            models.Index(
                fields=["assessment", "view", "key", "found", "score"], name="policy_answer_sums"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "view", "key"], name="one_answer_a_standard"
            ),
            models.CheckConstraint(
                condition=models.Q(score=None) | models.Q(score__lte=2), name="score_to_two"
            ),
        ]


class Action(models.Model):
    """Something a unit will do about a gap (aksi): what, who, by when; done with evidence.

    ``view`` and ``standard`` are where the gap was found, empty for what came from elsewhere.
    ``proposal`` names what proposed it to the province (``selectors.province_gaps``).
    ``who`` is a position, not a person. ``note`` is what was done, or why it was dropped. A
    carried one goes on in the plan of a later year, where ``carried_from`` points back to it.
    """

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("Berjalan")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Dihentikan")
        CARRIED = "carried", _("Dilanjutkan tahun berikutnya")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100, blank=True)
    year = models.PositiveSmallIntegerField()
    view = models.CharField(max_length=8, choices=Answer.View.choices, blank=True)
    standard = models.SlugField(max_length=80, blank=True)
    proposal = models.SlugField(max_length=100, blank=True)
    what = models.CharField(max_length=500)
    who = models.CharField(max_length=120)
    due = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    done_on = models.DateField(null=True)
    note = models.CharField(max_length=1000, blank=True)
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        """Found by unit and year; an action is carried on once."""

        constraints = [
            models.UniqueConstraint(
                fields=["carried_from"],
                condition=models.Q(carried_from__isnull=False),
                name="carried_once",
            ),
            models.UniqueConstraint(
                fields=["unit_code", "year", "proposal"],
                condition=~models.Q(proposal=""),
                name="one_action_a_proposal",
            ),
        ]
        indexes = [models.Index(fields=["unit_code", "year", "state"], name="policy_action_unit")]


class Dismissal(models.Model):
    """A proposal that the province does not take into its plan of a year (usulan diabaikan).

    ``proposal`` as in ``Action``. Taken back, the row is gone and the gap proposes again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    proposal = models.SlugField(max_length=100)
    reason = models.CharField(max_length=1000)
    dismissed_on = models.DateField()
    dismissed_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Once a year."""

        constraints = [
            models.UniqueConstraint(fields=["year", "proposal"], name="one_dismissal_a_year")
        ]
