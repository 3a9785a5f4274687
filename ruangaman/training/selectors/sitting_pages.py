"""The pages of a sitting, as its order says, with what was saved."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ruangaman.core.pack_content import said
from ruangaman.lib.testing import module_of
from ruangaman.training.models import Answer, Content, Sitting
from ruangaman.training.selectors.items import items_by_id, right_choice
from ruangaman.training.selectors.sittings import PER_PAGE

PREFIX = "j"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of an item on a page."""

    key: str
    text: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An item on a page: its number in this sitting, and what was chosen before."""

    number: int
    text: str
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"{PREFIX}{self.number}"


@dataclass(frozen=True, slots=True)
class PageState:
    """How much of a page is answered."""

    number: int
    first: int
    last: int
    answered: int

    @property
    def open(self) -> int:
        """How many of its items have no answer yet."""
        return self.last - self.first + 1 - self.answered


@dataclass(frozen=True, slots=True)
class Wrong:
    """An item that was not answered rightly, with the reason; ``chosen`` is empty for none."""

    text: str
    chosen: str
    right: str
    reason: str
    source: str
    reviewed: bool


def pages_of(sitting: Sitting) -> int:
    """Return how many pages there are."""
    return -(-len(sitting.order) // PER_PAGE)


def page_fields(sitting: Sitting, page: int) -> dict[str, int]:
    """Return the items of a page by the names of their fields (no query)."""
    first = (page - 1) * PER_PAGE
    part = sitting.order[first : first + PER_PAGE]
    return {f"{PREFIX}{first + place}": item for place, (item, _c) in enumerate(part, 1)}


def page_asked(sitting: Sitting, page: int) -> list[Asked]:
    """Return the items of a page, from 1 (two queries)."""
    first = (page - 1) * PER_PAGE
    part = sitting.order[first : first + PER_PAGE]
    ids = [item for item, _choices in part]
    rows, chosen = items_by_id(ids), _chosen(sitting, ids)
    return [
        _asked(first + place, rows[item], choices, chosen.get(item, ""))
        for place, (item, choices) in enumerate(part, 1)
    ]


def pages_state(sitting: Sitting) -> list[PageState]:
    """Return how much of each page is answered (one query)."""
    chosen = _chosen(sitting)
    answered = Counter(
        place // PER_PAGE for place, (item, _c) in enumerate(sitting.order) if item in chosen
    )
    return [
        PageState(
            page + 1,
            page * PER_PAGE + 1,
            min((page + 1) * PER_PAGE, len(sitting.order)),
            answered[page],
        )
        for page in range(pages_of(sitting))
    ]


def wrong_of(sitting: Sitting) -> list[Wrong]:
    """Return what was not right in an ended sitting, in its order (two queries)."""
    rows = items_by_id([item for item, _choices in sitting.order])
    chosen = _chosen(sitting)
    found = [_wrong(rows[item], chosen.get(item, "")) for item, _choices in sitting.order]
    return [one for one in found if one is not None]


def modules_wrong(sitting: Sitting) -> list[int]:
    """Return the modules of which something was not right (two queries)."""
    rows = items_by_id([item for item, _choices in sitting.order])
    chosen = _chosen(sitting)
    wrong = {
        module_of(row.key)
        for pk, row in rows.items()
        if right_choice(row.body)["key"] != chosen.get(pk)
    }
    return sorted(wrong)


def _chosen(sitting: Sitting, ids: list[int] | None = None) -> dict[int, str]:
    rows = Answer.objects.filter(sitting=sitting)
    if ids is not None:
        rows = rows.filter(item__in=ids)
    return dict(rows.values_list("item_id", "choice"))


def _asked(number: int, row: Content, order: list[str], chosen: str) -> Asked:
    by_key = {one["key"]: one for one in row.body["choice"]}
    choices = tuple(Choice(key, said(by_key[key], "text"), key == chosen) for key in order)
    return Asked(number, said(row.body, "text"), choices)


def _wrong(row: Content, chosen: str) -> Wrong | None:
    by_key = {one["key"]: one for one in row.body["choice"]}
    right = right_choice(row.body)
    if right["key"] == chosen:
        return None
    picked = by_key.get(chosen)
    return Wrong(
        text=said(row.body, "text"),
        chosen=said(picked, "text") if picked else "",
        right=said(right, "text"),
        reason=said(row.body, "reason"),
        source=row.body.get("source", ""),
        reviewed=row.reviewed,
    )
