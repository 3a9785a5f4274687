"""What somebody was reminded of, and the secret addresses of calendars."""

from __future__ import annotations

from django.db import models


class Reminder(models.Model):
    """That somebody was reminded of one thing at one stage, so that it happens once.

    ``key`` names the thing and the stage, as ``decree:<id>:30``; no name stands in it.
    """

    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    sent_on = models.DateField()

    class Meta:
        """Once."""

        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_reminder")]


class CalendarFeed(models.Model):
    """A person's calendar address (langganan kalender): only a digest of its secret is kept."""

    user = models.OneToOneField("people.User", on_delete=models.CASCADE, primary_key=True)
    digest = models.BinaryField(max_length=32, unique=True)
    made_on = models.DateField(auto_now_add=True)
