"""Takes back a change of units that was planned for a later day, as if it had never been entered.

What has begun is never taken back this way: it is history, and changed by another change. Several
planned changes of the same units are taken back in turn, the one entered last first.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.services.reference import fields_write
from ruangaman.network.models import Decree, Placement, Unit, UnitChange
from ruangaman.network.selectors.unit_pages import planned_change
from ruangaman.network.services.unit_changes import name_free, parent_check
from ruangaman.network.services.unit_rows import Occasion, UnitRefused, unit_audit, units_gate
from ruangaman.network.services.unit_settling import units_follow
from ruangaman.people.models import Invitation, RoleGrant, Team


def change_cancel(*, code: str, reason: str, occasion: Occasion) -> UnitChange:
    """Cancel the newest planned change of a unit, for all units that it was about.

    Raises ``UnitRefused`` where nothing is planned, where a later change or anything else was
    built upon it, or where the units could not be again what they were.
    """
    with transaction.atomic():
        units_gate(occasion)
        change = planned_change(code)
        if change is None:
            raise UnitRefused(_("Tidak ada perubahan yang direncanakan, atau sudah berlaku."))
        _is_last(change)
        rows = Unit.objects.in_bulk([one["row"] for one in change.undo])
        codes = {row.code for row in rows.values()}
        _undo(change, rows)
        _stands(codes)
        change.cancelled_by, change.cancelled_at, change.cancel_reason = occasion.by, now(), reason
        change.save(update_fields=["cancelled_by", "cancelled_at", "cancel_reason"])
        unit_audit(
            "unit_change_cancelled",
            occasion.by,
            sorted(codes),
            kind=change.kind,
            day=str(change.day),
        )
        units_follow(codes=codes, by=occasion.by)
    return change


def _is_last(change: UnitChange) -> None:
    """Refuse while a change that was entered later wrote the same rows."""
    rows = {one["row"] for one in change.undo}
    later = UnitChange.objects.filter(recorded_at__gte=change.recorded_at, cancelled_at=None)
    for other in later.exclude(pk=change.pk).prefetch_related("sides"):
        if rows.intersection(one["row"] for one in other.undo):
            names = ", ".join(sorted({side.name for side in other.sides.all()}))
            raise UnitRefused(
                _("Sesudah itu dicatat perubahan lain (%(names)s). Batalkan yang itu dulu.")
                % {"names": names}
            )


def _undo(change: UnitChange, rows: dict[int, Unit]) -> None:
    """Write back what was there, the last first; refuse where a row has begun."""
    today = timezone.localdate()
    for one in reversed(change.undo):
        row = rows.get(one["row"])
        begun = row is not None and row.valid_from is not None and row.valid_from <= today
        if row is None or (one["was"] is None and begun):
            raise UnitRefused(_("Perubahan ini sudah berlaku, jadi tidak dapat dibatalkan lagi."))
        if one["was"] is None:
            row.delete()
        else:
            fields_write(row, one["was"])


def _stands(codes: Collection[str]) -> None:
    """Look whether the units can be again what they were, and let go of those never begun."""
    left = {row.code: row for row in Unit.objects.filter(code__in=codes).order_by("pk")}
    for code, row in left.items():
        if row.valid_to is None:
            name_free(row.name, code=code)
            parent_check(code, row.parent)
    gone = [code for code in codes if code not in left]
    if gone:
        _unused(gone)
        Team.objects.filter(kind=Team.Kind.FOCAL_POINT, unit_code__in=gone).delete()


def _unused(codes: Collection[str]) -> None:
    """Refuse while anything was entered for units that were only planned."""
    teams = {"team__unit_code__in": codes, "team__kind": Team.Kind.FOCAL_POINT}
    decrees = Decree.objects.filter(unit_code__in=codes).exclude(state=Decree.State.WITHDRAWN)
    invited = Invitation.objects.filter(accepted_at=None, revoked_at=None)
    for found, words in (
        (Unit.objects.filter(parent__in=codes), _("unit di bawahnya")),
        (decrees, _("SK untuk unit itu")),
        (Placement.objects.filter(unit_code__in=codes), _("orang yang ditempatkan di sana")),
        (RoleGrant.objects.filter(unit_code__in=codes), _("akun yang terhubung dengannya")),
        (RoleGrant.objects.filter(**teams), _("akun yang terhubung dengannya")),
        (invited.filter(unit_code__in=codes), _("undangan untuk unit itu")),
        (Invitation.objects.filter(**teams), _("undangan untuk unit itu")),
    ):
        if found.exists():
            raise UnitRefused(
                _("Untuk unit yang direncanakan sudah ada %(what)s. Pindahkan atau batalkan dulu.")
                % {"what": words}
            )
