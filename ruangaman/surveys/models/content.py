"""What the pack asks and says about work culture, with its versions."""

from __future__ import annotations

from django.db import models

from ruangaman.core.pack_content import PackContent


class Content(PackContent):
    """An entry of the pack about culture: a survey, the bank of questions, a campaign, a kit."""

    class Kind(models.TextChoices):
        """What it is."""

        SURVEY = "survey"
        BANK = "bank"
        CAMPAIGN = "campaign"
        BRIEFING = "briefing"

    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta(PackContent.Meta):
        """As every room's content."""

        abstract = False
