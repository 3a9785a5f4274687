"""The list to tick where there is no line: a file to take along, and what it says when it is back.

A row is known by its key, a column by the mark of its session: names and titles may be corrected
meanwhile. Nothing of a participant's own code stands in it.
"""

from __future__ import annotations

import csv
import io
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.list_faults import Wrong
from ruangaman.core.templatetags.dates import short_day
from ruangaman.lib.table import Code, Fault, Heading, Row, Table, read_table
from ruangaman.network.roster_words import SHORT_ROW, roster_fault_words
from ruangaman.training.models import Event, Participant, Session
from ruangaman.training.selectors.attendance import attended
from ruangaman.training.selectors.participants import participant_rows, participants_listed
from ruangaman.training.templatetags.training import clock

YES = frozenset({"x", "v", "✓", "✔", "√", "1", "y", "h", "ya", "yes", "hadir", "present"})
NO = frozenset({"", "-", "–", "0", "t", "n", "tidak", "no", "absen", "absent"})
_KEY, _NAME, _UNIT, _NUMBER = "key", "name", "unit", "number"
_KEY_NAMES = ("Kunci (jangan diubah)", "Kunci", "Key (do not change)", "Key")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Pair = tuple[uuid.UUID, uuid.UUID]


@dataclass(frozen=True, slots=True)
class ListRead:
    """What a list says: ``ticks`` are participants by session, both as ids."""

    ticks: dict[uuid.UUID, set[uuid.UUID]] = field(default_factory=dict)
    wrong: Sequence[Wrong] = ()
    rows: int = 0


def list_lines(event: Event) -> Iterator[list[str]]:
    """Return headings, and a line for each participant: ticked where it is recorded already."""
    sessions, here = list(event.sessions.all()), attended(event)
    titles = [_session_title(one) for one in sessions]
    yield [_("No."), _("Nama"), _("Unit"), *titles, _("Kunci (jangan diubah)")]
    for number, row in enumerate(participant_rows(participants_listed(event)), start=1):
        who = row.participant
        ticks = ["x" if (one.pk, who.pk) in here else "" for one in sessions]
        yield [str(number), row.name, row.unit, *ticks, _key_of(who)]


def list_xlsx(event: Event) -> bytes:
    """Return the list as XLSX. What begins like a formula is text, and says so."""
    import xlsxwriter  # read with the first sheet

    stream, lines = io.BytesIO(), list(list_lines(event))
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Kehadiran"))
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        quoted = book.add_format({"quote_prefix": True})
        last = len(lines[0]) - 1
        sheet.set_column(0, 0, 5)
        sheet.set_column(1, 2, 34)
        sheet.set_column(3, max(last - 1, 3), 16)
        sheet.set_column(last, last, 22)
        for number, line in enumerate(lines):
            for column, text in enumerate(line):
                style = quoted if text.startswith(_FORMULA) else None
                sheet.write_string(number, column, text, bold if not number else style)
        sheet.freeze_panes(1, 2)
        sheet.repeat_rows(0)
        sheet.set_landscape()
    return stream.getvalue()


