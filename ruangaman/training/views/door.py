"""``/pelatihan/ikut/``: participants without an account, and everybody's own attendance."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ruangaman.core.clock import now
from ruangaman.core.sender import sender_of
from ruangaman.people.faults import Refused
from ruangaman.people.forms import posted
from ruangaman.people.models import User
from ruangaman.training import slow
from ruangaman.training.access import (
    AT_THE_DOOR,
    account_waits,
    by_code,
    participant_back,
    participant_enter,
    participant_leave,
    participant_of,
    participations_of,
)
from ruangaman.training.forms.attendance import OwnCodeForm, ScreenCodeForm
from ruangaman.training.minutes import minute_code_read, seen_mark
from ruangaman.training.models import Evaluation, Event, Participant, Session
from ruangaman.training.selectors.attendance import hours_one, sessions_of
from ruangaman.training.selectors.bridges import bridge_of
from ruangaman.training.selectors.evaluation_form import windows
from ruangaman.training.selectors.screen_codes import participant_with, session_meant
from ruangaman.training.services.evaluation import has_sent
from ruangaman.training.services.own_attendance import (
    NotRecorded,
    attendance_own,
    must_be_open,
    must_be_shown,
)
from ruangaman.training.templatetags.training import event_title

_forms = require_http_methods(["GET", "HEAD", "POST"])


@_forms
def door(request: HttpRequest) -> HttpResponse:
    """Ask for the own code, or lead whoever is known to the event."""
    form = OwnCodeForm(posted(request))
    if request.method == "POST":
        status, found = _entered(request, form)
        if found is not None:
            return redirect("training:taking_part", found.event_id)
        return _door(request, form, status)
    mine = list(participations_of(request, states=AT_THE_DOOR).select_related("event", "person"))
    if by_code(request) and mine:
        return redirect("training:taking_part", mine[0].event_id)
    shown = [one for one in mine if one.event.state in (Event.State.OPEN, Event.State.CLOSED)]
    return _door(
        request, form, 200, mine=sorted(shown, key=lambda one: one.event.first, reverse=True)
    )


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget who was here; the next person begins anew."""
    participant_leave(request)
    messages.success(request, _("Ponsel ini siap untuk orang berikutnya."))
    return redirect("training:door")


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Let the account that is signed in count again."""
    participant_back(request)
    return redirect("training:door")


@_forms
def taking_part(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Show an event to one participant, and take the code of the screen."""
    who = _participation(request, pk)
    if who is None:
        messages.info(request, _("Ketik dulu kode peserta Anda untuk acara ini."))
        return redirect("training:door")
    form = ScreenCodeForm(posted(request))
    if form.is_valid():
        try:
            session, fresh = _typed_code(request, who, form.cleaned_data["layar"])
        except Refused as fault:
            form.add_error("layar", fault.message)
        else:
            _thank(request, who, session, fresh=fresh)
            return redirect("training:taking_part", pk)
    context = {
        "event": who.event,
        "mine": who,
        "form": form,
        "hours": hours_one(who),
        "sessions": sessions_of(who, at=now()),
        "materials": list(who.event.materials.select_related("session")),
        "by_code": by_code(request),
        "account": request.user.is_authenticated and not by_code(request),
        "to_fill": _forms_open(who),
        "bridge": bridge_of(who.event),
    }
    return render(request, "training/taking_part.html", context, status=_status(form))


@_forms
def attend(request: HttpRequest, session: uuid.UUID, code: str) -> HttpResponse:
    """Follow the code that was scanned: say who is recorded for what, and record by POST."""
    mine = Session.objects.filter(pk=session).select_related("event").first()
    if mine is None or mine.event.state == Event.State.DRAFT:
        return render(request, "training/attend.html", {"unknown": True}, status=404)
    form, status = OwnCodeForm(posted(request) if "kode" in request.POST else None), 200
    who = participant_of(request, mine.event, states=AT_THE_DOOR)
    if form.is_bound:
        status, who = _entered(request, form, mine.event)
    seen, failed = request.POST.get("terbaca", ""), ""
    if request.method == "POST" and who is not None:
        try:
            fresh = _recorded(request, who, mine, code=minute_code_read(code), seen=seen)
        except Refused as fault:
            failed, status = str(fault.message), 422
        else:
            _thank(request, who, mine, fresh=fresh)
            return redirect("training:taking_part", mine.event_id)
    elif request.method != "POST":
        seen, failed = _scanned(mine, minute_code_read(code))
    context = {
        "session": mine,
        "event": mine.event,
        "mine": who,
        "form": form,
        "seen": seen,
        "failed": failed,
        "account_waits": account_waits(request),
        "stranger": who is None and isinstance(request.user, User) and not form.is_bound,
    }
    return render(request, "training/attend.html", context, status=status)


