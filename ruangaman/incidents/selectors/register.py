"""Incidents as a data protection officer reads them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruangaman.core.clock import now
from ruangaman.incidents import seals
from ruangaman.incidents.models import Incident, IncidentBox
from ruangaman.incidents.words import TOLD_STATES
from ruangaman.lib.sealing import KeyPair, PublicKey, SealError
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import author_keys
from ruangaman.people.selectors.officers import officers_able


class IncidentNotFound(Exception):
    """There is none, or none that this reader's key opens."""


@dataclass(frozen=True, slots=True)
class Written:
    """Something that was written; ``trusted`` is False where the seal or signature is wrong."""

    at: dt.datetime | None
    role: str
    what: str
    values: Mapping[str, Any]
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened incident: its row, the seed in the officer's hands, and what was written."""

    row: Incident
    seed: bytes = field(repr=False)
    history: Sequence[Written]

    @property
    def values(self) -> dict[str, Any]:
        """The newest value of each field."""
        found: dict[str, Any] = {}
        for one in self.history:
            if one.what not in ("linked", "told"):
                found |= one.values
        return found

    @property
    def found_at(self) -> dt.datetime:
        """When it was found: the clock runs from there."""
        return dt.datetime.fromisoformat(self.values["found_at"])

    @property
    def late(self) -> bool:
        """Whether the time for notices is over and somebody is still to be told."""
        return bool(self.row.due_at and not self.row.closed_on and self.row.due_at < now())

    @property
    def links(self) -> list[dict[str, Any]]:
        """Cases that teams tied to it, by a random mark: when, by which role, whether told."""
        told = {one.values["link"]: one for one in self.history if one.what == "told"}
        return [
            {"at": one.at, "role": one.role, "told": told.get(one.values["link"])}
            for one in self.history
            if one.what == "linked"
        ]

    @property
    def missing(self) -> list[str]:
        """What must be written before it can be closed."""
        values = self.values
        open_links = any(link["told"] is None for link in self.links)
        checks = {
            "contained": bool(values.get("contained")),
            "authority": bool(values.get("authority")),
            "persons": values.get("persons") in TOLD_STATES and not open_links,
            "lessons": bool(values.get("lessons")),
        }
        return [name for name, done in checks.items() if not done]


def incidents_opened(reader: Reader) -> list[Opened]:
    """Return the incidents the reader's key opens: late ones, then by due time, closed last."""
    boxes = IncidentBox.objects.filter(recipient_id=reader.key_id).select_related("incident")
    found = [_opened(box, reader) for box in boxes.prefetch_related("incident__items")]
    last = dt.datetime.max.replace(tzinfo=dt.UTC)
    return sorted(
        (one for one in found if one),
        key=lambda one: (bool(one.row.closed_on), one.row.due_at or last, one.row.code),
    )


def incident_opened(reader: Reader, code: str) -> Opened:
    """Return one incident, or raise ``IncidentNotFound``."""
    boxes = IncidentBox.objects.filter(recipient_id=reader.key_id, incident__code=code.upper())
    box = boxes.select_related("incident").first()
    found = _opened(box, reader) if box else None
    if found is None:
        raise IncidentNotFound
    return found


def officers_lacking(one: Opened) -> dict[uuid.UUID, PublicKey]:
    """Return the officers who cannot read it yet, a new one for example."""
    held = set(one.row.boxes.values_list("recipient_id", flat=True))
    return {key: public for key, public in officers_able().items() if key not in held}


def overdue_exists() -> bool:
    """Say whether any notice is late."""
    return Incident.objects.filter(closed_on=None, due_at__lt=now()).exists()


def incident_open_exists() -> bool:
    """Say whether any incident is not closed."""
    return Incident.objects.filter(closed_on=None).exists()


def _opened(box: IncidentBox, reader: Reader) -> Opened | None:
    row = box.incident
    try:
        seed = seals.box_open(bytes(box.sealed), reader.key, incident=row.pk)
    except SealError:
        return None
    key, authors = KeyPair(seed), _authors(row)
    history = [_written(row, item.pk, bytes(item.sealed), key, authors) for item in row.items.all()]
    if not history or history[0].what != "found":
        return None
    return Opened(row, seed, history)


def _written(
    row: Incident, item: uuid.UUID, sealed: bytes, key: KeyPair, authors: seals.Authors
) -> Written:
    try:
        _, body = seals.item_open(sealed, key, incident=row.pk, item=item, authors=authors)
    except SealError:
        return Written(None, "", "altered", {}, trusted=False)
    at = dt.datetime.fromisoformat(body["at"])
    return Written(at, str(body["role"]), str(body["what"]), body["set"])


def _authors(row: Incident) -> seals.Authors:
    from django.conf import settings

    keys = author_keys(row.boxes.values_list("recipient_id", flat=True))
    server = seals.server_key(settings.SEAL_SECRET).public
    return {seals.SERVER: server, **{key.bytes: public for key, public in keys.items()}}.get
