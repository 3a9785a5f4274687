"""What the pack says about oversight, with its versions."""

from __future__ import annotations

from django.db import models

from ruangaman.core.pack_content import PackContent


class Content(PackContent):
    """An entry of the pack about oversight: an indicator, a duty, a table of the fixed grid."""

    class Kind(models.TextChoices):
        """What it is."""

        INDICATOR = "indicator"
        DUTY = "duty"
        TABLE = "table"
        REVIEW = "review"

    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta(PackContent.Meta):
        """As every room's content."""

        abstract = False
