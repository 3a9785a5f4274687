"""Training events: when, where, what, for whom, and who came."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A training event (acara pelatihan).

    ``key`` names an event of the pack; empty for those entered here. ``course`` says what it
    counts as. ``declared`` is the number of participants that a report states; when it differs
    from those counted, ``explanation`` says why, and neither figure is changed. ``least_percent``
    of the session hours must be attended. ``support_name`` and ``support_way`` name who stands by
    participants who need somebody, ``opt_out`` what they may leave out without saying why.
    ``version`` grows with every change, so that the second of two editors is told.
    """

    class Course(models.TextChoices):
        """What an event counts as."""

        BASIC = "basic", _("Dasar")
        ADVANCED = "advanced", _("Lanjutan")
        REFRESHER = "refresher", _("Penyegaran")
        RECERTIFY = "recertify", _("Sertifikasi ulang")
        OTHER = "other", _("Lainnya")

    class State(models.TextChoices):
        """How far an event is."""

        DRAFT = "draft", _("Draf")
        OPEN = "open", _("Dibuka")
        CLOSED = "closed", _("Selesai")
        CANCELLED = "cancelled", _("Dibatalkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(max_length=80, blank=True)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    course = models.CharField(max_length=10, choices=Course.choices, default=Course.BASIC)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    first = models.DateField()
    last = models.DateField()
    venue = models.CharField(max_length=200, blank=True)
    organiser = models.CharField(max_length=200, blank=True)
    funding = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=600, blank=True)
    note_en = models.CharField(max_length=600, blank=True)
    declared = models.PositiveIntegerField(null=True)
    explanation = models.CharField(max_length=600, blank=True)
    explanation_en = models.CharField(max_length=600, blank=True)
    least_percent = models.PositiveSmallIntegerField(default=80)
    support_name = models.CharField(max_length=120, blank=True)
    support_way = models.CharField(max_length=200, blank=True)
    opt_out = models.CharField(max_length=600, blank=True)
    source = models.CharField(max_length=300, blank=True)
    mark = models.CharField(max_length=3, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first; an event of the pack stands here once."""

        ordering = ["-first", "-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~models.Q(key=""), name="one_event_of_pack"
            ),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("first")), name="event_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class EventTrainer(models.Model):
    """A trainer of an event (pelatih): sees its attendance and test results, and no other's."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="trainers")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Somebody trains once at an event."""

        constraints = [models.UniqueConstraint(fields=["event", "user"], name="one_event_trainer")]


class Counted(models.Model):
    """How many of one kind of unit a report itemises (rincian peserta); never persons."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="counted")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=120)
    kind_en = models.CharField(max_length=120, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        """In the order of the report."""

        ordering = ["position", "pk"]


class Session(models.Model):
    """A session of an event (sesi): when, by whom, for which module, and its hours (JP).

    ``module`` is a number of the curriculum, empty for an opening or a break. 1 JP is 45 minutes.
    ``open_until`` ends the time in which the trainer's screen takes codes; empty: not begun.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sessions")
    title = models.CharField(max_length=200)
    module = models.PositiveSmallIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    jp = models.PositiveSmallIntegerField(default=0)
    speaker = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=200, blank=True)
    open_until = models.DateTimeField(null=True)

    class Meta:
        """In the order of time."""

        ordering = ["starts_at", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Material(models.Model):
    """What participants may read (bahan): a link, or a file as sealed bytes.

    ``blob`` names the sealed file, ``sealed`` holds its key, ``kind`` is ``pdf`` or another type
    found from the content.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="materials")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, related_name="materials"
    )
    title = models.CharField(max_length=200)
    link = models.URLField(max_length=500, blank=True)
    blob = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=10, blank=True)
    size = models.PositiveIntegerField(default=0)
    sealed = models.BinaryField(max_length=256, default=bytes)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """In the order added."""

        ordering = ["added_at"]


class Seats(models.Model):
    """How many of one unit may come (kursi per unit)."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="seats")
    unit_code = models.SlugField(max_length=100)
    number = models.PositiveSmallIntegerField()

    class Meta:
        """A unit has one number."""

        constraints = [models.UniqueConstraint(fields=["event", "unit_code"], name="one_seats")]


class Participant(models.Model):
    """Somebody invited to an event (peserta).

    ``code_index`` is a keyed hash of the participant's own code, by which whoever has no account
    signs in to attendance, test and evaluation; ``code`` is that code, sealed, to print it again.
    ``evaluated`` and ``evaluated_later`` say that a form came in, never which. ``extra_minutes``
    is what a trainer adds to each test for this person; why stands nowhere.
    """

    class State(models.TextChoices):
        """What was answered to the invitation."""

        INVITED = "invited", _("Diundang")
        ACCEPTED = "accepted", _("Hadir")
        DECLINED = "declined", _("Berhalangan")
        WAITING = "waiting", _("Menunggu kursi")
        WITHDRAWN = "withdrawn", _("Dibatalkan")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        "network.Person", on_delete=models.PROTECT, related_name="participations"
    )
    unit_code = models.SlugField(max_length=100, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    code = models.BinaryField(max_length=128, default=bytes)
    code_index = models.BinaryField(max_length=32, default=bytes)
    invited_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)
    evaluated = models.BooleanField(default=False)
    evaluated_later = models.BooleanField(default=False)
    extra_minutes = models.PositiveSmallIntegerField(default=0)

    class Meta:
        """A person stands once on the list of an event; a code belongs to one participant."""

        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="one_participant"),
            models.UniqueConstraint(
                fields=["code_index"],
                condition=~models.Q(code_index=b""),
                name="one_participant_a_code",
            ),
        ]
