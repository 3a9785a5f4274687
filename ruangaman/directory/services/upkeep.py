"""Services are entered, changed, checked by telephone, and taken out (direktori layanan).

Whoever was faster wins, and the second one is told: ``ServiceChanged`` holds what stands now.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.clock import now
from ruangaman.directory.models import REFUGE, Hotline, Service, ServiceChange
from ruangaman.directory.services.reference import OFFERED
from ruangaman.lib.streets import names_place
from ruangaman.people.faults import Refused
from ruangaman.people.models import Role, RoleGrant, User

KEEPERS = (Role.COORDINATOR, Role.CASE_WORKER)
"""Who keeps the directory: the coordinator, and case workers, who call these services anyway."""
Kind = ServiceChange.Kind
_SPELLING = frozenset({"name", "what_id", "what_en", "source"})
"""Fields whose correction leaves a check as it is; nobody asks for them on the telephone."""
_NO_ADDRESS = _(
    "Alamat tempat aman tidak pernah dicatat. Pilih cara lain, misalnya lewat nomor bantuan."
)
_PLACES = ("name", "what_id", "what_en", "hours", "cost", "source")


@dataclass(frozen=True, kw_only=True)
class ServiceEntry:
    """What is recorded of a service; fields as in ``Service``."""

    name: str
    needs: Sequence[str]
    level: str
    regions: Sequence[str]
    what_id: str
    what_en: str
    cost: str
    hours: str
    languages: Sequence[str]
    disability_access: str
    men: str
    children: str
    must_report: str
    contact_kind: str
    contact: str
    phone: str
    source: str


class ServiceFault(Exception):
    """An entry that may not stand; ``faults`` are (field, sentence)."""

    def __init__(self, faults: list[tuple[str, Any]]) -> None:
        """Keep what is wrong."""
        super().__init__(str(faults[0][0]))
        self.faults = faults


class ServiceChanged(Exception):
    """Somebody changed a service after this editor had opened it; ``service`` is as it is now."""

    def __init__(self, service: Service) -> None:
        """Keep the service."""
        super().__init__(service.pk)
        self.service = service


def service_add(*, entry: ServiceEntry, by: User, asked: bool, cost_asked: bool) -> Service:
    """Record a service; ``asked`` says that somebody asked the service itself today."""
    _must_keep(by)
    _checked(entry)
    with transaction.atomic():
        last = Service.objects.aggregate(last=Max("position"))["last"]
        service = Service(
            code=_code(entry.name), position=(last if last is not None else -1) + 1, local=True
        )
        _set(service, asdict(entry))
        _check_set(service, by, asked=asked, cost_asked=cost_asked, kept=False)
        _written(service, Kind.ADDED, by)
    return service


def service_change(
    *, code: str, version: int, entry: ServiceEntry, by: User, asked: bool, cost_asked: bool
) -> Service:
    """Change a service. Other facts than words, not asked of the service, end its check."""
    _checked(entry)
    with _turn(code, version, by) as service:
        fields = _set(service, asdict(entry))
        _check_set(
            service,
            by,
            asked=asked,
            cost_asked=cost_asked,
            kept=_SPELLING.issuperset(name for name, _before, _after in fields),
            cost_kept="cost" not in {name for name, _before, _after in fields},
        )
        _written(service, Kind.CHANGED, by, fields=fields)
    return service


def service_called(
    *, code: str, version: int, result: str, note: str, cost_asked: bool, by: User
) -> Service:
    """Record what a call brought: ``confirmed``, ``unreached`` or ``closed``."""
    kind = Kind(result)
    with _turn(code, version, by) as service:
        if kind == Kind.CONFIRMED:
            _check_set(service, by, asked=True, cost_asked=cost_asked)
        elif kind == Kind.CLOSED:
            service.active = False
        _written(service, kind, by, note=note)
    return service


def service_shown(*, code: str, version: int, shown: bool, note: str, by: User) -> Service:
    """Take a service out of every list, or put it back; back without a check."""
    with _turn(code, version, by) as service:
        service.active = shown
        if shown:
            _check_set(service, by, asked=False, cost_asked=False, kept=False)
        _written(service, Kind.RESTORED if shown else Kind.RETIRED, by, note=note)
    return service


def service_offer(*, code: str, version: int, take: bool, by: User) -> Service:
    """Take what the pack says of a service that is kept here, or leave it; taken: unchecked."""
    with _turn(code, version, by) as service:
        fields = _set(service, service.offered) if take else []
        if take:
            _check_set(service, by, asked=False, cost_asked=False, kept=not fields)
        service.offered = {}
        _written(service, Kind.TAKEN if take else Kind.REFUSED, by, fields=fields)
    return service


def entry_faults(entry: ServiceEntry) -> list[tuple[str, Any]]:
    """Return what is wrong with an entry: a shelter's place is never written down."""
    faults: list[tuple[str, Any]] = []
    if REFUGE in entry.needs:
        if entry.contact_kind == "address":
            faults.append(("contact_kind", _NO_ADDRESS))
        faults += [
            (name, _("Di sini tampak tempat atau jalan. Alamat tempat aman tidak pernah dicatat."))
            for name in _PLACES
            if names_place(getattr(entry, name))
        ]
    if entry.contact_kind in ("hotline", "via"):
        if not Hotline.objects.filter(code=entry.contact, active=True).exists():
            faults.append(("contact", _("Pilih nomor bantuannya.")))
    elif entry.contact_kind == "address" and not entry.contact:
        faults.append(("address", _("Tulis alamat kantornya.")))
    return faults


