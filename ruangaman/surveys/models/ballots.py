"""The ballot box: who may answer once, and sealed answers until the closing destroys both.

No row here knows a person, a device, a day or an hour. Neither table has a foreign key in the
database: each answer would lock the row of its survey.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Token(models.Model):
    """A right to answer once (hak jawab), on a slip or a link, found by a keyed hash.

    It knows its stratum and whether it is spent. ``receipt`` is a hash of a random value of the
    form that spent it, so that the same form sent twice is told so; the night takes it away, and
    writes the rows of the day anew in an order that says nothing (``services.mixing``).
    """

    class State(models.IntegerChoices):
        """Whether it is spent, and since the last night or before."""

        FREE = 0
        FRESH = 1
        SPENT = 2

    index = models.BinaryField(primary_key=True, max_length=16)
    survey = models.ForeignKey(
        "surveys.Survey", on_delete=models.CASCADE, related_name="tokens", db_constraint=False
    )
    stratum = models.PositiveSmallIntegerField()
    state = models.PositiveSmallIntegerField(choices=State.choices, default=State.FREE)
    receipt = models.BinaryField(max_length=16, blank=True)


class Ballot(models.Model):
    """A sealed answer (jawaban tersegel): one size for all, opened only at the closing.

    ``fresh``: given since the last night, and not yet written anew among the others of its day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(
        "surveys.Survey", on_delete=models.CASCADE, related_name="ballots", db_constraint=False
    )
    sealed = models.BinaryField(max_length=4096)
    fresh = models.BooleanField(default=True)


class Bundle(models.Model):
    """Slips or links of a stratum made at once (bundel): printed by the worker, gone after a day.

    ``sealed`` holds the key of the file. The codes stand in that file and nowhere else.
    """

    class Kind(models.TextChoices):
        """What is made."""

        SLIPS = "slips", _("Lembar slip (PDF)")
        LINKS = "links", _("Daftar tautan (XLSX)")

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        MAKING = "making", _("Sedang dibuat")
        READY = "ready", _("Siap diunduh")
        GONE = "gone", _("Tidak disimpan lagi")
        FAILED = "failed", _("Gagal")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey("surveys.Survey", on_delete=models.CASCADE, related_name="bundles")
    stratum = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind.choices)
    count = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    place = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    sealed = models.BinaryField(max_length=200, blank=True)
    touched_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Bundles of a stratum are numbered."""

        constraints = [
            models.UniqueConstraint(
                fields=["survey", "stratum", "number"], name="one_bundle_number"
            )
        ]


class Closing(models.Model):
    """A closing at work or waiting for the worker (penutupan); gone when it is done."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("Menunggu")
        OPENING = "opening", _("Jawaban dibuka")
        WRITING = "writing", _("Hasil ditulis")
        FAILED = "failed", _("Gagal")

    survey = models.OneToOneField(
        "surveys.Survey", primary_key=True, on_delete=models.CASCADE, related_name="closing"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)


class WorkerKey(models.Model):
    """The key to which holders give their halves: its seed is in the worker's memory store alone.

    ``proof`` is a keyed hash under the server's secret: a key that somebody wrote into the database
    gets no half.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    public = models.BinaryField(max_length=1248)
    proof = models.BinaryField(max_length=32)
