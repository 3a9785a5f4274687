"""A sealed report: in the open stand only number, team, state, due day and unread."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Report(models.Model):
    """A report or a consultation (laporan, pertanyaan); which of the two is sealed too.

    ``lookup`` and ``reporter`` come from the code; ``answers`` is a keyed digest of what was
    sent, so that a repeated send is recognised. ``ledger`` is sealed to the reporter alone: exact
    time received, consents, who was allowed what. ``shred`` is the id of the key in the shred
    store that covers everything sealed to a person. ``closed_on`` is the first of the month after
    it was concluded or withdrawn: retention counts from there. ``recovery_box`` is of one size for
    everybody and holds nothing for whoever refuses the recovery key.
    """

    class State(models.TextChoices):
        """ISO 37002:2021 section 8: receive, assess, address, conclude."""

        RECEIVED = "received", _("Baru")
        ACKNOWLEDGED = "acknowledged", _("Sudah dijawab")
        ASSESSED = "assessed", _("Sudah dinilai")
        SUPPORTED = "supported", _("Didampingi")
        CONCLUDED = "concluded", _("Selesai")
        WITHDRAWN = "withdrawn", _("Ditarik")

    OPEN = (State.RECEIVED, State.ACKNOWLEDGED, State.ASSESSED, State.SUPPORTED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(max_length=8, unique=True)
    lookup = models.BinaryField(max_length=16, unique=True)
    shred = models.BinaryField(max_length=16, unique=True)
    reporter = models.BinaryField(max_length=1248)
    answers = models.BinaryField(max_length=32)
    epoch = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=20, choices=State.choices, default=State.RECEIVED)
    due_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    unread = models.BooleanField(default=True)
    reporter_box = models.BinaryField()
    ledger = models.BinaryField()
    recovery_box = models.BinaryField(default=bytes)
    teams: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "people.Team", related_name="reports"
    )

    class Meta:
        """The desk reads open reports by due day, and those of one state."""

        indexes = [
            models.Index(fields=["due_on", "number"], name="report_by_due_day"),
            models.Index(fields=["state", "due_on", "number"], name="report_by_state_and_day"),
            models.Index(fields=["closed_on", "number"], name="report_by_end"),
        ]

    def __str__(self) -> str:
        """Return the number."""
        return self.number


class PartKey(models.Model):
    """The public key of a part in an epoch; ``previous`` is the seed before, sealed to this key."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="part_keys")
    part = models.CharField(max_length=10)
    epoch = models.PositiveSmallIntegerField()
    public = models.BinaryField(max_length=1248)
    previous = models.BinaryField(default=bytes)

    class Meta:
        """One key for each part and epoch."""

        constraints = [
            models.UniqueConstraint(fields=["report", "part", "epoch"], name="one_part_key")
        ]


class Box(models.Model):
    """The seeds one receiver may use, of equal size for everyone (kotak).

    ``ended_on``: the day on which it was emptied because its holder is no focal point any more, or
    stepped aside from this report because she knows somebody in it.
    ``answered``: the reporter knows that its holder stopped and has chosen who reads instead.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="boxes")
    recipient = models.ForeignKey(
        "people.RecipientKey", on_delete=models.PROTECT, related_name="boxes"
    )
    sealed = models.BinaryField()
    ended_on = models.DateField(null=True)
    answered = models.BooleanField(default=False)

    class Meta:
        """One box for each receiver of a report; those that ended without an answer are few."""

        constraints = [models.UniqueConstraint(fields=["recipient", "report"], name="one_box")]
        indexes = [
            models.Index(
                fields=["ended_on"],
                condition=models.Q(ended_on__isnull=False, answered=False),
                name="box_ended_unanswered",
            )
        ]


class Item(models.Model):
    """Something written into a part: answers, a message, a decision. Sealed and signed.

    ``id`` comes from the form's random value, so a repeated send stays one item.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="items")
    part = models.CharField(max_length=10)
    epoch = models.PositiveSmallIntegerField()
    position = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        """Items are read in the order written."""

        ordering = ["position", "id"]


class File(models.Model):
    """That sealed bytes lie in the storage under this id. What they are stands in a sealed item.

    ``size`` is what lies there, in steps. ``waits_until``: sent with no message yet, and swept
    after that moment; empty once a message names it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    size = models.PositiveIntegerField()
    waits_until = models.DateTimeField(null=True, db_index=True)

    @property
    def place(self) -> str:
        """Where the bytes lie in the storage."""
        return f"{self.id.hex[:2]}/{self.id.hex}"


class Opening(models.Model):
    """That someone opened the report, sealed to the reporter: role, team, part, day.

    ``tag`` is a keyed digest that keeps a second opening on the same day from adding a row.
    """

    tag = models.BinaryField(primary_key=True, max_length=16)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="openings")
    sealed = models.BinaryField()


class FewReaders(models.Model):
    """That in some open report of a team fewer than two people can read, since an exclusion.

    Of which report stands nowhere. The team's supervisor takes it away when she has seen to it.
    """

    team = models.OneToOneField(
        "people.Team", on_delete=models.CASCADE, primary_key=True, related_name="few_readers"
    )
    since = models.DateField()


class AsideQuestion(models.Model):
    """A reader's question to her supervisor: should a colleague read one case no more?

    Which case, which colleague, who asks and why is sealed under the server secret. ``team`` says
    whose supervisor answers; the row goes with the answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(
        "people.Team", on_delete=models.CASCADE, related_name="aside_questions"
    )
    sealed = models.BinaryField()


class Examination(models.Model):
    """What the reporter handed over to one examiner (pemeriksaan pegawai): a copy, and no key.

    Sealed to the examiner, signed by the reporter's code, covered. It opens no part of the report.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="examinations")
    examiner = models.ForeignKey(
        "people.RecipientKey", on_delete=models.PROTECT, related_name="examinations"
    )
    sealed = models.BinaryField()

    class Meta:
        """One for each examiner of a report."""

        constraints = [
            models.UniqueConstraint(fields=["examiner", "report"], name="one_examination")
        ]


class ReaderRequest(models.Model):
    """A wish for another reader, sealed to the reporter, who alone can say yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reader_requests")
    sealed = models.BinaryField()


class CodedRecord(models.Model):
    """A coded record of some report (catatan terkode), for statistics, in the sealed queue.

    Sealed for the two holders of the statistics key, of one size, and covered anew each time the
    queue is rewritten in random order. Nothing here says which report, or when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()


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


class Letter(models.Model):
    """That a letter to a service may be answered once (surat pengantar); its words are sealed.

    ``digest`` is found by the code on the letter, which is kept nowhere. The answer is sealed
    to ``receiver``, the needs' public key of that time; ``bound`` says, to whoever has the code, that this
    key was not swapped. ``key`` verifies the answer and stands in a signed record too.
    ``expires_on`` is a Monday: it does not tell the day of the letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="letters")
    digest = models.BinaryField(max_length=32, unique=True)
    bound = models.BinaryField(max_length=32)
    receiver = models.BinaryField(max_length=1248)
    key = models.BinaryField(max_length=1248)
    expires_on = models.DateField()


class LetterAnswer(models.Model):
    """That a letter was answered, or recalled: then ``sealed`` is empty. Only ever added.

    ``form`` is the random value of the form, so that an answer sent twice is one. ``noticed``:
    the desk shows the report as unread since.
    """

    letter = models.OneToOneField(
        Letter, on_delete=models.CASCADE, primary_key=True, related_name="answer"
    )
    form = models.UUIDField()
    sealed = models.BinaryField(default=bytes)
    noticed = models.BooleanField(default=False)
