"""The checks of a report as its reporter sees them, and who outside her office reads an answer."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

from ruangaman.core.clocks import Terms
from ruangaman.people.models import Team
from ruangaman.people.selectors import Recipient, ready_teams, recipients_with_keys
from ruangaman.reporting import seals
from ruangaman.reporting.checkins import HERSELF, Check, answer_read, checks_of
from ruangaman.reporting.clocks import Facts, checks_due
from ruangaman.reporting.grants import ENDED, allowance_of, as_at_first
from ruangaman.reporting.models import Box
from ruangaman.reporting.selectors.bound import BOUND, Had
from ruangaman.reporting.selectors.facts import facts_of, teams_of
from ruangaman.reporting.selectors.mailbox import Mailbox
from ruangaman.reporting.selectors.parts import ReadItem, items_read
from ruangaman.reporting.selectors.stopped import receivers_new


def mailbox_facts(mailbox: Mailbox, messages: Sequence[ReadItem]) -> Facts:
    """Return what the clocks go by: only teams that still read count."""
    needs = items_read(mailbox.report, mailbox.box, ["needs"], mailbox.authors)["needs"]
    ledger, told = mailbox.ledger, teams_of(mailbox.report)
    granted = {grant.team: grant.parts for grant in mailbox.grants if grant.team}
    if "turned_at" in ledger:  # kept out by a conflict: maybe before it was a report
        granted = {team: parts for team, parts in granted.items() if not parts or team in told}
    teams = dict(Team.objects.filter(pk__in=granted).values_list("pk", "kind"))
    ended: dict[str, str] = ledger.get(ENDED, {})
    return facts_of(
        mailbox.report,
        needs=needs,
        messages=messages,
        teams=teams,
        reading={team for team, parts in granted.items() if parts and team in told},
        lost=[
            Had(dt.datetime.fromisoformat(at), has=False)
            for team, at in ended.items()
            if teams.get(uuid.UUID(team)) in BOUND
        ],
    )


def mailbox_checks(
    mailbox: Mailbox, messages: Sequence[ReadItem], facts: Facts, terms: Terms
) -> list[Check]:
    """Return her checks with what she answered."""

    def read(item: ReadItem) -> str:
        return answer_read(item, report=mailbox.report.pk, holder=HERSELF, key=mailbox.reporter)

    return checks_of(checks_due(facts, terms), messages, read)


def outside_readers(mailbox: Mailbox) -> list[Recipient]:
    """Return who reads her messages and is more than a focal point."""
    boxes = Box.objects.filter(report=mailbox.report, ended_on=None)
    holders = boxes.values_list("recipient_id", flat=True)
    known = mailbox.ledger["authors"]
    people = recipients_with_keys(
        holders, lambda key_id, public: known.get(str(key_id)) == seals.digest(public)
    )
    return [one for one in people.values() if not one.bridge_only and _reads(mailbox, one)]


def outside_offered(mailbox: Mailbox) -> Team | None:
    """Return UPTD PPA where nobody outside reads and it could, and was not kept out by her."""
    if outside_readers(mailbox):
        return None
    return next(
        (team for team in ready_teams(Team.Kind.UPTD_PPA) if receivers_new(mailbox, team)), None
    )


def _reads(mailbox: Mailbox, person: Recipient) -> bool:
    met = as_at_first(person, mailbox.ledger)
    return "messages" in allowance_of(met, mailbox.grants, mailbox.ledger["conflicts"]).parts
