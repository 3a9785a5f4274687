"""Decrees of appointment, whom they appoint, and the steps they went through."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models.people import Person


class Decree(models.Model):
    """A decree of appointment (SK penunjukan) of one unit.

    ``number`` is free text: every office numbers in its own way. A decree that changes another
    points to it in ``amends``; once issued, the earlier one is ``amended``. ``starts`` and
    ``ends`` are both in force; ``ended_on`` is the first day on which it no longer holds, because
    another took its place or it was revoked. ``asked_*`` hold a request to revoke until the other
    side, of coordinator and head of unit, has answered it; ``asked_as`` is the role of who asked.
    ``noted`` are the letters and minutes under "Memperhatikan", one a line; ``budget`` is the
    budget line. ``version`` grows with every change, so that the second editor is told.
    """

    class State(models.TextChoices):
        """Where it stands; an issued one whose ``ends`` is past counts as expired at once."""

        DRAFT = "draft", _("Draf")
        SUBMITTED = "submitted", _("Menunggu tanda tangan")
        ISSUED = "issued", _("Terbit")
        AMENDED = "amended", _("Diubah")
        REVOKED = "revoked", _("Dicabut")
        EXPIRED = "expired", _("Berakhir")
        WITHDRAWN = "withdrawn", _("Batal")

    class Authority(models.TextChoices):
        """Who decides: the governor or the head of the unit."""

        GOVERNOR = "governor", _("Gubernur")
        HEAD = "head", _("Kepala unit")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit_code = models.SlugField(max_length=100)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    authority = models.CharField(max_length=10, choices=Authority.choices, default=Authority.HEAD)
    number = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=300)
    official_title = models.CharField(max_length=200, blank=True)
    official_name = models.CharField(max_length=120, blank=True)
    official_nip = models.BinaryField(max_length=128, default=bytes)
    signed_on = models.DateField(null=True)
    signed_at = models.CharField(max_length=80, blank=True)
    starts = models.DateField(null=True)
    ends = models.DateField(null=True)
    noted = models.CharField(max_length=1000, blank=True)
    budget = models.CharField(max_length=200, blank=True)
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="amendments"
    )
    asked_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_as = models.SlugField(max_length=20, blank=True)
    asked_reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(null=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(auto_now_add=True)
    submitted_at = models.DateTimeField(null=True)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        """Lists ask by unit and by what is due."""

        indexes = [
            models.Index(fields=["unit_code", "state"], name="decree_unit_state"),
            models.Index(fields=["state", "ends"], name="decree_state_ends"),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Appointment(models.Model):
    """That a decree names a person focal point (penunjukan), for a unit, a site or a shift.

    ``ended_on`` is the first day on which it no longer holds although the decree goes on, with
    the reason: moved away, revoked, resigned. ``elsewhere``: it was decided that she serves here
    although another unit has her too.
    """

    class Role(models.TextChoices):
        """The first, her alternate, and further ones for a site or a shift."""

        PRIMARY = "primary", _("Utama")
        ALTERNATE = "alternate", _("Pengganti")
        EXTRA = "extra", _("Tambahan")

    class End(models.TextChoices):
        """Why it ended before the decree."""

        NONE = "", _("Berlaku")
        MOVED = "moved", _("Pindah tugas")
        LEFT = "left", _("Berhenti")
        REVOKED = "revoked", _("Dicabut")
        RESIGNED = "resigned", _("Mengundurkan diri")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=10, choices=Role.choices)
    site = models.CharField(max_length=120, blank=True)
    shift = models.CharField(max_length=80, blank=True)
    position = models.CharField(max_length=200, blank=True)
    elsewhere = models.BooleanField(default=False)
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=10, choices=End.choices, blank=True)

    class Meta:
        """A decree names a person once, and one first and one alternate at most."""

        constraints = [
            models.UniqueConstraint(fields=["decree", "person"], name="one_line_a_person"),
            models.UniqueConstraint(
                fields=["decree", "role"],
                condition=models.Q(role__in=["primary", "alternate"]),
                name="one_primary_one_alternate",
            ),
        ]


class Declaration(models.Model):
    """What a person declared before she was appointed (pernyataan diri; domain 1.8).

    ``by_paper``: signed on paper and noted by the coordinator; else by the person's own account.
    """

    appointment = models.OneToOneField(
        Appointment, on_delete=models.CASCADE, primary_key=True, related_name="declaration"
    )
    willing = models.BooleanField()
    not_head = models.BooleanField()
    no_command = models.BooleanField()
    no_misconduct = models.BooleanField()
    keeps_secret = models.BooleanField()
    by_paper = models.BooleanField(default=False)
    declared_on = models.DateField()


class DecreeFile(models.Model):
    """The signed decree as it came back (pindaian SK): sealed bytes outside, their hash here.

    ``blob`` names the file below the sealed files; ``sealed`` holds its key. ``sha256`` is of the
    file as it was uploaded.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="files")
    kind = models.SlugField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField(max_length=32)
    blob = models.CharField(max_length=120)
    sealed = models.BinaryField(max_length=256)
    uploaded_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)


class DecreeStep(models.Model):
    """A step in the life of a decree, for its timeline (riwayat)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.CASCADE, related_name="steps")
    action = models.SlugField(max_length=30)
    actor = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField(auto_now_add=True)
