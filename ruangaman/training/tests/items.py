"""The items of the pack as rows, and tests that are open now."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from ruangaman.lib.testing import module_of
from ruangaman.network.tests.standing import person
from ruangaman.training.models import Content, Event, Paper, Participant, Sitting
from ruangaman.training.selectors.items import right_choice
from ruangaman.training.selectors.sittings import PER_PAGE
from ruangaman.training.services.sittings import answers_save, sitting_begin, sitting_end

PLACE = Path(settings.BASE_DIR) / "packs" / "ntt" / "training" / "items"
HOUR = dt.timedelta(hours=1)


def items_make(*, reviewed: bool = True) -> list[Content]:
    """Write every item of the pack; an item in a form is reviewed if wished."""
    entries = [
        entry
        for path in sorted(PLACE.glob("m*.toml"))
        for entry in tomllib.loads(path.read_text("utf-8"))["item"]
    ]
    return Content.objects.bulk_create(
        Content(
            kind=Content.Kind.ITEM,
            key=entry["key"],
            position=position,
            digest=f"{position:064}",
            body={**entry, "module": module_of(entry["key"])},
            reviewed=reviewed,
        )
        for position, entry in enumerate(entries)
    )


def paper_open(event: Event, kind: str = Paper.Kind.POST, **values: Any) -> Paper:
    """Make a test that opened an hour ago and closes in an hour."""
    now = timezone.now()
    said = {"opens_at": now - HOUR, "closes_at": now + HOUR, "minutes": 40}
    return Paper.objects.create(event=event, kind=kind, **{**said, **values})


def people(event: Event, count: int) -> list[Participant]:
    """Invite people without an account, ``Peserta 00`` and so on."""
    return [
        Participant.objects.create(
            event=event,
            person=person("biro-umum", name=f"Peserta {n:02}", search=f"peserta {n:02}"),
        )
        for n in range(count)
    ]


def right_of(sitting: Sitting) -> dict[int, str]:
    """Return the right choice of every item, by its id."""
    rows = Content.objects.in_bulk([item for item, _choices in sitting.order])
    return {pk: right_choice(row.body)["key"] for pk, row in rows.items()}


def wrong_of(sitting: Sitting, *items: int) -> dict[int, str]:
    """Return a wrong choice for each of these items."""
    right = right_of(sitting)
    return {
        item: next(one for one in choices if one != right[item])
        for item, choices in sitting.order
        if item in items
    }


def plain_items(sitting: Sitting) -> list[int]:
    """Return the ids of items that need not be passed, in the order of the sitting."""
    rows = Content.objects.in_bulk([item for item, _choices in sitting.order])
    return [item for item, _choices in sitting.order if not rows[item].body["must_pass"]]


def sat(paper: Paper, participant: Participant, wrong: int = 0, **begin: Any) -> Sitting:
    """Let somebody sit a test to its end, with so many wrong answers (none of a must-pass item)."""
    sitting = sitting_begin(paper=paper, participant=participant, **begin)
    missing = wrong_of(sitting, *plain_items(sitting)[:wrong])
    answers_save(sitting=sitting, chosen=right_of(sitting) | missing, **begin)
    return sitting_end(sitting=sitting, **begin)


def fields_of(sitting: Sitting, page: int, chosen: dict[int, str]) -> dict[str, str]:
    """Return what a browser sends for a page on which these choices are marked."""
    first = (page - 1) * PER_PAGE
    part = sitting.order[first : first + PER_PAGE]
    return {"pengerjaan": str(sitting.pk)} | {
        f"j{first + place}": chosen[item]
        for place, (item, _choices) in enumerate(part, 1)
        if item in chosen
    }
