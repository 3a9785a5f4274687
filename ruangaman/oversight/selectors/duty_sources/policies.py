"""Documents of policy that held on a day, and whether their day of review had passed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone

from ruangaman.core.audit import subject_of
from ruangaman.core.models import AuditEvent
from ruangaman.oversight.selectors.duty_sources import KEPT, LACKING, Told
from ruangaman.policy.models import Document
from ruangaman.policy.selectors.documents import NEVER_INHERITED, PROVINCE

_UNKNOWN: Told = (None, "reviewed_since")


class Policies:
    """What held on a day, by unit and kind; the province's under the empty code."""

    def __init__(self, day: dt.date, kinds: Collection[str], *, now: bool) -> None:
        """Read the documents of all units, in two queries."""
        self._kinds = tuple(kinds)
        changed = frozenset() if now else _corrected_after(day)
        self._told: defaultdict[tuple[str, str], list[Told]] = defaultdict(list)
        for one in _held(day, self._kinds):
            self._told[one.unit_code, one.kind].append(_current(one, day, changed))

    def told(self, code: str) -> Told:
        """Say whether a unit has every kind, its own or the province's, none overdue."""
        return _all(self._kind(code, kind) for kind in self._kinds)

    def _kind(self, code: str, kind: str) -> Told:
        found = self._told.get((code, kind))
        if found is None and kind not in NEVER_INHERITED:
            found = self._told.get((PROVINCE, kind))
        if not found:
            return LACKING
        return KEPT if KEPT in found else _UNKNOWN if _UNKNOWN in found else LACKING


class _Held(NamedTuple):
    pk: uuid.UUID
    unit_code: str
    kind: str
    review_on: dt.date | None


def _held(day: dt.date, kinds: Collection[str]) -> Iterable[_Held]:
    """Return what held on a day; ``ended_on`` is the first day on which one no longer holds."""
    rows = Document.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=day), kind__in=kinds, in_force_from__lte=day
    ).exclude(state=Document.State.DRAFT)
    return map(_Held._make, rows.values_list(*_Held._fields))


def _current(one: _Held, day: dt.date, changed: Collection[bytes]) -> Told:
    """A day of review that was moved later on may have passed before it was moved."""
    if one.review_on is not None and one.review_on < day:
        return LACKING
    if changed and subject_of("policy_document", one.pk.bytes) in changed:
        return _UNKNOWN
    return KEPT


def _corrected_after(day: dt.date) -> frozenset[bytes]:
    tomorrow = timezone.make_aware(dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min))
    events = AuditEvent.objects.filter(action="policy_document_corrected", at__gte=tomorrow)
    return frozenset(bytes(subject) for subject in events.values_list("subject", flat=True))


def _all(found: Iterable[Told]) -> Told:
    kinds = tuple(found)
    return LACKING if LACKING in kinds else _UNKNOWN if _UNKNOWN in kinds else KEPT
