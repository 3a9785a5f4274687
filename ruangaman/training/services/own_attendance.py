"""Somebody records the own attendance with the code of the screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.training.minutes import minutes_old, seen_at
from ruangaman.training.models import Attendance, AttendanceTaken, Participant, Session
from ruangaman.training.selectors.screen_codes import session_meant
from ruangaman.training.services.attendance import attendance_turn, came, must_take

State = Participant.State


class NotRecorded(Refused):
    """Why an attendance was not recorded; ``wrong`` says that the code was never shown."""

    def __init__(self, message: Any, *, wrong: bool = False) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.wrong = wrong


def attendance_own(
    *, participant: Participant, session: Session, code: str = "", seen: str = "", by: User | None
) -> bool:
    """Record somebody for a session and say whether that is new; sent twice it is one.

    ``code`` is what the screen shows; ``seen`` comes with a form whose code was scanned in time.
    ``NotRecorded`` says why not. ``by`` is the account, if she was known by it.
    """
    with attendance_turn(session.event_id) as event:
        who = Participant.objects.select_for_update().get(pk=participant.pk)
        if who.event_id != event.pk or who.state == State.WITHDRAWN:
            raise NotRecorded(_("Anda tidak ada di daftar acara ini."))
        must_take(event, by=None)
        mine = event.sessions.get(pk=session.pk)
        if Attendance.objects.filter(session=mine, participant=who).exists():
            return False
        _must_be_in_time(mine, code, seen)
        _must_be_let_in(mine, who)
        Attendance.objects.create(
            session=mine, participant=who, how=Attendance.How.CODE, recorded_by=by
        )
        came(Participant.objects.filter(pk=who.pk))
        return True


def _must_be_in_time(session: Session, code: str, seen: str) -> None:
    at = now()
    scanned = seen_at(session.pk, seen, at)
    moment = scanned or at
    must_be_open(session, moment)
    if scanned is None:
        must_be_shown(session, code, at)


def must_be_shown(session: Session, code: str, at: dt.datetime) -> None:
    """``NotRecorded`` where the screen of a session does not show this code; it says whose does."""
    if minutes_old(session.pk, code, at) is not None:
        return
    meant = session_meant(code, event=session.event, at=at)
    if meant is not None and meant.session.pk != session.pk:
        raise NotRecorded(
            _("Ini kode sesi “%(title)s”, bukan sesi ini. Ketik kode itu di halaman Anda.")
            % {"title": meant.session.title}
        )
    raise NotRecorded(
        _("Kode ini sudah berganti. Lihat layar lagi, lalu ketik kode yang sekarang.")
    )


def must_be_open(session: Session, at: dt.datetime) -> None:
    """``NotRecorded`` where a session takes no codes at this moment."""
    if session.open_until is None:
        raise NotRecorded(
            _("Pencatatan untuk sesi “%(title)s” belum dibuka. Tunggu pelatih membukanya.")
            % {"title": session.title}
        )
    if session.open_until <= at:
        raise NotRecorded(
            _(
                "Pencatatan untuk sesi “%(title)s” sudah ditutup. "
                "Bila Anda hadir, minta pelatih mencatatnya."
            )
            % {"title": session.title}
        )


def _must_be_let_in(session: Session, who: Participant) -> None:
    if AttendanceTaken.objects.filter(session=session, participant=who).exists():
        raise NotRecorded(
            _(
                "Pelatih menarik catatan kehadiran Anda di sesi ini. "
                "Bila itu keliru, minta pelatih mencatatnya lagi."
            )
        )
    if who.state == State.WAITING:
        raise NotRecorded(
            _(
                "Anda masih menunggu kursi. "
                "Bila Anda dipersilakan ikut, pelatih yang mencatat kehadiran Anda."
            )
        )
    same_time = Session.objects.filter(
        attendances__participant=who,
        starts_at__lt=session.ends_at,
        ends_at__gt=session.starts_at,
    ).first()
    if same_time is not None:
        raise NotRecorded(
            _(
                "Anda sudah tercatat di sesi “%(title)s” pada jam yang sama. "
                "Bila itu keliru, minta pelatih menariknya."
            )
            % {"title": same_time.title}
        )
