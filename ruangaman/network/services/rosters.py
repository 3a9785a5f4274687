"""A list of participants becomes people of the network: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.audit import audit_record
from ruangaman.core.templatetags.dates import short_day
from ruangaman.lib.roster.model import Choices, Entry
from ruangaman.lib.table import Table
from ruangaman.network.models import Unit
from ruangaman.network.roster_drafts import Outcome
from ruangaman.network.selectors.rosters import Preview, roster_preview
from ruangaman.network.services.people import PersonEntry, people_add, people_trained
from ruangaman.people.faults import Refused
from ruangaman.people.models import User

Progress = Callable[[int, int], None]


class RosterRefused(Refused):
    """Nothing was recorded; ``preview`` says what is open."""

    def __init__(self, preview: Preview) -> None:
        """Keep what is open."""
        super().__init__(
            gettext_lazy("Daftar ini belum dapat dicatat. Periksa yang masih terbuka.")
        )
        self.preview = preview


def roster_import(
    *, table: Table, choices: Choices, by: User | None, progress: Progress | None = None
) -> Outcome:
    """Record everybody of a list who is not recorded yet, and later days of training of those
    who are, in one transaction.

    Imports happen one at a time, so that the same list twice at once records nobody twice.
    ``by`` is None for whoever runs a command on the server. Raises ``RosterRefused`` while
    anything is wrong or open, and ``services.people.PeopleRefused``.
    """
    with transaction.atomic():
        list(Unit.objects.select_for_update().order_by("pk")[:1])
        preview = roster_preview(table, choices)
        if not preview.ready:
            raise RosterRefused(preview)
        if preview.adding:
            people_add(
                entries=_entries(preview.adding),
                by=by,
                source=choices.source
                or _("Daftar yang diimpor %(day)s") % {"day": short_day(timezone.localdate())},
                progress=progress,
            )
        if preview.renewing:
            people_trained(days={one.person: one.day for one in preview.renewing}, by=by)
        renewed = tuple(one.name for one in preview.renewing)
        known = _known(preview)
        _record(preview, by, len(known))
    return Outcome(len(preview.adding), known, len(preview.by_unit), renewed)


def _entries(adding: Sequence[Entry]) -> list[PersonEntry]:
    return [
        PersonEntry(
            name=one.name,
            kind=one.kind,
            unit_code=one.unit,
            rank=one.rank,
            sex=one.sex,
            nip=one.nip,
            phone=one.phone,
            email=one.email,
            position=one.position,
            trained_on=one.trained_on,
        )
        for one in adding
    ]


def _known(preview: Preview) -> tuple[str, ...]:
    """Return who of the list is as she was recorded, as the list names her."""
    added = {one.row for one in preview.adding} | {one.row for one in preview.renewing}
    return tuple(one.name for one in preview.roster.entries if one.row not in added)


def _record(preview: Preview, by: User | None, known: int) -> None:
    """Put the import on record; a total that differed with the words that explain it."""
    detail = {
        "lines": preview.roster.lines,
        "recorded": len(preview.adding),
        "known": known,
        "renewed": len(preview.renewing),
        "declared": [one.number for one in preview.roster.declared],
    }
    if preview.roster.differing:
        detail["explanation"] = preview.choices.explanation
    audit_record(actor=by.pk if by else None, action="roster_imported", detail=detail)
