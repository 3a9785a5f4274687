"""Reads services for those who keep them: the list, one of them, and whom to call."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import F, Q

from ruangaman.directory.freshness import Freshness, freshness, oldest_check
from ruangaman.directory.models import Hotline, Service, ServiceChange

RETIRED = "tidak_dipakai"
"""The filter for services that are not shown any more."""
_UNSEEN = (ServiceChange.Kind.UNREACHED,)


@dataclass(frozen=True, slots=True)
class Row:
    """A service in a list; ``dial`` is the number to call, ``tries`` calls without an answer."""

    service: Service
    freshness: Freshness
    dial: str
    tries: int = 0


class Share(NamedTuple):
    """How many of all services shown were checked within the days of ``directory_fresh`` (D1)."""

    fresh: int
    total: int


def services_kept(*, need: str = "", region: str = "", age: str = "", words: str = "") -> list[Row]:
    """Return the services that fit, in two queries; those not shown only if asked for."""
    found = Service.objects.filter(active=age != RETIRED).order_by("position", "code")
    rows = _rows(
        service
        for service in found
        if (not need or need in service.needs)
        and (not region or region in service.regions or "*" in service.regions)
        and _speaks_of(service, words)
    )
    return [row for row in rows if age in ("", RETIRED) or row.freshness == age]


def call_list() -> list[Row]:
    """Return whom to call, the longest unchecked first, never checked before all; three queries."""
    rows = [
        row
        for row in _rows(Service.objects.filter(active=True).order_by("position", "code"))
        if row.freshness != Freshness.FRESH
    ]
    tried = Counter(
        ServiceChange.objects.filter(
            Q(service__verified_on=None) | Q(at__date__gte=F("service__verified_on")),
            kind__in=_UNSEEN,
            service__in=[row.service.pk for row in rows],
        ).values_list("service_id", flat=True)
    )
    rows.sort(key=lambda row: row.service.verified_on or dt.date.min)
    return [Row(row.service, row.freshness, row.dial, tried[row.service.pk]) for row in rows]


def share_fresh() -> Share:
    """Return the share of services checked in time; counts no person and no report."""
    oldest = oldest_check()
    ages = [freshness(one, oldest) for one in Service.objects.filter(active=True)]
    return Share(sum(age in (Freshness.FRESH, Freshness.SOON) for age in ages), len(ages))


def service_changes(service: Service) -> list[ServiceChange]:
    """Return what was done to a service, the newest first."""
    return list(service.changes.select_related("by").order_by("-at", "-pk"))


def _rows(services: Iterable[Service]) -> list[Row]:
    lines = {line.code: line.display for line in Hotline.objects.filter(active=True)}
    oldest = oldest_check()
    return [
        Row(one, freshness(one, oldest), one.phone or lines.get(one.contact, ""))
        for one in services
    ]


def _speaks_of(service: Service, words: str) -> bool:
    text = " ".join([service.name, service.what_id, service.what_en, service.code]).casefold()
    return all(word in text for word in words.casefold().split())
