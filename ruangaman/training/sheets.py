"""Lists of training as spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.network.private import private_open
from ruangaman.network.selectors.units import unit_names
from ruangaman.training.models import Event, Session
from ruangaman.training.selectors.attendance import attended, hours_of_event
from ruangaman.training.selectors.candidates import Candidate
from ruangaman.training.selectors.hours import Hours
from ruangaman.training.selectors.paper_results import Mark, Results
from ruangaman.training.selectors.participants import participant_rows, participants_listed


def attendance_sheet(event: Event) -> bytes:
    """Return who attended which session, and the hours of each."""
    sessions: Sequence[Session] = list(event.sessions.all())
    there, hours = attended(event), hours_of_event(event)
    columns = [(_("Nama"), 34), (_("Unit"), 40), (_("Jawaban"), 16)]
    for one in sessions:
        starts = timezone.localtime(one.starts_at)
        columns.append((f"{starts:%d/%m %H.%M} {one.title}"[:60], 18))
    columns.append((_("JP"), 6))

    def rows() -> Iterator[list[Any]]:
        for row in participant_rows(participants_listed(event)):
            who = row.participant
            ticks = [_("hadir") if (one.pk, who.pk) in there else "" for one in sessions]
            jp = hours[who.pk].jp if who.pk in hours else 0
            yield [row.name, row.unit, str(who.get_state_display()), *ticks, jp]

    return sheet_bytes(_("Kehadiran"), columns, rows())


def results_sheet(found: Results, candidates: Sequence[Candidate], *, marks: bool) -> bytes:
    """Return what each participant reached; percents only where ``marks`` (for trainers)."""
    meets = {one.participant.pk: one for one in candidates}
    names = unit_names({row.participant.unit_code for row in found.rows})
    columns = [(_("Nama"), 34), (_("Unit"), 40)]
    if marks:
        columns += [(_("Tes awal (%)"), 14), (_("Tes akhir (%)"), 14), (_("Tes lanjutan (%)"), 16)]
    columns += [(_("Lulus tes akhir"), 14), (_("Sertifikat"), 24)]

    def rows() -> Iterator[list[Any]]:
        for row in found.rows:
            one = row.participant
            percents = [_best(row.pre), _best(row.post), _best(row.later)] if marks else []
            candidate = meets.get(one.pk)
            held = candidate.held.number if candidate and candidate.held else ""
            unit = names.get(one.unit_code, one.unit_code)
            yield [one.person.name, unit, *percents, _passed(row.passed), held]

    return sheet_bytes(_("Hasil"), columns, rows())


def hours_sheet(hours: Sequence[Hours], *, numbers: bool) -> bytes:
    """Return the hours of people in a year; with their numbers where BPSDMD needs them."""
    columns = [(_("Nama"), 34)]
    if numbers:
        columns.append((_("NIP"), 22))
    columns += [(_("Unit"), 44), (_("JP dari acara"), 14), (_("JP belajar mandiri"), 18)]
    columns += [(_("JP sesi sejawat"), 16), (_("JP semuanya"), 14)]

    def rows() -> Iterator[list[Any]]:
        for one in hours:
            person = one.person
            nip = [private_open(person.nip, owner=person.pk, field="nip")] if numbers else []
            parts = [one.unit, one.events, one.studied, one.peers, one.total]
            yield [person.name, *nip, *parts]

    return sheet_bytes(_("Jam pelajaran"), columns, rows())


def _best(marks: Sequence[Mark]) -> int | None:
    ended = [one.percent for one in marks if one.percent is not None]
    return max(ended) if ended else None


def _passed(passed: bool | None) -> str:
    if passed is None:
        return ""
    return _("ya") if passed else _("tidak")
