"""campaigns.toml: days of the year on which units do something, and what a small unit can do."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training.forms import distinct
from ruangaman.lib.pack.training.items import count_between
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Taught
from ruangaman.lib.pack.training.tree import Node, table

FILE = "campaigns.toml"
SHAPE = {
    "campaign": table(
        "key first last title_id title_en what_id what_en ideas_id ideas_en materials"
        " source mark reviewed_by reviewed_on"
    )
}
MATERIALS = ("kit", "handout", "channels", "posters", "induction", "practice", "policy", "peers")
"""Pages and prints of the software that an entry may point to."""
IDEAS = (3, 5)
_ANY_YEAR = 2001
"""A year without 29 February: a day that is not there every year begins no campaign."""
_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign(Taught):
    """A campaign that comes back each year, from the day ``first`` to ``last`` ("25-11")."""

    key: str
    first: str
    last: str
    title_id: str
    title_en: str
    what_id: str
    what_en: str
    ideas_id: tuple[str, ...]
    ideas_en: tuple[str, ...]
    materials: tuple[str, ...]


def campaigns(found: Mapping[str, tuple[Node, ...]]) -> tuple[Campaign, ...]:
    """The campaigns in the order of their first days."""
    distinct(found["campaign"])
    made = [_campaign(node.line) for node in found["campaign"]]
    return tuple(sorted(made, key=lambda one: (one.first[3:], one.first[:2], one.key)))


def _campaign(line: Line) -> Campaign:
    title_id, title_en = line.pair("title", limit=LABEL)
    what_id, what_en = line.pair("what", limit=TEXT)
    ideas_id, ideas_en = line.paragraphs("ideas")
    count_between(line, "ideas_id", len(ideas_id), *IDEAS)
    return Campaign(
        key=line.slug("key"),
        first=_day(line, "first"),
        last=_day(line, "last"),
        title_id=title_id,
        title_en=title_en,
        what_id=what_id,
        what_en=what_en,
        ideas_id=ideas_id,
        ideas_en=ideas_en,
        materials=line.choices("materials", MATERIALS),
        **line.review(),
    )


def _day(line: Line, field: str) -> str:
    """A day of every year, as day and month; empty where it cannot be read."""
    value = line.reference(field, limit=LABEL)
    if not value or _is_day(value):
        return value
    line.fault(field, "bad-day", value=value)
    return ""


def _is_day(value: str) -> bool:
    found = _DAY.fullmatch(value)
    if found is None:
        return False
    try:
        dt.date(_ANY_YEAR, int(found[2]), int(found[1]))
    except ValueError:
        return False
    return True
