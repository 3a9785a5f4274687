"""Everything that the page of one decree shows, and which steps this person may take."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.network.models import Appointment, Decree, DecreeFile, DecreeStep, Leave
from ruangaman.network.permissions import is_coordinator, units_headed
from ruangaman.network.private import private_open
from ruangaman.network.selectors.conflicts import Conflict, Look, decree_look, left_out
from ruangaman.network.selectors.decree_paper import nip_words
from ruangaman.network.selectors.decrees import (
    State,
    files_of,
    may_answer,
    standing_of,
    steps_of,
    unit_names,
)
from ruangaman.people.models import Role, RoleGrant, User
from ruangaman.people.selectors.able import keys_vouched


class Reach(models.TextChoices):
    """How far somebody is from receiving messages."""

    NO_ACCOUNT = "no_account", _("Belum punya akun. Minta administrator mengundang orang ini.")
    NO_ROLE = "no_role", _("Akunnya belum berperan fokal point unit ini. Minta administrator.")
    NO_KEY = "no_key", _("Kuncinya belum siap. Dua penerima menandatanganinya setelah ia membuat.")
    ABLE = "able", _("Dapat membaca pesan.")


class Step(models.TextChoices):
    """A step somebody may take now; the value is its address."""

    EDIT = "ubah", _("Ubah isi")
    PERSON = "orang", _("Tambah orang")
    SUBMIT = "ajukan", _("Ajukan untuk ditandatangani")
    ISSUE = "terbitkan", _("Catat penandatanganan")
    RETURN = "kembalikan", _("Kembalikan ke koordinator")
    WITHDRAW = "batal", _("Batalkan usulan")
    SCAN = "pindaian", _("Unggah SK bertanda tangan")
    AMEND = "perubahan", _("Buat perubahan SK")
    ASK = "pencabutan", _("Minta pencabutan")
    ANSWER = "jawaban", _("Jawab permintaan pencabutan")


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody whom a decree names."""

    appointment: Appointment
    conflicts: tuple[Conflict, ...]
    leave: Leave | None
    reach: Reach


@dataclass(frozen=True, slots=True)
class Page:
    """A decree and what is around it."""

    decree: Decree
    unit: str
    standing: State
    look: Look
    people: list[PersonLine]
    left_out: list[Appointment]
    steps: list[DecreeStep]
    files: list[DecreeFile]
    signer_nip: str
    may: frozenset[Step]
    has_head: bool
    newer: Decree | None

    @property
    def open(self) -> bool:
        """Say whether it is not signed yet."""
        return self.standing in (State.DRAFT, State.SUBMITTED)


def decree_page(user: User, decree: Decree) -> Page:
    """Return the page of a decree, in a fixed number of queries."""
    look, today = decree_look(decree), timezone.localdate()
    standing = standing_of(decree, today)
    nip = private_open(decree.official_nip, owner=decree.pk, field="official_nip")
    return Page(
        decree=decree,
        unit=unit_names([decree.unit_code]).get(decree.unit_code, decree.unit_code),
        standing=standing,
        look=look,
        people=_lines(decree, look),
        left_out=left_out(decree, look.people),
        steps=list(steps_of(decree)),
        files=list(files_of(decree)),
        signer_nip=nip_words(nip),
        may=frozenset(steps_for(user, decree, standing)),
        has_head=_has_head(decree),
        newer=decree.amendments.exclude(state=State.WITHDRAWN).order_by("-created_at").first(),
    )


def steps_for(user: User, decree: Decree, standing: State) -> list[Step]:
    """Return the steps somebody may take with a decree; each service asks again for itself."""
    keeps, heads = is_coordinator(user), decree.unit_code in units_headed(user)
    signs = keeps if decree.authority == Decree.Authority.GOVERNOR else heads
    if decree.state == State.DRAFT:
        return [Step.EDIT, Step.PERSON, Step.SUBMIT, Step.WITHDRAW] if keeps else []
    if decree.state == State.SUBMITTED:
        own = [Step.ISSUE, Step.RETURN] if signs else []
        return [*own, *([Step.WITHDRAW] if keeps else [])]
    if decree.state == State.WITHDRAWN:
        return []
    found = [Step.SCAN]
    if decree.state == State.ISSUED:
        found += [Step.AMEND] if keeps else []
    if decree.state == State.ISSUED and standing == State.ISSUED:
        if decree.asked_at is None:
            found.append(Step.ASK)
        elif decree.asked_by_id == user.pk or may_answer(decree, user):
            found.append(Step.ANSWER)
    return found


def _lines(decree: Decree, look: Look) -> list[PersonLine]:
    today = timezone.localdate()
    people = [one.person_id for one in look.people]
    away: dict[uuid.UUID, Leave] = {}
    for leave in Leave.objects.filter(person__in=people, last__gte=today).order_by("-first"):
        away[leave.person_id] = leave
    users = [one.person.user_id for one in look.people if one.person.user_id]
    in_team = set(
        RoleGrant.objects.filter(
            user__in=users, role=Role.FOCAL_POINT, team__units__code=decree.unit_code
        ).values_list("user_id", flat=True)
    )
    able = {one.user_id for one in keys_vouched()}
    return [
        PersonLine(
            one,
            look.conflicts.get(one.pk, ()),
            away.get(one.person_id),
            _reach(one.person.user_id, in_team, able),
        )
        for one in look.people
    ]


def _reach(user: uuid.UUID | None, in_team: set[uuid.UUID], able: set[uuid.UUID]) -> Reach:
    if user is None:
        return Reach.NO_ACCOUNT
    if user not in in_team:
        return Reach.NO_ROLE
    return Reach.ABLE if user in able else Reach.NO_KEY


def _has_head(decree: Decree) -> bool:
    """Say whether somebody can sign as head of the unit."""
    return RoleGrant.objects.filter(
        role=Role.HEAD_OF_UNIT, unit_code=decree.unit_code, user__is_active=True
    ).exists()
