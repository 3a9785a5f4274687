"""The ballot box: who may answer once, and sealed answers until the closing destroys both."""

from __future__ import annotations

from django.db import models


class Token(models.Model):
    """A right to answer once (hak jawab), on a slip or a link, found by a keyed hash.

    It knows its stratum and whether it is spent; nothing of a person, a device or a time.
    """

    survey = models.ForeignKey("surveys.Survey", on_delete=models.CASCADE, related_name="tokens")
    index = models.BinaryField(max_length=32, unique=True)
    stratum = models.PositiveSmallIntegerField()
    spent = models.BooleanField(default=False)


class Ballot(models.Model):
    """A sealed answer (jawaban tersegel): one size for all, opened only at the closing."""

    survey = models.ForeignKey("surveys.Survey", on_delete=models.CASCADE, related_name="ballots")
    sealed = models.BinaryField(max_length=4096)
