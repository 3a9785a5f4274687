"""Who is on duty, how people are reached, and what was sent to them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Team, User

HOURS = ("07:30", "16:00")
"""When notices go out unless a team chose other hours: every day, weekends too."""


class ChannelName(models.TextChoices):
    """A way to reach somebody, as people call it; values are those of ``notify``."""

    EMAIL = "email", _("Surel")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", _("WhatsApp")


class Address(models.Model):
    """Where a person gets notices (alamat pemberitahuan): at most one for each channel.

    ``sealed`` is encrypted under a key that is not in the database; empty means the e-mail of
    the account. ``failing_since`` and ``failure`` (a code of ``notify.letters.Reason``) say that
    nothing arrives there; ``returned`` that a letter came back, which only the person herself
    can put right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    channel = models.CharField(max_length=10, choices=ChannelName.choices)
    sealed = models.BinaryField(max_length=512, default=bytes)
    failing_since = models.DateTimeField(null=True)
    failure = models.SlugField(max_length=20, blank=True)
    returned = models.BooleanField(default=False)

    class Meta:
        """One address for each person and channel."""

        constraints = [models.UniqueConstraint(fields=["user", "channel"], name="one_address")]


class Language(models.Model):
    """The language in which a person gets notices; without a row, that of the installation."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="+")
    code = models.CharField(max_length=2, choices=settings.LANGUAGES)


class TeamNotice(models.Model):
    """When a team is woken (jam pemberitahuan).

    ``hours`` are local times as ``"07:30"``. ``planned_upto`` is the moment up to which fixed
    hours have been turned into notices; ``woken_at`` the last time the team was woken at once.
    """

    team = models.OneToOneField(
        Team, on_delete=models.CASCADE, primary_key=True, related_name="notice"
    )
    hours = models.JSONField(default=list)
    at_once = models.BooleanField(default=False)
    planned_upto = models.DateTimeField()
    woken_at = models.DateTimeField(null=True)


class Wake(models.Model):
    """That something arrived for a team that wants to know at once; gone within seconds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")


class Notice(models.Model):
    """A letter in the outbox (pemberitahuan), with how it went. It has no text and no subject.

    ``next_at`` is when it may be tried; a worker that takes it moves that on first, so that a
    crash costs at most one repetition. ``outcome`` is empty while it waits.
    """

    class Kind(models.TextChoices):
        """Which of the two texts it has."""

        TASK = "task", _("Ada tugas baru")
        TEST = "test", _("Pesan uji")

    class Outcome(models.TextChoices):
        """How it ended."""

        WAITING = "", _("Menunggu")
        ACCEPTED = "accepted", _("Terkirim")
        REFUSED = "refused", _("Ditolak")
        GIVEN_UP = "given_up", _("Tidak terkirim")
        RETURNED = "returned", _("Kembali")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.SlugField(max_length=20, blank=True)

    class Meta:
        """The same letter is planned once; what waits is found quickly."""

        constraints = [
            models.UniqueConstraint(fields=["address", "kind", "due_at"], name="one_notice")
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(outcome=""), name="waiting_notices")
        ]


class MonthlyTest(models.Model):
    """The test message of a month (pesan uji bulanan), and when its receiver opened it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    month = models.DateField()
    opened_on = models.DateField(null=True)

    class Meta:
        """One for each person and month."""

        constraints = [models.UniqueConstraint(fields=["user", "month"], name="one_test_a_month")]


class WeeklyDuty(models.Model):
    """That somebody has duty every week on this day (piket mingguan): 0 is Monday."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    weekday = models.PositiveSmallIntegerField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once."""

        constraints = [
            models.UniqueConstraint(fields=["team", "weekday", "user"], name="one_weekly_duty")
        ]


class DatedDuty(models.Model):
    """That somebody has duty on one date (piket tanggal ini), in place of the weekly pattern."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once."""

        constraints = [
            models.UniqueConstraint(fields=["team", "day", "user"], name="one_dated_duty")
        ]


class Absence(models.Model):
    """Days on which somebody is away (cuti), the first and the last among them; no reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    first = models.DateField()
    last = models.DateField()


class Swap(models.Model):
    """An offer to take over a day of duty (serah terima piket); it holds once accepted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    giver = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """A day is offered to one colleague at a time."""

        constraints = [
            models.UniqueConstraint(fields=["team", "day", "giver"], name="one_swap_offer")
        ]
