"""Records of the work on a report: things that are written about more than once (rencana, tugas).

Each writing is an item of a part, sealed and signed like everything else, and is never changed.
What a thing is now follows from all that was written about it, in order. No query here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.reporting.selectors.parts import ReadItem

KIND = "record"


@dataclass(frozen=True, slots=True)
class Record:
    """A thing as it stands after ``history``, oldest first; never empty.

    ``fields`` has the newest value of each field, whoever wrote it; ``hers`` only what the
    reporter's own code signed, ``theirs`` only what workers signed. A consent counts from
    ``hers`` alone.
    """

    thing: uuid.UUID
    about: str
    fields: Mapping[str, Any]
    hers: Mapping[str, Any]
    theirs: Mapping[str, Any]
    history: tuple[ReadItem, ...]

    @property
    def first(self) -> ReadItem:
        """What was written first."""
        return self.history[0]

    @property
    def last(self) -> ReadItem:
        """What was written last."""
        return self.history[-1]

    @property
    def at(self) -> dt.datetime | None:
        """When it was written about last."""
        return self.last.at


def record_body(*, about: str, thing: uuid.UUID, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is sealed of one writing; whoever seals it adds when, and by which role."""
    return {"kind": KIND, "about": about, "thing": str(thing), "set": dict(values)}


def thing_of(item: ReadItem) -> uuid.UUID | None:
    """Return which thing an item is about; None for another kind, or a name that is none."""
    if item.kind != KIND:
        return None
    try:
        return uuid.UUID(str(item.body.get("thing")))
    except ValueError:
        return None


def records_of(items: Iterable[ReadItem], about: str) -> list[Record]:
    """Return the things of one sort among the items of a part, in the order they began.

    What cannot be read, because it was altered or signed by nobody we know, counts for nothing.
    """
    written: dict[uuid.UUID, list[ReadItem]] = {}
    for item in items:
        thing = thing_of(item)
        if thing and item.body.get("about") == about and isinstance(item.body.get("set"), dict):
            written.setdefault(thing, []).append(item)
    return [_record(thing, about, history) for thing, history in written.items()]


def position_of(items: Iterable[ReadItem]) -> int:
    """Return the place of the newest item: what somebody has seen who read all of them."""
    return max((item.position for item in items), default=0)


def _record(thing: uuid.UUID, about: str, history: list[ReadItem]) -> Record:
    return Record(
        thing=thing,
        about=about,
        fields=_newest(history),
        hers=_newest(item for item in history if item.author == "reporter"),
        theirs=_newest(item for item in history if item.author == "staff"),
        history=tuple(history),
    )


def _newest(history: Iterable[ReadItem]) -> Mapping[str, Any]:
    return dict(_pairs(history))


def _pairs(history: Iterable[ReadItem]) -> Iterator[tuple[str, Any]]:
    for item in history:
        yield from item.body["set"].items()
