"""What every change of a draft has in common: its turn, its audit event."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.oversight.models import Draft
from ruangaman.people.faults import Refused

State = Draft.State


class Changed(Refused):
    """Somebody changed the draft after this person had opened it."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            _("Rancangan ini baru saja diubah orang lain. Periksa keadaannya, lalu ulangi.")
        )


@contextmanager
def draft_turn(*, draft: Draft, states: Iterable[str], revision: int | None) -> Iterator[Draft]:
    """Give a draft to change in one transaction; the first statement takes the row.

    ``Changed`` when its revision is not ``revision`` (None: any), it is gone, or it is in none of
    ``states``: somebody took a step since it was shown.
    """
    with transaction.atomic():
        mine = Draft.objects.filter(pk=draft.pk)
        if revision is not None:
            mine = mine.filter(revision=revision)
        if not mine.update(revision=F("revision") + 1):
            raise Changed
        now = Draft.objects.get(pk=draft.pk)
        if now.state not in states:
            raise Changed
        yield now


def release_noted(
    semester: str,
    *,
    by: uuid.UUID | None,
    action: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Write an audit event about the figures of a semester; last in its transaction."""
    said = {"semester": semester, **(detail or {})}
    subject = subject_of("release", semester.encode())
    audit_record(actor=by, action=action, subject=subject, detail=said)