def list_csv(event: Event) -> bytes:
    """Return the list as CSV, as Excel in Indonesia opens it: semicolons, UTF-8 with its mark."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for line in list_lines(event):
        writer.writerow([f"'{text}" if text.startswith(_FORMULA) else text for text in line])
    return stream.getvalue().encode("utf-8-sig")


def list_read(raw: bytes | bytearray, event: Event) -> ListRead:
    """Return what a list says, with everything wrong in it; ``TableRefused`` if it is none."""
    sessions = list(event.sessions.all())
    listed = list(event.participants.exclude(state=Participant.State.WITHDRAWN))
    reader = _Reader(sessions, {_key_of(one): one.pk for one in listed})
    return reader.read(read_table(raw, headings=_headings(sessions)))


class _Reader:
    """Goes through the rows of a list."""

    def __init__(self, sessions: Sequence[Session], keys: dict[str, uuid.UUID]) -> None:
        self._sessions, self._keys = sessions, keys
        self._seen: dict[str, int] = {}
        self.wrong: list[Wrong] = []

    def read(self, table: Table) -> ListRead:
        self.wrong = [_fault(one) for one in table.faults]
        known = [one for one in self._sessions if one.pk.hex in table.columns]
        for letter, title in (table.unread or {}).items():
            words = _("Kolom ini bukan sesi acara ini. Unduh daftar yang baru.")
            self.wrong.append(Wrong(table.heading_row, str(letter), words, title))
        if not known:
            words = _("Tidak ada kolom sesi acara ini. Unduh daftar yang baru.")
            self.wrong.append(Wrong(table.heading_row, "", words))
        ticks: dict[uuid.UUID, set[uuid.UUID]] = {one.pk: set() for one in known}
        for row in table.rows:
            self._row(row, table, known, ticks)
        self.wrong.sort(key=lambda one: (one.row, one.column))
        return ListRead(ticks, self.wrong, len(table.rows))

    def _row(
        self,
        row: Row,
        table: Table,
        known: Sequence[Session],
        ticks: dict[uuid.UUID, set[uuid.UUID]],
    ) -> None:
        who = self._who(row, table.columns.get(_KEY, ""))
        for session in known:
            said = row.text(session.pk.hex).strip().lstrip("'").casefold()
            if said in YES:
                if who is not None:
                    ticks[session.pk].add(who)
            elif said not in NO:
                words = _("Tulis x bila hadir, atau kosongkan.")
                column = table.columns[session.pk.hex]
                self.wrong.append(Wrong(row.number, column, words, said[:40]))

    def _who(self, row: Row, column: str) -> uuid.UUID | None:
        key = row.text(_KEY).strip().lower()
        if not key:
            return None  # the table says so itself
        if first := self._seen.get(key):
            words = _("Kunci ini sama dengan baris %(row)d.") % {"row": first}
            self.wrong.append(Wrong(row.number, column, words, row.text(_NAME)))
            return None
        self._seen[key] = row.number
        if key not in self._keys:
            words = _("Orang ini tidak ada di daftar peserta acara ini.")
            self.wrong.append(Wrong(row.number, column, words, row.text(_NAME)))
        return self._keys.get(key)


def _headings(sessions: Sequence[Session]) -> list[Heading]:
    return [
        Heading(_NUMBER, ("No", "Nomor", "Number")),
        Heading(_NAME, ("Nama", "Name")),
        Heading(_UNIT, ("Unit", "Unit kerja")),
        *(Heading(one.pk.hex, (_session_title(one), _mark_of(one))) for one in sessions),
        Heading(_KEY, _KEY_NAMES, required=True),
    ]


def _fault(fault: Fault) -> Wrong:
    if fault.key == _KEY and fault.code == Code.EMPTY:
        words = _(
            "Orang ini belum ada di daftar peserta. "
            "Koordinator menambahkannya dulu, lalu centang di sini."
        )
    elif fault.key == _KEY and fault.code == Code.SHORT_ROW:
        words = str(SHORT_ROW) % {"label": _("Kunci")}
    elif fault.key == _KEY and fault.code == Code.HEADING_MISSING:
        words = _("Kolom “Kunci” tidak ada. Isi daftar yang diunduh dari sini.")
    else:
        words = roster_fault_words(fault)
    return Wrong(fault.row, fault.column, words, fault.text)


def _session_title(session: Session) -> str:
    return (
        f"{short_day(session.starts_at)} {clock(session.starts_at)} {session.title} "
        f"({_mark_of(session)})"
    )


def _mark_of(session: Session) -> str:
    return f"S-{session.pk.hex[:8]}"


def _key_of(participant: Any) -> str:
    """Return what a row is known by: never read as a number, whatever opens the file."""
    return f"p-{participant.pk.hex[:12]}"
