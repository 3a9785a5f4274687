"""Lists of officials who moved (mutasi): their headings, and a line of one as it travels."""

from __future__ import annotations

import datetime as dt
import json
import uuid
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields

from ruangaman.lib.table import Heading, Kind

NAME = Heading(
    "name",
    ("nama", "nama lengkap", "nama pegawai", "nama pejabat", "nama asn", "name", "full name",
     "official", "name of official"),
    required=True,
)  # fmt: skip
NIP = Heading(
    "nip",
    ("nip", "nip baru", "nip ni pppk", "ni pppk", "nomor induk pegawai", "civil servant number"),
    kind=Kind.DIGITS,
)  # fmt: skip
OLD = Heading(
    "old",
    ("unit lama", "unit asal", "unit kerja lama", "unit kerja asal", "unit sebelumnya",
     "instansi lama", "instansi asal", "opd lama", "opd asal", "perangkat daerah lama",
     "perangkat daerah asal", "dari unit", "dari", "asal", "old unit", "former unit",
     "previous unit", "from unit", "from"),
)  # fmt: skip
NEW = Heading(
    "new",
    ("unit baru", "unit tujuan", "unit kerja baru", "unit kerja tujuan", "instansi baru",
     "instansi tujuan", "opd baru", "opd tujuan", "perangkat daerah baru",
     "perangkat daerah tujuan", "ke unit", "ke", "tujuan", "new unit", "to unit", "to",
     "destination"),
    required=True,
)  # fmt: skip
POSITION = Heading(
    "position", ("jabatan baru", "jabatan tujuan", "jabatan", "new position", "position")
)
DAY = Heading(
    "day",
    ("tmt", "tmt jabatan", "terhitung mulai tanggal", "terhitung mulai", "mulai tanggal", "mulai",
     "tanggal mulai", "tanggal pelantikan", "tanggal", "effective date", "effective", "start date",
     "from date", "date", "day"),
    kind=Kind.DAY,
)  # fmt: skip
DECISION = Heading(
    "decision",
    ("nomor sk", "no sk", "nomor keputusan", "no keputusan", "nomor sk mutasi", "sk", "keputusan",
     "dasar", "decision", "decision number", "number of the decision", "decree number"),
)  # fmt: skip
HEADINGS = (NAME, NIP, OLD, NEW, POSITION, DAY, DECISION)

LABELS = ("Nama", "NIP", "Unit lama", "Unit baru", "Jabatan baru", "TMT", "Nomor SK")
"""The headings of the empty file, in the order of ``HEADINGS``."""
MOST_LINES = 1_000
"""People of the network in one list: more would not travel with the form."""
MOST_QUESTIONS = 150
"""Questions about one list: a form has at most 200 fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line about somebody of the network.

    ``row`` is the number in the file. ``sure``: the NIP says who it is; else name and former unit
    do. ``unit`` is the code of the new unit, empty where ``unit_text`` names none or several.
    ``day`` is ISO, empty where the list has none. ``odd_nip``: what stands there can't be one.
    """

    row: int
    person: str
    sure: bool
    unit_text: str
    unit: str
    day: str
    position: str = ""
    source: str = ""
    odd_nip: bool = False

    @property
    def pk(self) -> uuid.UUID:
        """The person's key."""
        return uuid.UUID(self.person)

    @property
    def on(self) -> dt.date | None:
        """The first day in the new unit."""
        return dt.date.fromisoformat(self.day) if self.day else None


def lines_pack(lines: Iterable[Line], versions: dict[str, int]) -> bytes:
    """Return lines and the versions of their people as they were shown, as one piece."""
    names = [one.name for one in fields(Line)]
    rows = [[asdict(one)[name] for name in names] for one in lines]
    told = json.dumps([rows, versions], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(told.encode(), level=9)


def lines_unpack(body: bytes) -> tuple[Sequence[Line], dict[str, int]]:
    """Return what was packed."""
    rows, versions = json.loads(zlib.decompress(body))
    return tuple(Line(*row) for row in rows), versions
