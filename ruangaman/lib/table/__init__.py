"""Lists that people keep in Excel or CSV, read into rows that know where they stood.

A caller says which headings it knows and gets the rows, and every fault with row and column as in
the file::

    NAME = Heading("name", ("nama", "nama lengkap", "full name"), required=True)
    NIP = Heading("nip", ("nip", "ni pppk"), kind=Kind.DIGITS)
    SINCE = Heading("since", ("tmt", "sejak", "since"), kind=Kind.DAY)

    table = read_table(upload, headings=(NAME, NIP, SINCE))     # a path, or the bytes
    for row in table.rows:
        row.number, row.text("name"), row.day("since"), table.columns.get("name")  # 7, .., "B"
    for fault in table.faults:
        fault.row, fault.column, fault.code, fault.key, fault.text

``TableRefused`` is raised where there is no table to speak of: ``reason`` is one word
(``limits``), ``text`` says what it is about. Everything else is in ``Table``: faults
(``model.Code``), ``aside`` (lines that are no rows: titles, totals, signatures), ``unread``
(columns of other headings) and ``other_sheets``. Nothing is dropped without being in one of them.

Headings may stand in any order, in one line or two, under a title, merged across columns; case,
accents, spaces and punctuation do not count, and "Pangkat/Golongan" is found by either word. A
cell that is merged over several rows holds for each of them. Days may be text in Indonesian or
English or the numbers of Excel (``lib.days``). Nothing is calculated: a formula is a fault.

``kinds`` tells by content what a file is; ``run`` reads it in a child process without keys, which
alone unpacks it (``__main__``, ``xlsx``, ``sheet_xml``, ``csv_text``) into a ``grid``;
``headings`` and ``body`` find the table in the grid.
"""

from ruangaman.lib.table.limits import TableRefused
from ruangaman.lib.table.model import Code, Fault, Heading, Kind, Row, Table
from ruangaman.lib.table.run import read_table

__all__ = ["Code", "Fault", "Heading", "Kind", "Row", "Table", "TableRefused", "read_table"]
