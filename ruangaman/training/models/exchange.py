"""Supervision and exchange among focal points."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeerSession(models.Model):
    """A quarterly session among peers (sesi sejawat, supervisi).

    ``host`` leads it and ticks who came; an account, because only she or a planner may.
    ``version`` grows with every change, so that the second of two planners is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    host = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    jp = models.PositiveSmallIntegerField(default=3)
    cancelled = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        """Newest first."""

        ordering = ["-starts_at"]


class PeerAttendance(models.Model):
    """Somebody was at a session among peers; nothing of what was said is kept."""

    session = models.ForeignKey(PeerSession, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("network.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each session."""

        constraints = [
            models.UniqueConstraint(fields=["session", "person"], name="one_peer_attendance")
        ]


class Post(models.Model):
    """A question or an answer on the board of focal points (papan tanya), seen first.

    ``sealed`` is the text, under a key outside the database, because somebody may write what she
    should not. Nothing is shown before a moderator of UPTD PPA allowed it. A refused text is
    emptied at once; ``reason`` is what its author is told. No page says who wrote what, not even
    to the moderator; ``official`` marks an answer of UPTD PPA itself.
    """

    class State(models.TextChoices):
        """What the moderator said."""

        WAITING = "waiting", _("Menunggu moderator")
        SHOWN = "shown", _("Tampil")
        REFUSED = "refused", _("Tidak ditampilkan")

    class Reason(models.TextChoices):
        """Why a text is not shown."""

        CASE = "case", _("Memuat rincian kejadian")
        PERSON = "person", _("Orangnya bisa dikenali")
        OTHER = "other", _("Di luar topik papan ini")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="posts")
    author = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField(max_length=4096, default=bytes)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    reason = models.CharField(max_length=10, choices=Reason.choices, blank=True)
    official = models.BooleanField(default=False)
    written_on = models.DateField(auto_now_add=True)
    seen_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """The board reads questions by state and day."""

        indexes = [models.Index(fields=["state", "written_on"], name="post_state_day")]