def _scanned(session: Session, code: str) -> tuple[str, str]:
    """Return the mark of a code that is read in time, or why it does not count."""
    at = now()
    try:
        must_be_open(session, at)
        must_be_shown(session, code, at)
    except NotRecorded as fault:
        return "", str(fault.message)
    return seen_mark(session.pk, at), ""


def _entered(
    request: HttpRequest, form: OwnCodeForm, event: Event | None = None
) -> tuple[int, Participant | None]:
    """Let somebody in by the own code; otherwise the form says why not. The first is a status."""
    sender = sender_of(request)
    if wait := slow.door_left(sender):
        words = _("Terlalu banyak kode yang salah. Coba lagi %(seconds)d detik lagi.")
        form.add_error("kode", words % {"seconds": wait})
        return 429, None
    if not form.is_valid():
        return 422, None
    found = participant_with(form.cleaned_data["kode"])
    if found is None:
        slow.door_wrong(sender)
        form.add_error("kode", _("Kode ini tidak dikenal. Periksa lagi di surat undangan Anda."))
        return 422, None
    if event is not None and found.event_id != event.pk:
        form.add_error("kode", _elsewhere_words(found.event))
        return 422, None
    if found.event.state == Event.State.DRAFT:
        form.add_error("kode", _("Acara ini belum dibuka. Coba lagi setelah dibuka."))
        return 422, None
    participant_enter(request, found)
    return 200, found


def _typed_code(request: HttpRequest, who: Participant, code: str) -> tuple[Session, bool]:
    """Record somebody by what she typed; ``NotRecorded`` says why not."""
    _must_not_wait(who)
    meant = session_meant(code, event=who.event, at=now())
    if meant is None:
        slow.SCREEN.wrong(who.pk.bytes)
        raise NotRecorded(_("Kode ini tidak cocok. Periksa lagi keenam tandanya di layar."))
    if meant.session.event_id != who.event_id:
        raise NotRecorded(_elsewhere_words(meant.session.event, meant.session))
    return meant.session, _recorded(request, who, meant.session, code=code)


def _recorded(
    request: HttpRequest, who: Participant, session: Session, *, code: str, seen: str = ""
) -> bool:
    _must_not_wait(who)
    by = request.user if isinstance(request.user, User) and not by_code(request) else None
    return attendance_own(participant=who, session=session, code=code, seen=seen, by=by)


def _must_not_wait(who: Participant) -> None:
    if wait := slow.SCREEN.left(who.pk.bytes):
        words = _("Terlalu banyak kode yang salah. Coba lagi %(seconds)d detik lagi.")
        raise NotRecorded(words % {"seconds": wait})


def _elsewhere_words(event: Event, session: Session | None = None) -> str:
    if session is None:
        words = _("Kode peserta ini untuk acara lain: “%(event)s”.")
        return words % {"event": event_title(event)}
    return _("Ini kode sesi “%(session)s” dari acara lain: “%(event)s”.") % {
        "session": session.title,
        "event": event_title(event),
    }


def _thank(request: HttpRequest, who: Participant, session: Session, *, fresh: bool) -> None:
    told = {"name": who.person.name, "session": session.title}
    if fresh:
        messages.success(request, _("%(name)s tercatat hadir di sesi “%(session)s”.") % told)
    else:
        messages.info(
            request, _("%(name)s sudah tercatat di sesi “%(session)s”. Cukup sekali.") % told
        )


def _forms_open(who: Participant) -> list[tuple[str, str]]:
    """Return the evaluation forms that wait for somebody: their moment and its name."""
    if who.state not in (Participant.State.INVITED, Participant.State.ACCEPTED):
        return []
    today = timezone.localdate()
    return [
        (moment, str(Evaluation.Moment(moment).label))
        for moment, window in windows(who.event).items()
        if window.is_open(today) and not has_sent(who, moment)
    ]


def _participation(request: HttpRequest, pk: uuid.UUID) -> Participant | None:
    mine = participations_of(request, states=AT_THE_DOOR).filter(event=pk)
    return mine.exclude(event__state=Event.State.DRAFT).select_related("event", "person").first()


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200


def _door(request: HttpRequest, form: OwnCodeForm, status: int, **more: Any) -> HttpResponse:
    context = {"form": form, "account_waits": account_waits(request), **more}
    return render(request, "training/door.html", context, status=status)
