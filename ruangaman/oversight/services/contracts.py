"""The coordinator notes what Biro PBJ found in a sample of contracts, and withdraws a mistake."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.oversight.models import ContractCheck
from ruangaman.people.models import User


@dataclass(frozen=True, slots=True)
class Checked:
    """``having`` of ``checked`` contracts had the clause; ``source`` is the letter."""

    day: dt.date
    checked: int
    having: int
    source: str


def contract_check_note(*, found: Checked, once: bytes, by: User) -> bool:
    """Keep a check; False where this page was sent before, and nothing is kept again."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                made = ContractCheck.objects.create(once=once, **asdict(found))
        except IntegrityError:
            return False
        _record("noted", made, by)
    return True


def contract_check_withdraw(*, pk: uuid.UUID, by: User) -> bool:
    """Let a check count nowhere; False where there is none, or it is withdrawn already."""
    with transaction.atomic():
        rows = ContractCheck.objects.filter(pk=pk, withdrawn=False)
        if not rows.update(withdrawn=True):
            return False
        _record("withdrawn", ContractCheck.objects.get(pk=pk), by)
    return True


def _record(what: str, one: ContractCheck, by: User) -> None:
    audit_record(
        actor=by.pk,
        action=f"oversight_contracts_{what}",
        subject=subject_of("oversight_contracts", one.pk.bytes),
        detail={"checked": one.checked, "having": one.having},
    )
