"""What a list on its way in holds, and how it lies in the database: sealed, as one piece."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ruangaman.lib.roster.model import Choices
from ruangaman.lib.table import Fault, Row, Table
from ruangaman.lib.table.model import Aside
from ruangaman.lib.vault import VaultError
from ruangaman.network.models import RosterDraft
from ruangaman.network.private import draft_open, draft_seal


class DraftLost(LookupError):
    """What a draft holds does not open: it is another person's, or the secret is another."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an import: how many were recorded, who was known before and did not change,
    whose day of training was renewed.
    """

    recorded: int
    known: tuple[str, ...]
    units: int
    renewed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """The whole of a draft: ``raw`` until it was read, then ``table``, at last ``outcome``.

    ``refused``: why it cannot be read (the word, and what it is about).
    """

    choices: Choices = field(default_factory=Choices)
    raw: bytes = b""
    table: Table | None = None
    refused: tuple[str, str] = ("", "")
    outcome: Outcome | None = None

    def but(self, **values: Any) -> Content:
        """Return it with other values."""
        return replace(self, **values)


def content_seal(draft: RosterDraft, content: Content) -> None:
    """Put a content into the draft's column."""
    told = {
        "choices": _choices_told(content.choices),
        "table": _table_told(content.table) if content.table else None,
        "refused": content.refused,
        "outcome": asdict(content.outcome) if content.outcome else None,
    }
    head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
    body = zlib.compress(head + b"\n" + content.raw, level=1)
    draft.sealed = draft_seal(body, owner=_owner(draft))


def content_open(draft: RosterDraft) -> Content:
    """Return what a draft holds, or raise ``DraftLost``."""
    try:
        body = draft_open(draft.sealed, owner=_owner(draft))
    except VaultError as fault:
        raise DraftLost from fault
    head, _, raw = zlib.decompress(body).partition(b"\n")
    told = json.loads(head)
    return Content(
        choices=_choices(told["choices"]),
        raw=raw,
        table=_table(told["table"]) if told["table"] else None,
        refused=(told["refused"][0], told["refused"][1]),
        outcome=_outcome(told["outcome"]) if told["outcome"] else None,
    )


def _owner(draft: RosterDraft) -> bytes:
    return draft.pk.bytes + draft.asked_by_id.bytes


def _choices_told(choices: Choices) -> dict[str, Any]:
    day = choices.trained_on
    return {
        "units": dict(choices.units),
        "people": {str(row): what for row, what in choices.people.items()},
        "total": choices.total,
        "explanation": choices.explanation,
        "trained_on": day.isoformat() if day else "",
        "source": choices.source,
    }


def _choices(told: Mapping[str, Any]) -> Choices:
    return Choices(
        units=told["units"],
        people={int(row): what for row, what in told["people"].items()},
        total=told["total"],
        explanation=told["explanation"],
        trained_on=dt.date.fromisoformat(told["trained_on"]) if told["trained_on"] else None,
        source=told["source"],
    )


def _table_told(table: Table) -> dict[str, Any]:
    rows = [
        (row.number, {key: _value_told(value) for key, value in row.values.items()})
        for row in table.rows
    ]
    return {
        "sheet": table.sheet,
        "heading_row": table.heading_row,
        "columns": dict(table.columns),
        "rows": rows,
        "faults": [asdict(fault) for fault in table.faults],
        "aside": [asdict(one) for one in table.aside],
        "unread": dict(table.unread or {}),
        "other_sheets": table.other_sheets,
    }


def _table(told: Mapping[str, Any]) -> Table:
    return Table(
        told["sheet"],
        told["heading_row"],
        told["columns"],
        tuple(
            Row(number, {key: _value(value) for key, value in values.items()})
            for number, values in told["rows"]
        ),
        tuple(Fault(**one) for one in told["faults"]),
        tuple(Aside(one["number"], tuple(one["texts"])) for one in told["aside"]),
        told["unread"],
        tuple(told["other_sheets"]),
    )


def _value_told(value: str | dt.date) -> str | list[str]:
    return value if isinstance(value, str) else [value.isoformat()]


def _value(told: str | list[str]) -> str | dt.date:
    return told if isinstance(told, str) else dt.date.fromisoformat(told[0])


def _outcome(told: Mapping[str, Any]) -> Outcome:
    renewed = tuple(told.get("renewed", ()))
    return Outcome(told["recorded"], tuple(told["known"]), told["units"], renewed)
