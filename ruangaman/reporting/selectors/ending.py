"""The end of reports: whose time is over, what is held, and who may know of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import RuleMissing, rule, shifted, verified
from ruangaman.core.shred import disposed_at
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.chain import keyed_reference
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import SealError
from ruangaman.people.models import Role, RoleGrant
from ruangaman.people.readers import Reader
from ruangaman.reporting import seals
from ruangaman.reporting.covers import HOLD, covers_of
from ruangaman.reporting.models import Box, Disposal, Ending, Hold, Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.selectors.desk import ReportNotFound, box_known
from ruangaman.reporting.selectors.mailbox import Mailbox

RETENTION = {
    Report.State.CONCLUDED: "retention_concluded",
    Report.State.WITHDRAWN: "retention_withdrawn",
}
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes part in a disposal: a reader with an open vault, or a supervisor of a team."""

    user_id: uuid.UUID
    reader: Reader | None
    supervised: frozenset[uuid.UUID]

    @property
    def reference(self) -> bytes:
        """What stands for this person in rows and journal; nothing without the server secret."""
        return keyed_reference(settings.SEAL_SECRET, "person", self.user_id.bytes)


@dataclass(frozen=True, slots=True)
class Retention:
    """By which rule, and on which day, the time of a report is over."""

    rule: RuleValue
    ends_on: dt.date

    @property
    def over(self) -> bool:
        """Whether that day has come."""
        return self.ends_on <= timezone.localdate()


@dataclass(frozen=True, slots=True)
class EndingRow:
    """A report on the list: why, since when, what has been done about it."""

    report: Report
    rule: str
    since: dt.date
    ending: Ending | None
    hold: Hold | None


def actor_for(*, user_id: uuid.UUID, reader: Reader | None) -> Actor:
    """Return a person with the teams she leads."""
    led = RoleGrant.objects.filter(user=user_id, role=Role.SUPERVISOR, team__active=True)
    teams = led.values_list("team_id", flat=True)
    return Actor(user_id, reader, frozenset(team for team in teams if team))


def retention_of(report: Report) -> Retention | None:
    """Return when the time of a closed report is over; None without a rule: then never."""
    key = RETENTION.get(Report.State(report.state))
    if key is None or report.closed_on is None:
        return None
    try:
        value = rule(key)
    except RuleMissing:
        return None
    ends_on = shifted(report.closed_on, value)
    return Retention(value, ends_on) if ends_on else None


def hold_of(report: Report) -> Hold | None:
    """Return the hold that is in force today."""
    return Hold.objects.filter(report=report, until__gte=timezone.localdate()).first()


def endings_for(*, actor: Actor) -> list[EndingRow]:
    """Return the reports that are proposed or wished for disposal, or whose time is over.

    Only those this person may know of: a reader by her box, a supervisor once somebody of her
    team has proposed it. At most ``MOST_ROWS``; the others follow when these are done.
    """
    rows: list[EndingRow] = []
    for report in _candidates(actor):
        if len(rows) == MOST_ROWS:
            break
        if _may_know(report, actor) and (row := _row(report)):
            rows.append(row)
    return rows


def ending_report(*, actor: Actor, number: str) -> Report:
    """Return a report this person may dispose of or hold, or raise ``ReportNotFound``."""
    found = _with_boxes(Report.objects.filter(number=number.upper()), actor).first()
    if found is None or not _may_know(found, actor):
        raise ReportNotFound
    return found


def ending_box(*, reader: Reader, report: Report) -> BoxContent:
    """Return what a reader's box says of a report she may know of, or raise ``ReportNotFound``."""
    box = Box.objects.select_related("report").filter(recipient_id=reader.key_id, report=report)
    content = box_known(found, reader) if (found := box.first()) else None
    if content is None:
        raise ReportNotFound
    return content