def office_of(user: User) -> str:
    """Return who is named to everybody as having checked: the office, never the person."""
    team = (
        RoleGrant.objects.filter(user=user, role=Role.CASE_WORKER)
        .exclude(team=None)
        .order_by("team__name")
        .values_list("team__short_name", flat=True)
        .first()
    )
    with override("id"):
        return str(team or Role.COORDINATOR.label)


@contextmanager
def _turn(code: str, version: int, by: User) -> Iterator[Service]:
    """Give a service to change, in one transaction; from now on no pack overwrites it."""
    _must_keep(by)
    with transaction.atomic():
        taken = Service.objects.filter(pk=code, version=version).update(version=F("version") + 1)
        service = Service.objects.get(pk=code)
        if not taken:
            raise ServiceChanged(service)
        if not service.local:
            service.local = True
            service.pack_values = {name: getattr(service, name) for name in OFFERED}
        yield service


def _must_keep(by: User) -> None:
    if not by.grants.filter(role__in=KEEPERS).exists():
        raise Refused(_("Hanya koordinator dan pendamping yang mengurus daftar layanan."))


def _checked(entry: ServiceEntry) -> None:
    if faults := entry_faults(entry):
        raise ServiceFault(faults)


def _set(service: Service, values: Mapping[str, Any]) -> list[list[Any]]:
    """Set values and return what differs, as [name, before, after]."""
    fields = []
    for name, value in values.items():
        after = list(value) if isinstance(value, list | tuple) else value
        before = getattr(service, name)
        if before != after:
            fields.append([name, before, after])
            setattr(service, name, after)
    return fields


def _check_set(
    service: Service,
    by: User,
    *,
    asked: bool,
    cost_asked: bool,
    kept: bool = True,
    cost_kept: bool = True,
) -> None:
    """Set who checked and when; a check that does not cover what stands there now goes."""
    today: dt.date = timezone.localdate()
    if asked:
        service.verified_by, service.verified_on = office_of(by), today
    elif not kept:
        service.verified_by, service.verified_on, service.mark = "", None, "K-m"
    if asked and cost_asked:
        service.cost_asked_on = today
    elif not cost_kept or not kept:
        service.cost_asked_on = None


def _code(name: str) -> str:
    """Return a free code made of the name."""
    stem = slugify(name)[:80] or "layanan"
    taken = set(Service.objects.filter(code__startswith=stem).values_list("code", flat=True))
    codes = [stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 2))]
    return next(code for code in codes if code not in taken)


def _written(
    service: Service, kind: Kind, by: User, *, fields: Sequence[Any] = (), note: str = ""
) -> None:
    """Save a service, put the change into its history, and write an audit event without words."""
    service.save()
    ServiceChange.objects.create(
        service=service, kind=kind, by=by, at=now(), fields=list(fields), note=note
    )
    audit_record(
        actor=by.pk,
        action=f"service_{kind}",
        subject=subject_of("service", service.pk.encode()),
        detail={"fields": sorted(name for name, _before, _after in fields)},
    )
