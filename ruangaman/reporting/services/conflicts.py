"""Conflicts of interest (benturan kepentingan): whoever is close to the person concerned reads
nothing more.

The reporter declares from her mailbox: a new epoch begins without those people. A reader who steps
aside has no seeds to begin one; her box is emptied at once, and the epoch begins when the reporter
next comes. Only the reporter's yes in person lets anybody in again.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.statements import rows_insert
from ruangaman.lib.boxes import BoxContent
from ruangaman.lib.chain import keyed_reference
from ruangaman.people.models import Team
from ruangaman.people.readers import Reader
from ruangaman.people.selectors import recipients_with_keys
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING, cover_of
from ruangaman.reporting.grants import SHUT, Grant
from ruangaman.reporting.models import Box, FewReaders, Opening, Report
from ruangaman.reporting.selectors.conflicts import STEPPED, aside_of, unseen
from ruangaman.reporting.selectors.desk import ReportNotFound, box_held
from ruangaman.reporting.selectors.examinations import examiners_told
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_again, parts_by_reader
from ruangaman.reporting.services.access import box_end
from ruangaman.reporting.services.epochs import epoch_begin
from ruangaman.reporting.services.items import item_add, report_lock
from ruangaman.reporting.services.mailbox import refuse_withdrawn
from ruangaman.reporting.services.withdrawals import examinations_end

ENOUGH = 2


def conflict_declare(
    mailbox: Mailbox,
    *,
    organisations: Collection[str],
    people: Collection[uuid.UUID],
    words: str,
    item_id: uuid.UUID,
) -> bool:
    """Take the seals away from everybody of ``organisations`` and from ``people`` (keys).

    A yes in person that she gave to one of them before counts no more. ``words`` (which position,
    a name if she wishes) go to those who still read her needs. False when nothing changes.
    """
    refuse_withdrawn(mailbox)
    declared = {*mailbox.ledger["conflicts"], *organisations}
    grants = _without(mailbox, declared, people)
    if grants == mailbox.grants and declared == set(mailbox.ledger["conflicts"]):
        return False
    changes = {"conflicts": sorted(declared), SHUT: _shut(mailbox, people)}
    epoch_begin(replace(mailbox, ledger={**mailbox.ledger, **changes}), grants, changes)
    now = mailbox_again(mailbox)
    item_add(
        report=now.report,
        box=now.box,
        part="needs",
        body={
            "kind": "conflict",
            "at": seals.stamp(timezone.now()),
            "conflicts": sorted(declared),
            "words": words,
        },
        author=seals.Author(now.reporter),
        item_id=item_id,
    )
    _out_of_clocks(now, declared)
    _no_examiner_of(now, declared, people)
    few_readers_note(now)
    return True


def _without(
    mailbox: Mailbox, declared: Collection[str], people: Collection[uuid.UUID]
) -> list[Grant]:
    """Return the consents without those people, and without the teams of those organisations."""
    given = mailbox.grants
    found = recipients_with_keys(one.recipient for one in given if one.recipient)
    out = {key for key, one in found.items() if not one.organisations.isdisjoint(declared)}
    out |= set(people)
    teams = set(Team.objects.filter(organisation__in=declared).values_list("pk", flat=True))
    kept = [
        replace(one, parts=frozenset()) if one.team in teams else one
        for one in given
        if one.recipient not in out
    ]
    gone = {one.recipient for one in given if one.recipient in out} | set(people)
    return [*kept, *(Grant(frozenset(), recipient=key) for key in sorted(gone, key=str) if key)]


def _shut(mailbox: Mailbox, keys: Iterable[uuid.UUID]) -> list[str]:
    """Return the keys shut out one by one, with these."""
    return sorted({*mailbox.ledger.get(SHUT, ()), *map(str, keys)})


def _out_of_clocks(mailbox: Mailbox, declared: Collection[str]) -> None:
    """A team that was shut out counts this report no more among its clocks."""
    mailbox.report.teams.remove(*Team.objects.filter(organisation__in=declared))


def _no_examiner_of(
    mailbox: Mailbox, declared: Collection[str], people: Collection[uuid.UUID]
) -> None:
    """An examiner who is too close opens no more what was handed over."""
    held = examiners_told(mailbox)
    out = [
        key
        for key, one in recipients_with_keys(held).items()
        if not one.organisations.isdisjoint(declared)
    ]
    examinations_end(mailbox, [*out, *people])


def reader_step_aside(*, reader: Reader, report: Report, box: BoxContent, reason: str) -> None:
    """Let a reader say that she knows one of them: her box is emptied, and she cannot undo it.

    ``reason`` is told to the reporter alone, sealed. Raises ``ReportNotFound`` when the report is
    not hers any more.
    """
    with transaction.atomic():
        locked = report_lock(report.pk)
        if locked.epoch != report.epoch or not box_held(reader, report):
            raise ReportNotFound
        cover, author = cover_of(locked), seals.Author(reader.key, reader.key_id.bytes)
        day = timezone.localdate()
        tag = keyed_reference(
            settings.SEAL_SECRET, STEPPED, report.id.bytes + reader.key_id.bytes + box_round(locked)
        )
        note = seals.note_seal(
            {"day": str(day), "who": reader.label, "reason": reason},
            kind=STEPPED,
            report=report.id,
            item=tag,
            reporter=box.reporter,
            author=author,
        )
        covered = cover.over(note, OPENING, tag)
        Opening.objects.create(tag=tag, report=locked, sealed=covered)
        if "needs" in box.seeds:
            body = {"kind": STEPPED, "at": seals.stamp(timezone.now()), "role": reader.label}
            item = seals.item_id(tag, STEPPED)
            item_add(report=locked, box=box, part="needs", body=body, author=author, item_id=item)
        own = Box.objects.select_related("recipient").get(
            report=locked, recipient_id=reader.key_id, ended_on=None
        )
        box_end(locked, own, cover)
        few_by_boxes(locked)
        subject = subject_of("report", report.id.bytes)
        audit_record(actor=reader.user_id, action="conflict-declared", subject=subject)


def box_round(report: Report) -> bytes:
    """Return the epoch, so that somebody who was let in again can step aside again."""
    return report.epoch.to_bytes(4, "big")


def aside_seen(mailbox: Mailbox) -> bool:
    """Write into her ledger who stepped aside; a new epoch begins without them.

    So an old copy of a box opens nothing that is written from now on.
    """
    found = unseen(mailbox)
    if not found:
        return False
    seen = [*mailbox.ledger.get(STEPPED, ()), *(one.tag for one in found)]
    keys = {one.key for one in found}
    grants = [one for one in mailbox.grants if one.recipient not in keys]
    grants += [Grant(frozenset(), recipient=key) for key in sorted(keys, key=str)]
    if mailbox.report.state == Report.State.WITHDRAWN:
        return False
    changes = {STEPPED: seen, SHUT: _shut(mailbox, keys)}
    epoch_begin(replace(mailbox, ledger={**mailbox.ledger, **changes}), grants, changes)
    few_readers_note(mailbox_again(mailbox))
    return True


def few_readers_note(mailbox: Mailbox) -> None:
    """Alarm the supervisors of the teams that still read, when fewer than two people do.

    Never those of a team that she shut out: they must not learn that there is a report.
    """
    able = parts_by_reader(mailbox)
    if len(able) >= ENOUGH:
        return
    declared = mailbox.ledger["conflicts"]
    teams = mailbox.report.teams.exclude(organisation__in=declared)
    _alarm(teams.values_list("pk", flat=True))


def few_by_boxes(report: Report) -> None:
    """The same from the desk, where only the ended boxes show: as many as there may be, at most."""
    if report.boxes.filter(ended_on=None).count() < ENOUGH:
        _alarm(report.teams.values_list("pk", flat=True))


def _alarm(team_ids: Iterable[uuid.UUID]) -> None:
    day = timezone.localdate()
    for team in team_ids:
        rows_insert([FewReaders(team_id=team, since=day)], conflicts=True)


def few_readers_clear(*, actor: uuid.UUID, team: Team) -> bool:
    """Let a supervisor say that she has seen to it; False when there was no alarm (any more)."""
    with transaction.atomic():
        gone, _by = FewReaders.objects.filter(team=team).delete()
        if gone:
            subject = subject_of("team", team.pk.bytes)
            audit_record(actor=actor, action="few-readers-cleared", subject=subject)
    return bool(gone)


__all__ = [
    "aside_of",
    "aside_seen",
    "conflict_declare",
    "few_readers_clear",
    "few_readers_note",
    "reader_step_aside",
]
