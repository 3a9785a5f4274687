"""How much a list may be, and how much the process may use that reads it."""

from __future__ import annotations

MOST_BYTES = 10_000_000
"""What a file may have when it is sent."""

MOST_UNPACKED = 100_000_000
"""Bytes that all parts of an XLSX file, and those that are read, may unpack to."""

MOST_PARTS = 2_000
MOST_SHEETS = 50
MOST_ROWS = 50_000
MOST_COLUMNS = 200
MOST_CELLS = 600_000
MOST_TEXT = 5_000
"""Characters of one cell."""

MOST_ANSWER = 40_000_000
"""Bytes that the child tells: far more than 50,000 rows have, far less than memory."""

CPU_SECONDS, WALL_SECONDS = 20, 40
ADDRESS_SPACE = 512_000_000


class TableRefused(Exception):
    """The file is not read at all; ``reason`` is one word that pages turn into a sentence.

    ``empty``, ``large``, ``kind`` (neither XLSX nor CSV), ``old`` (XLS), ``binary`` (XLSB),
    ``open`` (ODS), ``macros``, ``locked``, ``broken``, ``entities``, ``unpacked``, ``rows``,
    ``columns``, ``cells``, ``text`` (one cell is too long), ``sheets`` (several look like a
    table), ``headings`` (none does), ``hidden`` (only a hidden one does), ``encoding``,
    ``quotes``, ``heavy`` (time or memory ran out), ``busy``. ``text`` names the sheets, the row
    or the headings that it is about.
    """

    def __init__(self, reason: str, text: str = "") -> None:
        """Take the word, and what it is about."""
        super().__init__(reason)
        self.reason, self.text = reason, text