@dataclass(frozen=True, slots=True)
class End:
    """The end of her report as she sees it; ``reason`` is empty when its seal does not open."""

    wished: bool
    kept_until: dt.date | None
    unverified: bool
    held_until: dt.date | None
    reason: str


def end_of(mailbox: Mailbox) -> End:
    """Return until when her report is kept, whether she wished its end, and why it is held."""
    report = mailbox.report
    kept, hold = retention_of(report), hold_of(report)
    return End(
        wished=Ending.objects.filter(report=report, rule=Ending.WISH).exists(),
        kept_until=kept.ends_on if kept else None,
        unverified=bool(kept and not verified(kept.rule)),
        held_until=hold.until if hold else None,
        reason=_reason(mailbox, hold) if hold else "",
    )


def _reason(mailbox: Mailbox, hold: Hold) -> str:
    try:
        _author, body = seals.note_open(
            mailbox.cover.off(hold.sealed, HOLD),
            kind="hold",
            report=mailbox.report.pk,
            item=hold.until.isoformat().encode(),
            reporter=mailbox.reporter,
            authors=mailbox.authors,
        )
    except SealError:
        return ""
    return str(body["reason"])


def disposal_of(code: Code) -> dt.date | None:
    """Return the day on which the report of a code was disposed of; only the code finds it."""
    lookup = code.lookup(settings.SEAL_SECRET)
    with rows_opened(code):
        day = Disposal.objects.filter(pk=lookup).values_list("day", flat=True).first()
    if day:
        return day
    entry = disposed_at(lookup)
    return entry.day if entry else None


def _candidates(actor: Actor) -> Iterator[Report]:
    over = Q(ending__isnull=False) | Q(hold__isnull=False)
    for state, key in RETENTION.items():
        if cutoff := _cutoff(key):
            over |= Q(state=state, closed_on__lte=cutoff)
    reports = _with_boxes(Report.objects.filter(over), actor)
    reports = reports.filter(_within_reach(actor)).order_by("closed_on", "number").distinct()
    return reports.iterator(chunk_size=MOST_ROWS)


def _within_reach(actor: Actor) -> Q:
    reach = Q(teams__in=actor.supervised)
    if actor.reader:
        mine = Box.objects.filter(recipient_id=actor.reader.key_id, report=OuterRef("pk"))
        reach |= Q(Exists(mine))
    return reach


def _with_boxes(reports: QuerySet[Report], actor: Actor) -> QuerySet[Report]:
    key_id = actor.reader.key_id if actor.reader else None
    mine = Box.objects.filter(recipient_id=key_id) if key_id else Box.objects.none()
    return reports.select_related("ending", "hold").prefetch_related(
        Prefetch("boxes", mine, to_attr="boxes_of_reader"), "teams"
    )


def _may_know(report: Report, actor: Actor) -> bool:
    boxes: list[Box] = vars(report)["boxes_of_reader"]
    if actor.reader and boxes:
        boxes[0].report = report
        cover = covers_of([report]).get(report.pk)
        return cover is not None and box_known(boxes[0], actor.reader, cover) is not None
    ending: Ending | None = getattr(report, "ending", None)
    hold: Hold | None = getattr(report, "hold", None)
    begun = bool((ending and ending.first) or (hold and hold.first))
    return begun and any(team.pk in actor.supervised for team in report.teams.all())


def _row(report: Report) -> EndingRow | None:
    ending: Ending | None = getattr(report, "ending", None)
    hold: Hold | None = getattr(report, "hold", None)
    if hold and hold.until < timezone.localdate():
        hold = None
    if ending:
        return EndingRow(report, ending.rule, ending.since, ending, hold)
    kept = retention_of(report)
    if kept and kept.over:
        return EndingRow(report, kept.rule.key, kept.ends_on, None, hold)
    return EndingRow(report, "", timezone.localdate(), None, hold) if hold else None


def _cutoff(key: str) -> dt.date | None:
    try:
        return shifted(timezone.localdate(), rule(key), back=True)
    except RuleMissing:
        return None
