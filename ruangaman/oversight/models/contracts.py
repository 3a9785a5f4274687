"""Samples of contracts that were looked at for the clause (indicator P3)."""

from __future__ import annotations

import uuid

from django.db import models


class ContractCheck(models.Model):
    """A sample of contracts that Biro PBJ looked at (pemeriksaan contoh kontrak): numbers only.

    ``having`` of ``checked`` contracts have the clause. ``source`` is the letter that says so.
    ``once`` makes a page that is sent twice count once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day = models.DateField()
    checked = models.PositiveIntegerField()
    having = models.PositiveIntegerField()
    source = models.CharField(max_length=200)
    withdrawn = models.BooleanField(default=False)
    once = models.BinaryField(max_length=32, unique=True)

    class Meta:
        """No more have the clause than were looked at."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(checked__gte=1) & models.Q(having__lte=models.F("checked")),
                name="clause_in_some_of_all",
            )
        ]
