"""How a report ends: wished or due, held, and the stub of what was disposed of."""

from __future__ import annotations

from django.db import models

from ruangaman.reporting.models.report import Report


class Ending(models.Model):
    """That a report is to be disposed of (pemusnahan): on her wish, or because its time is over.

    ``rule`` is ``WISH`` or the key of a retention rule; ``first`` stands for the person who
    proposed it and is empty while only the reporter wishes it. A second person confirms.
    """

    WISH = "wish"

    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, primary_key=True, related_name="ending"
    )
    rule = models.SlugField(max_length=80)
    since = models.DateField()
    first = models.BinaryField(max_length=16, default=bytes)


class Hold(models.Model):
    """A legal hold (penahanan dari penghapusan): nothing is disposed of until it is lifted.

    The reason is sealed to the reporter; ``first`` stands for the first of the two people who
    lift it, and is empty before.
    """

    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, primary_key=True, related_name="hold"
    )
    until = models.DateField()
    by = models.BinaryField(max_length=16)
    first = models.BinaryField(max_length=16, default=bytes)
    sealed = models.BinaryField()


class Disposal(models.Model):
    """The stub of a report that was disposed of: when, by which rule, by which two people.

    It records a disposal and does not prove an erasure. ``lookup`` is found by the reporter's
    code alone; ``first`` and ``second`` are keyed references.
    """

    lookup = models.BinaryField(primary_key=True, max_length=16)
    day = models.DateField()
    rule = models.SlugField(max_length=80)
    first = models.BinaryField(max_length=16)
    second = models.BinaryField(max_length=16)
