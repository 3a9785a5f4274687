"""Training in the demo world: a course that is over, one that is on, a board, a link to a unit.

Who serves is certified by it; the others show what a refusal says. Nothing here changes who is
ready.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone

from ruangaman.network.models import Person, Unit
from ruangaman.ops.demo.people import HEALTH
from ruangaman.people.models import User
from ruangaman.training.certificate_words import module_titles
from ruangaman.training.models import (
    Attendance,
    Content,
    Event,
    EventTrainer,
    Paper,
    Participant,
    RolePlay,
    Session,
    Sitting,
)
from ruangaman.training.selectors.candidates import candidates
from ruangaman.training.selectors.items import right_choice
from ruangaman.training.services.board import post_show, post_write
from ruangaman.training.services.certificates import certificates_issue
from ruangaman.training.services.induction import induction_link_make
from ruangaman.training.services.participants import participants_invite
from ruangaman.training.services.sittings import answers_save, sitting_begin, sitting_end

DAY = dt.timedelta(days=1)
_MODULES = (
    (1, 3),
    (2, 3),
    (3, 3),
    (4, 4),
    (5, 2),
    (6, 2),
    (7, 2),
    (8, 2),
    (9, 1),
    (10, 2),
    (11, 1),
)
"""Number of the module and its hours, as the basic course has them."""
_LAST = (12, 2)
_WRONG = {Paper.Kind.PRE: 9, Paper.Kind.POST: 2}
"""How many answers of a test are wrong."""
_SERVE = ("rina", "beni", "lena")


def training_create() -> None:
    """Make the events with what happened at them."""
    if not Content.objects.filter(kind=Content.Kind.ITEM).exists():
        return  # a pack without training
    dewi, tono = (User.objects.get(username=name) for name in ("koordinator", "pelatih"))
    people = list(Person.objects.order_by("name"))
    _course_over(people, dewi, tono)
    _course_on(people, dewi, tono)
    _board()
    unit = Unit.objects.filter(code=HEALTH, valid_to=None).first()
    if unit is not None:
        induction_link_make(unit=unit, by=dewi)


def _course_over(people: Sequence[Person], dewi: User, tono: User) -> None:
    first = timezone.localdate() - 40 * DAY
    event = _event("Pelatihan dasar contoh", "Basic training (example)", first, days=4, by=tono)
    sessions = _sessions(event)
    participants_invite(event=event, people=people, by=dewi)
    there = list(event.participants.select_related("person__user"))
    for place, one in enumerate(there):
        one.state = Participant.State.ACCEPTED
        came = sessions if place % 4 else sessions[:6]
        Attendance.objects.bulk_create(
            Attendance(session=session, participant=one, how=Attendance.How.SHEET)
            for session in (sessions if _serves(one) else came)
        )
    Participant.objects.bulk_update(there, ["state"])
    for kind in (Paper.Kind.PRE, Paper.Kind.POST):
        _sat(event, kind, there)
    _played([one.person for one in there if _serves(one)], event, tono)
    Event.objects.filter(pk=event.pk).update(state=Event.State.CLOSED)
    event.refresh_from_db()
    found = [one for one in candidates(event, by=dewi) if _serves(one.participant)]
    certificates_issue(event=event, candidates=found, by=dewi, titles=module_titles())


def _course_on(people: Sequence[Person], dewi: User, tono: User) -> None:
    event = _event(
        "Penyegaran contoh", "Refresher (example)", timezone.localdate(), days=2, by=tono
    )
    Event.objects.filter(pk=event.pk).update(course=Event.Course.REFRESHER)
    _sessions(event, _MODULES[3:6])
    participants_invite(event=event, people=people, by=dewi)


def _event(title: str, english: str, first: dt.date, *, days: int, by: User) -> Event:
    event = Event.objects.create(
        title=title,
        title_en=english,
        course=Event.Course.BASIC,
        state=Event.State.OPEN,
        first=first,
        last=first + (days - 1) * DAY,
        venue="Aula Contoh, Kupang",
        organiser="Dinas Contoh",
        funding="Mitra Contoh",
        support_name="Ibu Contoh",
        support_way="ruang 2 di samping aula, selama acara",
    )
    EventTrainer.objects.create(event=event, user=by)
    return event


def _sessions(
    event: Event, modules: Sequence[tuple[int, int]] = (*_MODULES, _LAST)
) -> list[Session]:
    """Give an event a session for each module, three a day from eight o'clock on."""
    zone, titles, made = timezone.get_current_timezone(), module_titles(), []
    for place, (number, jp) in enumerate(modules):
        day = event.first + (place // 3) * DAY
        starts = dt.datetime.combine(day, dt.time(8 + 3 * (place % 3)), tzinfo=zone)
        made.append(
            Session(
                event=event,
                title=titles.get(number, {}).get("id") or f"Modul {number}",
                module=number,
                starts_at=starts,
                ends_at=starts + dt.timedelta(minutes=45 * jp),
                jp=jp,
                speaker="Tono Contoh",
            )
        )
    return Session.objects.bulk_create(made)


def _sat(event: Event, kind: str, people: Sequence[Participant]) -> None:
    """Let everybody sit a test: most answers right, as many wrong as the kind says."""
    last = kind == Paper.Kind.POST
    day = event.last if last else event.first
    opens = dt.datetime.combine(
        day, dt.time(15 if last else 7), tzinfo=timezone.get_current_timezone()
    )
    paper = Paper.objects.create(
        event=event, kind=kind, opens_at=opens, closes_at=opens + DAY, minutes=40, gates=True
    )
    for place, one in enumerate(people):
        at = opens + dt.timedelta(minutes=place)
        sitting = sitting_begin(paper=paper, participant=one, at=at)
        chosen = _chosen(sitting, _WRONG[Paper.Kind(paper.kind)] + place % 3)
        answers_save(sitting=sitting, chosen=chosen, at=at + dt.timedelta(minutes=20))
        sitting_end(sitting=sitting, at=at + dt.timedelta(minutes=25))


def _chosen(sitting: Sitting, wrong: int) -> dict[int, str]:
    rows = Content.objects.in_bulk([item for item, _choices in sitting.order])
    chosen = {}
    for item, choices in sitting.order:
        right = right_choice(rows[item].body)["key"]
        miss = wrong > 0 and not rows[item].body["must_pass"]
        wrong -= miss
        chosen[item] = next(one for one in choices if one != right) if miss else right
    return chosen


def _played(people: Sequence[Person], event: Event, by: User) -> None:
    checklist = Content.objects.filter(kind=Content.Kind.CHECKLIST, current=True).first()
    if checklist is None:
        return
    shown = [one["key"] for one in checklist.body["behaviour"]]
    for one in people:
        RolePlay.objects.create(
            person=one,
            event=event,
            dialogue="senin-pagi",
            checklist=checklist.digest,
            shown=shown,
            errors=[],
            passed=True,
            observed_on=event.last,
            observer=by,
        )


def _board() -> None:
    rina, maria = (User.objects.get(username=name) for name in ("rina", "maria"))
    asked = post_write(
        text="Bagaimana menjelaskan batas kerahasiaan dengan bahasa sehari-hari?", by=rina
    )
    post_show(post=asked, by=maria)


def _serves(participant: Participant) -> bool:
    user = participant.person.user
    return user is not None and user.username in _SERVE
