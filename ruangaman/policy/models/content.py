"""What the pack says about policy, with its versions."""

from __future__ import annotations

from django.db import models

from ruangaman.core.pack_content import PackContent


class Content(PackContent):
    """An entry of the pack about policy: a template, the words to acknowledge, a standard."""

    class Kind(models.TextChoices):
        """What it is."""

        TEMPLATE = "template"
        PLEDGE = "pledge"
        STANDARD = "standard"
        CAPACITY = "capacity"

    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta(PackContent.Meta):
        """As every room's content."""

        abstract = False
