"""The end of reports: whose time is over, what is held, and who may know of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.core.rules import RuleMissing, rule, rules_in_force, shifted, verified
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
FEW = 1000


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
    """A report on the list: why, since when, what has been done about it.

    ``key`` is ``Ending.WISH``, the key of a rule, or empty; ``rule`` is its value in force.
    """

    report: Report
    key: str
    rule: RuleValue | None
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
    try:
        return _retention(report, rule(key)) if key else None
    except RuleMissing:
        return None


def hold_of(report: Report) -> Hold | None:
    """Return the hold that is in force today."""
    return Hold.objects.filter(report=report, until__gte=timezone.localdate()).first()


def endings_for(*, actor: Actor) -> list[EndingRow]:
    """Return the reports that are proposed or wished for disposal, or whose time is over.

    Only those this person may know of: a reader by her box, a supervisor once somebody of her
    team has proposed it. At most ``MOST_ROWS``; the others follow when these are done.
    """
    rows: list[EndingRow] = []
    rules = rules_in_force()
    for report in _candidates(actor, rules):
        if len(rows) == MOST_ROWS:
            break
        if _may_know(report, actor) and (row := _row(report, rules)):
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
    day = hold.until.isoformat().encode()
    try:
        _author, body = seals.note_open(
            mailbox.cover.off(hold.sealed, HOLD, day),
            kind="hold",
            report=mailbox.report.pk,
            item=day,
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


def _candidates(actor: Actor, rules: Mapping[str, RuleValue]) -> Iterator[Report]:
    """Yield what somebody has begun first, then what is over by its day, the oldest first."""
    begun = {
        *Ending.objects.values_list("pk", flat=True),
        *Hold.objects.values_list("pk", flat=True),
    }
    yield from _with_boxes(Report.objects.filter(pk__in=begun).order_by("number"), actor)
    if actor.reader is None:
        return
    for state, key in RETENTION.items():
        value = rules.get(key)
        if value and (cutoff := shifted(timezone.localdate(), value, back=True)):
            over = _reports_of(actor.reader).filter(state=state, closed_on__lte=cutoff)
            over = over.exclude(pk__in=begun).order_by("closed_on", "number")
            yield from _with_boxes(over, actor).iterator(chunk_size=MOST_ROWS)


def _reports_of(reader: Reader) -> QuerySet[Report]:
    """Return the reports for which a reader has a box: a few are looked up, many walked by."""
    boxes = Box.objects.filter(recipient_id=reader.key_id)
    few = list(boxes.values_list("report_id", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Report.objects.filter(pk__in=few)
    return Report.objects.filter(Exists(boxes.filter(report=OuterRef("pk"))))


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


def _row(report: Report, rules: Mapping[str, RuleValue]) -> EndingRow | None:
    ending: Ending | None = getattr(report, "ending", None)
    hold: Hold | None = getattr(report, "hold", None)
    if hold and hold.until < timezone.localdate():
        hold = None
    if ending:
        return EndingRow(report, ending.rule, rules.get(ending.rule), ending.since, ending, hold)
    value = rules.get(RETENTION.get(Report.State(report.state), ""))
    kept = _retention(report, value) if value else None
    if kept and kept.over:
        return EndingRow(report, kept.rule.key, kept.rule, kept.ends_on, None, hold)
    return EndingRow(report, "", None, timezone.localdate(), None, hold) if hold else None


def _retention(report: Report, value: RuleValue) -> Retention | None:
    ends_on = shifted(report.closed_on, value) if report.closed_on else None
    return Retention(value, ends_on) if ends_on else None
