"""What leaves a report, or is asked about it: each sealed, and found by no number."""

from __future__ import annotations

import uuid

from django.db import models

from ruangaman.reporting.models.report import Report


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


class Sheet(models.Model):
    """A sheet of the stack in which copies for examiners lie (pemeriksaan pegawai), or a blank one.

    A copy is what the reporter handed over to one examiner: sealed to her, signed by the reporter's
    code, covered, cut into sheets of one size. Which report, which examiner and which sheets are
    blank only the server can tell; the stack is written anew each night.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    head = models.BinaryField()
    body = models.BinaryField()


class Reply(models.Model):
    """What an examiner sends back to a reporter: that she opened the copy, a result, a wish.

    ``place`` is a keyed digest of what the reporter's code leads to, ``tag`` keeps the same reply
    from coming twice. Sealed to the reporter, covered, under the server secret; of one size.
    """

    tag = models.BinaryField(primary_key=True, max_length=16)
    place = models.BinaryField(max_length=16, db_index=True)
    sealed = models.BinaryField()


class Departure(models.Model):
    """That a case of a team has gone to another, by its reporter's choice, until the team has read.

    Which case, which day and whether the team reads on is sealed under the server secret.
    ``recorded``: the audit event of her yes is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey("people.Team", on_delete=models.CASCADE, related_name="departures")
    sealed = models.BinaryField()
    recorded = models.BooleanField(default=False)


class CodedRecord(models.Model):
    """A coded record of some report (catatan terkode), for statistics, in the sealed queue.

    Sealed for the two holders of the statistics key, of one size, and covered anew each time the
    queue is rewritten in random order. Nothing here says which report, or when.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()


class Letter(models.Model):
    """That a letter to a service may be answered once (surat pengantar); its words are sealed.

    ``digest`` is found by the code on the letter. The answer is sealed to ``receiver``,
    the needs' public key then; ``bound`` tells whoever has the code that it was not swapped.
    ``key`` verifies the answer. ``expires_on`` is a Monday, not to tell the day of the letter.
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

    ``form`` makes an answer sent twice one. ``noticed``: the report shows as unread since.
    """

    letter = models.OneToOneField(Letter, models.CASCADE, primary_key=True, related_name="answer")
    form = models.UUIDField()
    sealed = models.BinaryField(default=bytes)
    noticed = models.BooleanField(default=False)
