"""The open cases of somebody who leaves, and who takes each over. Who does stands under seal.

Each case that is looked into counts as opened, and its reporter sees that.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from ruangaman.people.models import RecipientKey
from ruangaman.people.readers import Reader
from ruangaman.reporting.records import records_of
from ruangaman.reporting.selectors.desk import ReportNotFound
from ruangaman.reporting.selectors.desk_list import DeskRow, desk_page
from ruangaman.reporting.services.desk import parts_open

ABOUT = "successor"
TO = "kepada"
SIZE = 20


@dataclass(frozen=True, slots=True)
class Leaving:
    """A case of hers; ``successor`` is a name, empty where nobody was named yet."""

    number: str
    successor: str


@dataclass(frozen=True, slots=True)
class LeavingPage:
    """Some of her open cases; ``next`` is the number after which more follow."""

    cases: list[Leaving]
    next: str | None


def leaving_page(*, reader: Reader, after: str) -> LeavingPage:
    """Open the needs of up to ``SIZE`` open cases and say who takes each over."""
    page = desk_page(reader=reader, after=after, search="", states=(), size=SIZE)
    keys = {row.report.number: _successor(reader, row) for row in page.rows}
    names = names_of(key for key in keys.values() if key)
    cases = [Leaving(number, names.get(key, "") if key else "") for number, key in keys.items()]
    return LeavingPage(cases, page.next)


def names_of(keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Return the names of the holders of keys."""
    found = RecipientKey.objects.filter(pk__in=list(keys)).select_related("user")
    return {key.pk: key.user.name for key in found}


def _successor(reader: Reader, row: DeskRow) -> uuid.UUID | None:
    if "needs" not in row.box.parts:
        return None
    try:
        items = parts_open(reader=reader, report=row.report, box=row.box, parts=["needs"])
    except ReportNotFound:
        return None
    records = records_of(items.get("needs", ()), ABOUT)
    if not records or records[-1].theirs.get("dari") != str(reader.key_id):
        return None
    try:
        return uuid.UUID(str(records[-1].theirs.get(TO)))
    except ValueError:
        return None
