"""Decrees of appointment on their way: proposed, signed, changed by another one, or given up."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Declaration, Decree, Person, Unit
from ruangaman.network.private import private_open, private_seal
from ruangaman.network.selectors.conflicts import decree_look, left_out
from ruangaman.network.selectors.decrees import appointments_of
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.units import units_in_force
from ruangaman.network.services.decree_changes import (
    decree_turn,
    must_coordinate,
    must_sign,
    step_add,
)
from ruangaman.network.services.receiving import receiving_refresh_decrees
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

NIP = "official_nip"
State = Decree.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a decree says beside whom it appoints; the number of its signer is digits or empty."""

    title: str
    authority: str
    official_title: str
    official_name: str
    official_nip: str
    starts: dt.date
    ends: dt.date
    noted: str = ""
    budget: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """How a decree was signed: number as the office writes it, day, place and signer."""

    number: str
    signed_on: dt.date
    signed_at: str
    official_title: str
    official_name: str
    official_nip: str


def decree_create(*, unit: Unit, terms: Terms, by: User) -> Decree:
    """Begin the draft of a decree for a unit."""
    must_coordinate(by)
    with transaction.atomic():
        decree = Decree(unit_code=unit.code)
        _terms_write(decree, terms)
        decree.save(force_insert=True)
        step_add(decree=decree, action="created", by=by)
    return decree


def decree_edit(*, decree: Decree, version: int, terms: Terms, by: User) -> None:
    """Change what a draft says; a longer term asks everybody anew whether she is willing."""
    must_coordinate(by)
    with decree_turn(
        pk=decree.pk, version=version, states=[State.DRAFT], by=by, action="edited"
    ) as mine:
        longer = mine.ends is not None and terms.ends > mine.ends
        _terms_write(mine, terms)
        mine.save()
        if longer:
            Declaration.objects.filter(appointment__decree=mine).delete()


