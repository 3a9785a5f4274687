"""The public pages say what they believe of the manifest; the worker sweeps older words."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from ruangaman.core.audit import audit_record
from ruangaman.core.clock import now
from ruangaman.core.statements import rows_insert
from ruangaman.people.models import PublicVerdict
from ruangaman.people.selectors.verdicts import places_heard, rows_heard
from ruangaman.people.verdict import Said, Verdict, said_seal

KEPT = dt.timedelta(days=2)
"""So long the last word of a place is kept that says nothing any more; the newest one always."""


def verdict_leave(*, verdict: Verdict, since: dt.datetime) -> None:
    """Add a row: the public database account may do that, and read or change none."""
    row = uuid.uuid4()
    rows_insert([PublicVerdict(id=row, sealed=said_seal(Said(verdict, now(), since), row))])


def verdicts_sweep() -> None:
    """Keep the newest word of each place; rows of another secret are counted in the audit."""
    with transaction.atomic():
        heard = rows_heard()
        unreadable = [row for row, said in heard if said is None]
        newest = places_heard(heard)
        last = max((said.at for said in newest.values()), default=None)
        kept = {
            (said.verdict.place, said.at)
            for said in newest.values()
            if said.at == last or said.at > now() - KEPT
        }
        gone = [row for row, said in heard if said and (said.verdict.place, said.at) not in kept]
        PublicVerdict.objects.filter(pk__in=[*unreadable, *gone]).delete()
        if unreadable:
            detail = {"count": len(unreadable)}
            audit_record(actor=None, action="verdicts_unreadable", detail=detail)
