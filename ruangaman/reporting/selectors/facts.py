"""What the clocks of a report go by, read from its opened needs and messages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from django.utils import timezone

from ruangaman.lib.boxes import BoxContent
from ruangaman.people.models import Team
from ruangaman.reporting.answers import SOON
from ruangaman.reporting.clocks import Facts
from ruangaman.reporting.models import Item, Report
from ruangaman.reporting.seals import Authors
from ruangaman.reporting.selectors.bound import (
    BOUND,
    Had,
    bound_events,
    bound_since,
    police_told_on,
)
from ruangaman.reporting.selectors.parts import ReadItem, holders_as_authors, items_read
from ruangaman.reporting.selectors.purpose import HANDED, REPORT, purpose_of

_NEWEST = 20
_HERSELF = ("saya", "saya_anak", "saya_ragu")


def facts_of(
    report: Report,
    *,
    needs: Sequence[ReadItem],
    messages: Sequence[ReadItem],
    teams: Mapping[uuid.UUID, str],
    reading: Collection[uuid.UUID] | None = None,
    lost: Sequence[Had] = (),
) -> Facts:
    """Return the facts; ``teams`` were told, with their kinds, ``reading`` of them read.

    ``lost``: when a bound receiver was kept out, as only her own ledger says.
    """
    purpose = purpose_of(needs)
    answers, child = purpose.answers, purpose.is_child
    received = _moment(purpose.first.get("at")) or dt.datetime.fromtimestamp(0, dt.UTC)
    spoken = _spoken(messages)
    answered = spoken[-1] if spoken else None
    kinds = {kind for team, kind in teams.items() if reading is None or team in reading}
    reported = purpose.reported_at if purpose.about in _HERSELF else None
    events = bound_events(needs, messages, received, teams)
    bound_at, reads = bound_since(reported, events), bool(kinds.intersection(BOUND))
    return Facts(
        state=report.state,
        received_at=received,
        since=_handed_at(needs) or received,
        answer_due=_moment(purpose.due_at),
        reported_at=reported,
        bound_at=bound_at if reads else None,
        knew_at=None if reads else bound_since(reported, [*events, *lost]),
        told_on=police_told_on(needs) if purpose.kind == REPORT else None,
        answered_at=answered,
        contacted=len(spoken) > 1,
        agreed_at=_agreed_at(messages, answered),
        child=child,
        child_at=purpose.child_at,
        urgent=child or answers.get("aman") == "tidak" or answers.get("kapan") in SOON,
        bridged=kinds == {Team.Kind.FOCAL_POINT},
    )


def facts_for_the_open(report: Report, box: BoxContent) -> tuple[Facts, list[ReadItem]]:
    """Return what the day in the open follows from, and the opened needs.

    Of the messages only the newest are opened. A box without the needs gives what it can: the
    day then follows from the state alone.
    """
    authors = holders_as_authors(report, box.reporter)
    needs = items_read(report, box, ["needs"], authors).get("needs", [])
    spoken = _spoken(_newest_messages(report, box, authors))
    answered = spoken[-1] if spoken else None
    if not needs:
        now = timezone.now()
        return Facts(state=report.state, received_at=now, answered_at=answered or now), needs
    facts = facts_of(report, needs=needs, messages=(), teams=teams_of(report))
    return replace(facts, answered_at=answered, contacted=len(spoken) > 1), needs


def _newest_messages(report: Report, box: BoxContent, authors: Authors) -> list[ReadItem]:
    """Return the last messages, or all of them where two words of workers are not among those."""
    if "messages" not in box.seeds:
        return []
    places = Item.objects.filter(report=report, part="messages").order_by("-position")
    newest = list(places.values_list("position", flat=True)[:_NEWEST])
    for after in (newest[-1] - 1 if newest else -1, -1):
        found = items_read(report, box, ["messages"], authors, after=after)["messages"]
        if len(_spoken(found)) > 1:
            return found
    return found


def first_word(messages: Sequence[ReadItem]) -> dt.datetime | None:
    """Return when a worker first wrote to her, if one did."""
    spoken = _spoken(messages)
    return spoken[0] if spoken else None


def teams_of(report: Report) -> dict[uuid.UUID, str]:
    """Return the kinds of the teams that were told."""
    return dict(report.teams.values_list("pk", "kind"))


def _handed_at(needs: Sequence[ReadItem]) -> dt.datetime | None:
    """When she gave the whole case to another team, if she did."""
    handed = (item for item in needs if item.kind == HANDED and item.author == "reporter")
    return max((item.at for item in handed if item.at), default=None)


def _spoken(messages: Sequence[ReadItem]) -> list[dt.datetime]:
    """Return when workers wrote to her, in order."""
    return sorted(item.at for item in messages if item.author == "staff" and item.at)


def _agreed_at(messages: Sequence[ReadItem], answered: dt.datetime | None) -> dt.datetime | None:
    """Return her newest yes to a further reader that nobody has followed with a word."""
    found = [
        item.at
        for item in messages
        if item.kind == "decision"
        and item.author == "reporter"
        and item.body.get("yes")
        and item.at
        and not (answered and item.at <= answered)
    ]
    return max(found, default=None)


def _moment(text: object) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if isinstance(text, str) else None