def decree_submit(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Propose a draft for signature; ``Refused`` while something stands against it.

    One that leaves out somebody whom the earlier decree names needs a ``reason``.
    """
    must_coordinate(by)
    with decree_turn(
        pk=decree.pk,
        version=version,
        states=[State.DRAFT],
        by=by,
        action="submitted",
        reason=reason,
    ) as mine:
        look = decree_look(mine)
        if look.stops(issuing=False):
            raise Refused(_("Usulan ini belum memenuhi syarat. Lihat yang ditandai di bawah."))
        if left_out(mine, look.people) and not reason:
            raise Refused(_("Tulis alasan: ada fokal point lama yang tidak ditunjuk lagi."))
        mine.state, mine.submitted_at = State.SUBMITTED, timezone.now()
        mine.save(update_fields=["state", "submitted_at"])


def decree_withdraw(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Give up a draft, or a proposal that is not signed yet."""
    must_coordinate(by)
    states = [State.DRAFT, State.SUBMITTED]
    with decree_turn(
        pk=decree.pk, version=version, states=states, by=by, action="withdrawn", reason=reason
    ) as mine:
        mine.state = State.WITHDRAWN
        mine.save(update_fields=["state"])


def decree_return(*, decree: Decree, version: int, reason: str, by: User) -> None:
    """Send a proposal back to the coordinator, with what should change."""
    if not reason:
        raise Refused(_("Tulis apa yang perlu diperbaiki."))
    with decree_turn(
        pk=decree.pk,
        version=version,
        states=[State.SUBMITTED],
        by=by,
        action="returned",
        reason=reason,
    ) as mine:
        must_sign(by, mine)
        mine.state = State.DRAFT
        mine.save(update_fields=["state"])


def decree_issue(*, decree: Decree, version: int, signature: Signature, by: User) -> None:
    """Note that a decree was signed: from now on it appoints whom it names.

    Everything is looked at again, with the unit and the people held still. In the same
    transaction the decree it changes ends, on the day on which this one begins.
    """
    if signature.signed_on > timezone.localdate():
        raise Refused(_("Hari penandatanganan tidak boleh di masa depan."))
    with decree_turn(
        pk=decree.pk, version=version, states=[State.SUBMITTED], by=by, action="issued"
    ) as mine:
        must_sign(by, mine)
        _not_own_proposal(mine, by)
        _unit_held(mine)
        look = decree_look(mine)
        if look.stops(issuing=True):
            raise Refused(_("SK ini belum dapat terbit. Lihat yang ditandai di bawah."))
        _positions_write(mine, look.people)
        _signature_write(mine, signature)
        mine.state, mine.issued_at = State.ISSUED, timezone.now()
        mine.save()
        if mine.amends:
            _earlier_ended(mine, mine.amends, by)
        receiving_refresh_decrees([mine, mine.amends])


def decree_amend(
    *, decree: Decree, version: int, by: User, starts: dt.date | None = None
) -> Decree:
    """Begin a decree that changes this one: the same people until its end.

    What they declared, on that day, still holds for the same role in the same term, so it comes
    along with its day; not where the term was over, because nobody was asked for a longer one.
    The new one begins on ``starts``, today at the earliest.
    """
    must_coordinate(by)
    begins = max(starts or timezone.localdate(), timezone.localdate())
    with decree_turn(
        pk=decree.pk, version=version, states=[State.ISSUED], by=by, action="amending"
    ) as earlier:
        if begun := earlier.amendments.filter(state__in=[State.DRAFT, State.SUBMITTED]).first():
            raise Refused(_("Perubahan SK ini sudah dibuat: “%(title)s”.") % {"title": begun.title})
        new = Decree(unit_code=earlier.unit_code, amends=earlier)
        running = earlier.ends is not None and earlier.ends > begins
        _terms_write(
            new,
            Terms(
                title=earlier.title,
                authority=earlier.authority,
                official_title=earlier.official_title,
                official_name=earlier.official_name,
                official_nip=nip_of(earlier),
                starts=begins,
                ends=earlier.ends if running and earlier.ends else begins + dt.timedelta(days=1),
                noted=earlier.noted,
                budget=earlier.budget,
            ),
        )
        new.save(force_insert=True)
        _people_copied(earlier, new, declared=running)
    with transaction.atomic():
        step_add(decree=new, action="created", by=by)
    return new


def nip_of(decree: Decree) -> str:
    """Return the signer's number, in digits."""
    return private_open(decree.official_nip, owner=decree.pk, field=NIP)


def _terms_write(decree: Decree, terms: Terms) -> None:
    for name in ("title", "authority", "official_title", "official_name", "starts", "ends"):
        setattr(decree, name, getattr(terms, name))
    decree.noted, decree.budget = terms.noted, terms.budget
    decree.official_nip = private_seal(terms.official_nip, owner=decree.pk, field=NIP)


def _signature_write(decree: Decree, signature: Signature) -> None:
    for name in ("number", "signed_on", "signed_at", "official_title", "official_name"):
        setattr(decree, name, getattr(signature, name))
    decree.year = signature.signed_on.year
    decree.official_nip = private_seal(signature.official_nip, owner=decree.pk, field=NIP)


def _not_own_proposal(decree: Decree, by: User) -> None:
    """Refuse a head who also coordinates and would sign what he proposed himself."""
    if decree.authority == Decree.Authority.GOVERNOR:
        return
    proposed = decree.steps.filter(action="submitted").order_by("at", "pk").last()
    if proposed is not None and proposed.actor_id == by.pk:
        raise Refused(_("Anda sendiri yang mengusulkan SK ini. Orang lain yang menandatangani."))


def _unit_held(decree: Decree) -> None:
    """Hold the unit and the people still, or refuse for a unit that is gone.

    Two decrees of a unit, and a decree and a move of its people, go one after the other.
    """
    unit = units_in_force().select_for_update(of=("self",)).filter(code=decree.unit_code).last()
    if unit is None:
        raise Refused(_("Unit ini sudah tidak ada. Batalkan SK ini."))
    people = decree.appointments.values_list("person", flat=True)
    list(Person.objects.select_for_update().filter(pk__in=list(people)).order_by("pk"))


def _positions_write(decree: Decree, people: list[Appointment]) -> None:
    """Keep each position as it is on the first day of the decree."""
    today = timezone.localdate()
    places = places_of([one.person_id for one in people], max(decree.starts or today, today))
    for one in people:
        place = places.get(one.person_id)
        if place and not one.position:
            one.position = place.position
            one.save(update_fields=["position"])


def _earlier_ended(decree: Decree, earlier: Decree, by: User) -> None:
    """End the decree that this one changes, or refuse if another one did already."""
    ended = Decree.objects.filter(pk=earlier.pk, state=State.ISSUED, asked_at__isnull=True).update(
        state=State.AMENDED, ended_on=decree.starts, version=F("version") + 1
    )
    if not ended:
        raise Refused(
            _("SK yang diubah sudah diganti atau dicabut, atau pencabutannya sedang ditanyakan.")
        )
    step_add(decree=earlier, action="amended", by=by)


def _people_copied(earlier: Decree, new: Decree, *, declared: bool) -> None:
    for one in appointments_of([earlier]):
        if one.ended_on is not None:
            continue
        copied = Appointment.objects.create(
            decree=new,
            person=one.person,
            role=one.role,
            site=one.site,
            shift=one.shift,
            elsewhere=one.elsewhere,
        )
        said = getattr(one, "declaration", None)
        if said and declared:
            fields = ("willing", "not_head", "no_command", "no_misconduct", "keeps_secret")
            Declaration.objects.create(
                appointment=copied,
                by_paper=said.by_paper,
                declared_on=said.declared_on,
                **{name: getattr(said, name) for name in fields},
            )
