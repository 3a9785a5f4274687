"""A staff list as a file (XLSX, CSV): its names and groups, or everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from ruangaman.core.list_faults import Wrong
from ruangaman.lib.roster.words import name_key
from ruangaman.lib.table import Code, Fault, Heading, Row, Table, TableRefused, read_table
from ruangaman.network.roster_words import roster_fault_words, roster_refused_words
from ruangaman.policy.pledge_names import MOST, name_plain
from ruangaman.policy.staff_groups import LEAST, MOST_LINES, group_of, letters_of, word_of

_NAME, _KIND = "name", "kind"
HEADINGS = (
    Heading(
        _NAME,
        ("Nama", "Nama lengkap", "Nama pegawai", "Nama dan gelar", "Name", "Full name"),
        required=True,
    ),
    Heading(
        _KIND,
        (
            "Kelompok",
            "Jenis kepegawaian",
            "Status kepegawaian",
            "Status pegawai",
            "Group",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class StaffRead:
    """What a list says: ``people`` are names with their group, ``unread`` other columns' titles."""

    people: Sequence[tuple[str, str]]
    wrong: Sequence[Wrong]
    unread: Sequence[str]
    aside: Sequence[str]

    @property
    def lines(self) -> str:
        """The list as it is pasted."""
        return "\n".join(f"{name}; {word_of(group)}" for name, group in self.people)


def staff_read(raw: bytes | bytearray, *, otherwise: str, folder: Path) -> StaffRead:
    """Return what a list says; ``TableRefused`` if it is none, or too long (``many``)."""
    table = read_table(raw, headings=HEADINGS, folder=folder)
    if len(table.rows) > MOST_LINES:
        raise TableRefused("many")
    return _Reader(table, otherwise).read()


def staff_refused_words(refused: TableRefused) -> str:
    """Say why a list was not read."""
    if refused.reason == "many":
        return _("Lebih dari 2.000 baris. Bagilah daftarnya.")
    if refused.reason == "headings":
        return _("Judul kolom tidak ditemukan. Perlu paling sedikit kolom Nama.")
    return roster_refused_words(refused.reason, refused.text)


class _Reader:
    """Goes through the rows of a list."""

    def __init__(self, table: Table, otherwise: str) -> None:
        self._table, self._otherwise = table, otherwise
        self._seen: dict[str, int] = {}
        self._wrong = [_fault(one) for one in table.faults]
        self._people: list[tuple[str, str]] = []

    def read(self) -> StaffRead:
        for row in self._table.rows:
            self._row(row)
        if not self._table.rows and not self._wrong:
            words = _("Di bawah judul kolom tidak ada satu nama pun.")
            self._wrong.append(Wrong(self._table.heading_row, "", words))
        self._wrong.sort(key=lambda one: (one.row, one.column))
        unread = [str(title) for title in (self._table.unread or {}).values() if title]
        aside = [" ".join(one.texts) for one in self._table.aside]
        return StaffRead(self._people, self._wrong, unread, aside)

    def _row(self, row: Row) -> None:
        typed, said = row.text(_NAME), row.text(_KIND)
        name, group = name_plain(typed.replace(";", ",")), group_of(said, self._otherwise)
        if group is None:
            words = _("Kelompok ini tidak dikenal. Tulis ASN, honorer, magang, penyedia, satpam,"
                      " atau lainnya.")  # fmt: skip
            self._note(row, _KIND, words, said)
        if not typed:
            return  # the table says so itself
        if letters_of(name) < LEAST or len(name) > MOST:
            self._note(row, _NAME, _("Ini bukan nama: tulis 3 sampai 120 huruf."), typed)
        elif first := self._seen.get(name_key(name)):
            words = _("Nama ini sama dengan baris %(row)d. Orang yang sama? Hapus satu. Dua orang? "
                      "Tambahkan bagiannya di belakang nama.")  # fmt: skip
            self._note(row, _NAME, words % {"row": first}, typed)
        elif group is not None:
            self._people.append((name, group))
        self._seen.setdefault(name_key(name), row.number)

    def _note(self, row: Row, key: str, words: str, text: str) -> None:
        self._wrong.append(Wrong(row.number, self._table.columns.get(key, ""), words, text[:60]))


def _fault(fault: Fault) -> Wrong:
    text = "" if fault.code in (Code.HIDDEN_SHEET, Code.HIDDEN_ROW) else fault.text
    return Wrong(fault.row, fault.column, roster_fault_words(fault), text)
