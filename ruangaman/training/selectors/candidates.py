"""The participants of an event with what a certificate needs to know of each."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import rules_in_force
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.models import (
    Certificate,
    Content,
    Event,
    Paper,
    Participant,
    RolePlay,
    Sitting,
    Study,
)
from ruangaman.training.selectors.attendance import hours_and_full
from ruangaman.training.selectors.bridges import bridge_of
from ruangaman.training.selectors.content import may_gate
from ruangaman.training.selectors.meets import (
    Bridge,
    Earlier,
    Facts,
    Hours,
    Played,
    Rules,
    Sat,
    refusals,
)
from ruangaman.training.selectors.service import Term, terms_of
from ruangaman.training.selectors.why import Refusal

CAME = (Participant.State.INVITED, Participant.State.ACCEPTED)
_PERSONAL = (Certificate.Reason.CONDUCT, Certificate.Reason.GAP)
_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True)
class Candidate:
    """A participant, what is against a certificate, and the one that was issued already."""

    participant: Participant
    facts: Facts
    refusals: list[Refusal]
    held: Certificate | None

    @property
    def person(self) -> Person:
        """Return who it is."""
        return self.participant.person

    @property
    def meets(self) -> bool:
        """Say whether a certificate would be issued now."""
        return self.held is None and not self.refusals


def certificate_rules() -> Rules:
    """Return the values of the pack in force."""
    found = rules_in_force()
    mark = found.get("test_pass_mark")
    return Rules(
        term=_months(found.get("certificate_term")),
        gap=_months(found.get("certificate_gap")),
        pass_mark=mark.value if mark else None,
    )


def candidates(event: Event, *, by: User | None, only: Person | None = None) -> list[Candidate]:
    """Return everybody who was invited or came, by name; as many queries for one as for all.

    ``by`` is who would issue; None where somebody looks at her own, who is ``only``.
    """
    known = _Known(event, only)
    rules, today = certificate_rules(), timezone.localdate()
    found = []
    for one in known.participants:
        facts = known.facts(one, by=by, today=today)
        held = known.held.get(one.person_id)
        found.append(Candidate(one, facts, [] if held else refusals(facts, rules), held))
    return found


class _Known:
    """Everything about an event, read once."""

    def __init__(self, event: Event, only: Person | None) -> None:
        self.event = event
        taking = Participant.objects.filter(event=event, state__in=CAME)
        if only is not None:
            taking = taking.filter(person=only)
        self.participants = list(
            taking.select_related("person").order_by("person__search", "person_id")
        )
        self.people = [one.person_id for one in self.participants]
        self.attended, self.full = hours_and_full(event)
        self.paper = Paper.objects.filter(event=event, kind=Paper.Kind.POST).first()

    def facts(self, one: Participant, *, by: User | None, today: dt.date) -> Facts:
        person, event = one.person, self.event
        bridge = self._bridge(person.pk)
        return Facts(
            today=today,
            course=event.course,
            last=event.last,
            cancelled=event.state == Event.State.CANCELLED,
            least=event.least_percent,
            offered=self.full.jp,
            attended=self._hours_of(one, bridge),
            test=self._test(one),
            played=self.played.get(person.pk),
            bridge=bridge,
            earlier=self._earlier(person),
            terms=tuple(self.terms.get(person.pk, ())),
            own=by is not None and person.user_id == by.pk,
            revoked=self.revoked.get(person.pk),
        )

    def _hours_of(self, one: Participant, bridge: Bridge | None) -> Hours:
        """Return the hours attended; where no attendance was ever recorded, those of the bridge."""
        if bridge is not None and not self.attended:
            return self.full.parts
        return self.attended[one.pk].parts if one.pk in self.attended else ()

    def _test(self, one: Participant) -> Sat | None:
        if self.paper is None:
            return None
        sitting = self.sittings.get(one.pk)
        if sitting is None:
            return Sat(self.anything or self.paper.gates)
        return Sat(
            self.anything or sitting.gates,
            sitting.right,
            sitting.total,
            tuple(sitting.missed),
            passed=sitting.passed is True,
        )

    @cached_property
    def anything(self) -> bool:
        """In demo mode also what nobody reviewed decides."""
        return may_gate(Content())

    @cached_property
    def sittings(self) -> dict[uuid.UUID, Sitting]:
        """Return each participant's best sitting: a reviewed one, none missed, the most right."""
        ended = Sitting.objects.filter(paper=self.paper, ended_at__isnull=False)
        rows = sorted(ended, key=lambda one: (one.gates, not one.missed, one.right or 0))
        return {one.participant_id: one for one in rows}

    @cached_property
    def played(self) -> dict[uuid.UUID, Played]:
        """Return each person's best role-play since the event began: one that counts, the newest.

        ``passed`` is what all its observers saw.
        """
        rows = RolePlay.objects.filter(
            person__in=self.people, observed_on__gte=self.event.first
        ).exclude(checklist="")
        found: dict[uuid.UUID, Played] = {}
        for one in sorted(rows, key=self._counts):
            found[one.person_id] = Played(
                passed=one.passed,
                reviewed=self._reviewed(one),
                day=one.observed_on,
                shown=len(one.shown),
                errors=len(one.errors),
            )
        return found

    def _counts(self, one: RolePlay) -> tuple[bool, bool, dt.date]:
        return one.passed and self._reviewed(one), one.passed, one.observed_on

    def _reviewed(self, one: RolePlay) -> bool:
        """Say whether an expert reviewed the checklist that was used and what was played."""
        return self.anything or {one.checklist, one.dialogue} <= self.reviewed

    @cached_property
    def reviewed(self) -> frozenset[str]:
        """Return the digests of reviewed checklists and the keys of reviewed conversations."""
        kinds = (Content.Kind.CHECKLIST, Content.Kind.DIALOGUE)
        known = Content.objects.filter(kind__in=kinds, reviewed=True)
        rows = list(known.values_list("kind", "key", "digest"))
        sheets = {digest for kind, _key, digest in rows if kind == Content.Kind.CHECKLIST}
        return frozenset(sheets | {key for kind, key, _d in rows if kind == Content.Kind.DIALOGUE})

    @cached_property
    def bridging(self) -> Bridge | None:
        return bridge_of(self.event)

    def _bridge(self, person: uuid.UUID) -> Bridge | None:
        if self.bridging is None:
            return None
        modules = self.studies.get(person, {})
        return replace(
            self.bridging,
            studied=_sorted({number: jp for number, (jp, _day) in modules.items()}),
            day=max((day for _jp, day in modules.values()), default=None),
        )

    @cached_property
    def studies(self) -> dict[uuid.UUID, dict[int | None, tuple[int, dt.date]]]:
        """Return the modules that each person worked through; of two versions the newer."""
        found: dict[uuid.UUID, dict[int | None, tuple[int, dt.date]]] = defaultdict(dict)
        for one in Study.objects.filter(person__in=self.people).order_by("version"):
            found[one.person_id][one.module] = (one.jp, one.finished_on)
        return found

    @cached_property
    def terms(self) -> Mapping[uuid.UUID, list[Term]]:
        """Return when each served; asked for a refresher alone, where a gap decides."""
        if self.event.course != Event.Course.REFRESHER:
            return {}
        return terms_of(self.people, self.event.last)

    @cached_property
    def certificates(self) -> list[Certificate]:
        rows = Certificate.objects.filter(person__in=self.people)
        return list(rows.defer("credential").order_by("issued_on", "number"))

    @cached_property
    def held(self) -> dict[uuid.UUID, Certificate]:
        return {one.person_id: one for one in self._of_event() if one.revoked_on is None}

    @cached_property
    def revoked(self) -> dict[uuid.UUID, dt.date]:
        return {
            one.person_id: one.revoked_on
            for one in self._of_event()
            if one.revoked_on and one.revoked_reason in _PERSONAL
        }

    def _of_event(self) -> Iterable[Certificate]:
        return (one for one in self.certificates if one.event_id == self.event.pk)

    @cached_property
    def by_person(self) -> dict[uuid.UUID, list[Certificate]]:
        found: dict[uuid.UUID, list[Certificate]] = defaultdict(list)
        for one in self.certificates:
            found[one.person_id].append(one)
        return found

    def _earlier(self, person: Person) -> tuple[Earlier, ...]:
        """Return what held before: certificates of other events, and what was typed off paper."""
        mine = self.by_person.get(person.pk, [])
        found = [
            Earlier(one.course, one.valid_until, one.pk, one.issued_on)
            for one in mine
            if one.revoked_on is None and one.event_id != self.event.pk
        ]
        if person.certified_until and person.certificate not in {one.number for one in mine}:
            found.append(Earlier(Certificate.Course.BASIC, person.certified_until))
        return tuple(found)


def _sorted(hours: Mapping[int | None, int]) -> Hours:
    """Order hours by module; what belongs to none comes last, and nothing of nothing."""
    ordered = sorted(hours.items(), key=lambda one: (one[0] is None, one[0] or 0))
    return tuple((module, jp) for module, jp in ordered if jp)


def _months(value: RuleValue | None) -> int | None:
    if value is None or value.value is None:
        return None
    factor = _MONTHS.get(value.unit)
    return value.value * factor if factor else None
