"""Gives and takes roles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.people.faults import Refused
from ruangaman.people.models import KEY_ROLES, RecipientKey, Role, RoleGrant, Team, User
from ruangaman.people.services.receiving import receiving_ask

TEAM_ROLES = frozenset({Role.CASE_WORKER, Role.SUPERVISOR, Role.FOCAL_POINT})
"""Roles that exist only in a team."""


@dataclass(frozen=True, slots=True)
class GrantSpec:
    """A role to give: with its team for those who read or lead, with its unit for its head."""

    role: str
    team: Team | None = None
    unit_code: str = ""

    @classmethod
    def of(cls, role: str, place: Team | None) -> GrantSpec:
        """Return the role at ``place``; a focal-point team stands for the unit of its head."""
        head = role == Role.HEAD_OF_UNIT and place is not None
        return cls(
            role=role,
            team=place if role in TEAM_ROLES else None,
            unit_code=place.unit_code if head and place else "",
        )


def grant_add(*, user: User, spec: GrantSpec, by: User) -> RoleGrant:
    """Give ``user`` a role; ``Refused`` if it does not go with what she has."""
    spec_check(spec)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        combination_check(user, spec.role)
        if RoleGrant.objects.filter(user=user, **_fields(spec)).exists():
            raise Refused(_("Orang ini sudah punya peran itu."))
        grant = RoleGrant.objects.create(user=user, **_fields(spec))
        if spec.role == Role.FOCAL_POINT:
            receiving_ask([user.pk])
        _record("role_given", by, grant)
    return grant


def grant_remove(*, grant: RoleGrant, by: User) -> None:
    """Take a role away; ``Refused`` for the last administrator."""
    with transaction.atomic():
        if grant.role == Role.ADMINISTRATOR:
            last_administrator_check(grant.user)
        _record("role_taken", by, grant)
        grant.delete()


def spec_check(spec: GrantSpec) -> None:
    """Raise ``Refused`` for a role without its team or unit."""
    if spec.role in TEAM_ROLES and spec.team is None:
        raise Refused(_("Pilih tim untuk peran ini."))
    if spec.role == Role.HEAD_OF_UNIT and not spec.unit_code:
        raise Refused(_("Pilih unit untuk peran ini."))
    if spec.role == Role.FOCAL_POINT and spec.team and spec.team.kind != Team.Kind.FOCAL_POINT:
        raise Refused(_("Fokal point hanya ada di tim fokal point sebuah unit."))
    examining = spec.team is not None and spec.team.kind == Team.Kind.EXAMINER
    if spec.team is not None and examining != (spec.role == Role.EXAMINER):
        raise Refused(_("Di tim pemeriksa hanya ada pemeriksa, dan pemeriksa hanya ada di sana."))


def combination_check(user: User, role: str) -> None:
    """Raise ``Refused`` if one person would administer accounts and be able to read reports."""
    roles = set(RoleGrant.objects.filter(user=user).values_list("role", flat=True))
    has_key = RecipientKey.objects.filter(user=user, replaced_on=None).exists()
    administers = role == Role.ADMINISTRATOR or Role.ADMINISTRATOR in roles
    reads = role in KEY_ROLES or roles & KEY_ROLES or has_key
    if administers and reads:
        raise Refused(
            _(
                "Satu orang tidak boleh menjadi administrator dan pembaca laporan sekaligus. "
                "Pakailah dua akun milik dua orang."
            )
        )


def last_administrator_check(user: User) -> None:
    """Raise ``Refused`` if nobody else could administer accounts without ``user``."""
    others = (
        RoleGrant.objects.select_for_update()
        .filter(role=Role.ADMINISTRATOR, user__is_active=True)
        .exclude(user=user)
    )
    if not others:
        raise Refused(_("Ini administrator terakhir. Undang administrator lain dahulu."))


def grants_write(user: User, specs: list[GrantSpec]) -> None:
    """Give a new account its roles within another service's transaction."""
    for spec in specs:
        spec_check(spec)
        combination_check(user, spec.role)
        RoleGrant.objects.create(user=user, **_fields(spec))
    if any(spec.role == Role.FOCAL_POINT for spec in specs):
        receiving_ask([user.pk])


def _fields(spec: GrantSpec) -> dict[str, Any]:
    return {"role": spec.role, "team": spec.team, "unit_code": spec.unit_code}


def _record(action: str, by: User, grant: RoleGrant) -> None:
    audit_record(
        actor=by.pk,
        action=action,
        subject=subject_of("user", grant.user_id.bytes),
        detail={"role": grant.role, "team": grant.team.code if grant.team else ""},
    )
