"""Who attended which session."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.training.models.events import Participant, Session


class Attendance(models.Model):
    """Somebody was there (kehadiran) for one session; hours are counted from these."""

    class How(models.TextChoices):
        """How it was recorded."""

        CODE = "code", _("Kode di layar")
        SHEET = "sheet", _("Daftar hadir kertas")
        TRAINER = "trainer", _("Dicatat pelatih")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="attendances"
    )
    how = models.CharField(max_length=10, choices=How.choices)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Once for each session."""

        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_attendance")
        ]


class AttendanceTaken(models.Model):
    """An attendance that an organiser took back (kehadiran ditarik), so that no code renews it."""

    class Reason(models.TextChoices):
        """Why it was taken back."""

        ABSENT = "absent", _("Tidak berada di ruangan")
        LEFT = "left", _("Pulang sebelum sesi selesai")
        MISTAKE = "mistake", _("Salah orang atau salah sesi")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="taken")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="taken")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Once for each session, until she is recorded again."""

        constraints = [
            models.UniqueConstraint(fields=["session", "participant"], name="one_attendance_taken")
        ]
