"""What is taught and asked, as the pack says it, with its versions."""

from __future__ import annotations

from django.db import models

from ruangaman.core.pack_content import PackContent


class Content(PackContent):
    """A piece of teaching content of the pack (bahan ajar): module, test item, conversation, …

    ``body`` is the entry of the pack as JSON. A changed entry becomes a new row, because answers
    point at the words that were read; only one row of a kind and key is ``current``. Without
    ``reviewed`` it is for practice and gates no certificate outside demo mode.
    """

    class Kind(models.TextChoices):
        """What it is."""

        CURRICULUM = "curriculum"
        MODULE = "module"
        REQUIREMENT = "requirement"
        ITEM = "item"
        DIALOGUE = "dialogue"
        CHECKLIST = "checklist"
        INDUCTION = "induction"
        EVALUATION = "evaluation"
        SELF_CHECK = "self_check"

    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        """One row of a kind and key is current; content is read in the order of the pack."""

        ordering = ["kind", "position", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=models.Q(current=True), name="one_current_content"
            ),
            models.UniqueConstraint(fields=["kind", "key", "digest"], name="one_content_version"),
        ]
