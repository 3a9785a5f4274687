"""A list is read as it was meant, and what was not read is said."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.lib.table import Code
from ruangaman.lib.tests.tables import faults, named, refused, table, xlsx

PLAIN = [
    ["Nama", "NIP", "Unit Kerja", "TMT"],
    ["Maria Contoh", "198603122010012001", "Dinas Sosial", "21 Oktober 2025"],
    ["Yohanes Contoh", "198703122010011002", "Biro Hukum", "21/10/2025"],
]


def test_headings_stand_in_any_order_under_a_title_with_stray_spaces() -> None:
    read = table(
        xlsx(
            [
                ["DAFTAR HADIR PESERTA"],
                ["Kupang, 21 Oktober 2025"],
                [],
                ["No.", " UNIT   KERJA ", "N.I.P", "Nama\nLengkap", "Pangkat/Golongan", "Ttd"],
                [1, 2, 3, 4, 5, 6],
                [
                    1,
                    "  Dinas\u00a0Sosial ",
                    "198603122010012001",
                    " Maria  Contoh\u200b",
                    "III/a",
                    None,
                ],
                [2, "-", None, "Yohanes Contoh", None, None],
                [None, None, None, "Jumlah peserta: 2"],
                [],
                [None, None, "Mengetahui,", None, "Kupang, 22 Oktober 2025"],
            ]
        )
    )
    assert read.columns == {"unit": "B", "nip": "C", "name": "D", "rank": "E"}
    assert (read.sheet, read.heading_row, read.unread) == ("Peserta", 4, {"A": "No.", "F": "Ttd"})
    first = read.rows[0]
    assert (first.number, first.text("name"), first.text("unit")) == (
        6,
        "Maria Contoh",
        "Dinas Sosial",
    )
    assert faults(read) == {(7, "B", Code.EMPTY)}
    assert [(line.number, line.texts) for line in read.aside] == [
        (1, ("DAFTAR HADIR PESERTA",)),
        (2, ("Kupang, 21 Oktober 2025",)),
        (8, ("Jumlah peserta: 2",)),
        (10, ("Mengetahui,", "Kupang, 22 Oktober 2025")),
    ]


def test_a_heading_of_two_lines_merged_across_and_down_is_one() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.merge_range("A1:A2", "Nama")
        sheet.merge_range("B1:B2", "Instansi")
        sheet.merge_range("C1:D1", "Pelatihan")
        sheet.write("C2", "Tanggal")
        sheet.write("D2", "Tempat")
        sheet.write_row("A3", ["Maria Contoh", "Dinas Sosial", "21 s.d. 22 Oktober 2025", "Kupang"])
        sheet.merge_range("B4:B5", "Biro Hukum")
        sheet.write("A4", "Yohanes Contoh")
        sheet.write("A5", "Rambu Contoh")
        sheet.merge_range("A6:D6", "DINAS")

    def fix(book: Any, sheet: Any) -> None:
        more(book, sheet)
        sheet.write("C2", "Tanggal Pelatihan")

    read = table(xlsx(more=fix))
    assert read.columns == {"name": "A", "unit": "B", "trained": "C"}
    assert [row.day("trained") for row in read.rows] == [dt.date(2025, 10, 22), None, None]
    assert [row.text("unit") for row in read.rows] == ["Dinas Sosial", "Biro Hukum", "Biro Hukum"]
    assert [line.texts for line in read.aside] == [("DINAS",)]
    assert read.faults == ()


@pytest.mark.parametrize("from_1904", [False, True])
def test_days_are_text_or_numbers_of_either_system(from_1904: bool) -> None:
    def more(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "[$-421]dd mmmm yyyy;@"})
        sheet.write_datetime("D2", dt.date(2025, 10, 21), day)
        sheet.write_datetime("D3", dt.date(2025, 2, 28), book.add_format({"num_format": 22}))
        sheet.write_number("D4", 45951 - (1462 if from_1904 else 0))
        sheet.write_number("D5", 2025)
        for row, text in enumerate(
            ("2025-10-21", "3/4/2025", "October 21, 2025", "31/02/2025", "10/21/2025")
        ):
            sheet.write_string(row + 5, 3, text)

    lines = [["Nama", "NIP", "Unit", "TMT"], *([f"Orang {n}", None, "Dinas"] for n in range(9))]
    read = table(xlsx(lines, more=more, options={"date_1904": from_1904}))
    october, none = dt.date(2025, 10, 21), None
    assert [row.day("since") for row in read.rows] == [
        *(october, dt.date(2025, 2, 28), october, none),
        *(october, dt.date(2025, 4, 3), october, none, none),
    ]
    assert faults(read) == {(5, "D", Code.DAY), (9, "D", Code.DAY), (10, "D", Code.DAY)}


def test_a_formula_an_error_and_a_number_that_lost_digits_are_named_by_cell() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.write_number("B2", 198603122010012001)
        sheet.write_formula("A3", '="Yohanes"', None, "Yohanes")
        sheet.write_formula("C2", "#N/A", None, "#N/A")
        sheet.write_number("B3", 81234567890)
        sheet.write_formula("A5", "=COUNTA(A2:A3)", None, 2)

    read = table(xlsx(PLAIN, more=more))
    assert faults(read) == {
        (2, "B", Code.NUMBER),
        (2, "C", Code.FORMULA),
        (3, "A", Code.FORMULA),
        (5, "A", Code.FORMULA),
    }
    assert read.rows[1].text("nip") == "81234567890"
    assert "name" not in read.rows[1].values


def test_what_is_hidden_is_named_and_neither_read_nor_left_out_in_silence() -> None:
    def more(book: Any, sheet: Any) -> None:
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
        book.add_worksheet("Rahasia").write("A1", "apa")
        book.worksheets()[1].very_hidden()
        book.add_worksheet("Kosong").hide()
        book.add_worksheet("Catatan").write("A1", "catatan")

    read = table(xlsx(PLAIN, more=more))
    assert faults(read) == {
        (0, "", Code.HIDDEN_SHEET),
        (1, "D", Code.HIDDEN_COLUMN),
        (2, "", Code.HIDDEN_ROW),
    }
    assert read.other_sheets == ("Catatan",)
    assert read.faults[0].text == "Rahasia"


def test_two_tables_two_columns_alike_and_none_are_told_apart() -> None:
    def more(book: Any, sheet: Any) -> None:
        for row, cells in enumerate(PLAIN):
            book.add_worksheet("Hari kedua") if row == 0 else None
            book.worksheets()[1].write_row(row, 0, cells)

    assert refused(xlsx(PLAIN, more=more)) == ("sheets", "Peserta, Hari kedua")

    def hide(book: Any, sheet: Any) -> None:
        book.add_worksheet("Kosong").activate()
        sheet.hide()

    assert refused(xlsx(PLAIN, more=hide)) == ("hidden", "Peserta")
    assert refused(xlsx([["Judul"], ["apa saja", "lain"]])) == ("headings", "")
    assert refused(xlsx()) == ("empty", "")
    twice = table(xlsx([["Nama", "Instansi", "Unit Kerja"], ["Maria", "Provinsi", "Dinas"]]))
    assert faults(twice) == {(1, "C", Code.HEADING_TWICE)}
    without = table(xlsx([["Nama", "NIP"], ["Maria", "1"]]))
    assert [(one.code, one.key) for one in without.faults] == [(Code.HEADING_MISSING, "unit")]


TEXT = (
    'sep=;\r\nNama;NIP;Unit Kerja;TMT\r\nMaria Ën, S.Sos;="0812";"Dinas\nSosial";21/10/2025\r\n'
    "\r\n=1+1;1,98603E+17;Biro;\r\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
def test_csv_in_any_letters_counts_rows_as_a_spreadsheet_does(encoding: str) -> None:
    read = table(TEXT.encode(encoding))
    assert [row.number for row in read.rows] == [3, 5]
    first = read.rows[0]
    assert (first.text("name"), first.text("nip")) == ("Maria Ën, S.Sos", "0812")
    assert (first.text("unit"), first.day("since")) == ("Dinas Sosial", dt.date(2025, 10, 21))
    assert faults(read) == {(5, "A", Code.FORMULA), (5, "B", Code.NUMBER)}


@pytest.mark.parametrize("between", [";", ",", "\t"])
def test_csv_is_parted_by_what_gives_even_lines(between: str) -> None:
    lines = [
        ["Nama", "NIP", "Unit Kerja"],
        ["Maria Contoh", "", '"Dinas Pemberdayaan, Perlindungan; Anak"'],
        ["Yohanes Contoh", "", "Biro Hukum"],
    ]
    read = table("\n".join(between.join(line) for line in lines).encode())
    assert named(read) == ["Maria Contoh", "Yohanes Contoh"]
    assert read.rows[0].text("unit") == "Dinas Pemberdayaan, Perlindungan; Anak"


def test_a_line_of_csv_with_another_number_of_cells_shifts_nothing_unnoticed() -> None:
    """An unquoted title, one in quotes, a missing separator, cells beyond the last heading."""
    lines = (
        b'Nama,NIP,Unit Kerja\nAna, S.Pd,0812,Dinas Sosial\n"Budi, S.H.",0813,Biro Hukum\n'
        b"Citra 0814 Biro Umum\nDedi, S.E.,,\nEma,0815\n"
    )
    read = table(lines)
    assert [(row.number, dict(row.values)) for row in read.rows if row.number in (2, 5)] == [
        (2, {}),
        (5, {}),
    ]
    assert read.rows[1].text("name") == "Budi, S.H."
    assert faults(read) == {
        (2, "", Code.LONG_ROW),
        (5, "", Code.LONG_ROW),
        (4, "C", Code.SHORT_ROW),
        (6, "C", Code.SHORT_ROW),
    }
    padded = table(b"Nama;NIP;Unit Kerja;;\nAna; S.Pd;0812;Dinas Sosial;\nBudi;;Biro;;\n")
    assert faults(padded) == {(2, "", Code.LONG_ROW)}
    book = table(xlsx([["Nama", "NIP", "Unit"], ["Ana", "0812", "Biro", "catatan"]]))
    assert not book.faults, "a spreadsheet has no separators"
