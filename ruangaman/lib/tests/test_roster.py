"""A list of participants is understood as its writer meant it; what is not is said by cell."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ruangaman.lib.roster.check import roster_of
from ruangaman.lib.roster.declared import declared_totals
from ruangaman.lib.roster.headings import HEADINGS
from ruangaman.lib.roster.model import Choices, Roster
from ruangaman.lib.roster.units import Named, UnitNames
from ruangaman.lib.roster.words import Ranks, email_of, name_key, phone_of, sex_of
from ruangaman.lib.table.body import table_of
from ruangaman.lib.table.csv_text import read_csv
from ruangaman.lib.table.model import Aside

TODAY = dt.date(2026, 11, 29)
RANKS = Ranks({"iii-a": ("Penata Muda", "III/a"), "iv-a": ("Pembina", "IV/a"), "ix": ("", "IX")})
UNITS = UnitNames(
    [
        Named("dinas-kesehatan", "Dinas Kesehatan", ["Dinkes"]),
        Named("dinas-sosial", "Dinas Sosial"),
        Named("dinas-p3ap2kb", "Dinas Pemberdayaan Perempuan dan Perlindungan Anak", ["P3AP2KB"]),
        Named("biro-ap", "Biro Administrasi Pimpinan", ["Biro AP"]),
        Named("satpol-pp", "Satuan Polisi Pamong Praja", ["Satpol PP"]),
        Named("sd-1", "SD Negeri Oesapa"),
        Named("sd-2", "SD Negeri Oesapa"),
        Named("puskesmas", "Puskesmas Flores Timur"),
    ],
    home="Nusa Tenggara Timur",
)


def read(text: str, **choices: Any) -> Roster:
    table = table_of(read_csv(text.encode()), HEADINGS)
    return roster_of(table, units=UNITS, ranks=RANKS, today=TODAY, choices=Choices(**choices))


def told(roster: Roster) -> set[tuple[int, str, str]]:
    return {(one.row, one.column, one.code) for one in roster.faults}


def test_english_headings_in_another_order_give_the_same_people() -> None:
    roster = read(
        "Institution;Full name;Employment type;Sex;Grade;Mobile phone;E-mail;Date of training;NIP\n"
        "Dinas Kesehatan Prov. NTT;Maria Contoh;PNS;F;III/a;812-3456-789;a@b.go.id;"
        "October 21, 2025;19860312 201001 2 001\n"
        "biro  ap;Yohanes Contoh;Intern;M;;;;;\n"
    )
    assert told(roster) == set()
    first, second = roster.entries
    assert (first.unit, first.kind, first.sex, first.rank) == (
        "dinas-kesehatan",
        "pns",
        "f",
        "iii-a",
    )
    assert (first.phone, first.email) == ("08123456789", "a@b.go.id")
    assert (first.nip, first.trained_on) == ("198603122010012001", dt.date(2025, 10, 21))
    assert (second.unit, second.kind) == ("biro-ap", "intern")


def test_each_fault_has_its_cell_and_no_number_is_repeated() -> None:
    roster = read(
        "Nama;NIP;Unit;Gol;JK;Status;HP;Email;Tanggal pelatihan\n"
        "Maria;1986031220100120;Dinas Sosial;III/a;P;PNS;0812345678;;\n"
        "Yohanes;198613122010011001;Dinas Sosial;Kapten;X;Raja;12;a@b;21/10/2027\n"
        "Rambu;198603122010012001;Dinas Sosial;;;Magang;;;\n"
        "Rambu Dua;198603122010012001;Dinas Sosial;Pembina (III/a);;;;;\n"
        "X;;Dinas Sosial;;;honorer;;;\n"
    )
    assert told(roster) == {
        (2, "B", "nip_length"),
        *((3, column, code) for column, code in zip("BDEFGHI", (
            "nip_birth", "rank", "sex", "kind", "phone", "email", "future"), strict=True)),
        (4, "F", "nip_of_other"),
        (5, "B", "twice"),
        (5, "D", "rank"),
        (6, "A", "short"),
    }  # fmt: skip
    assert not [one for one in roster.faults if "1986" in one.text or "0812" in one.text]


def test_what_is_assumed_is_noted() -> None:
    roster = read(
        "Nama;NIP;Unit;Status;JK;Jabatan;Keterangan\n"
        "Maria;198603122010212001;Dinas Sosial;PNS;L;;\n"
        "Yohanes;198603122010211002;Dinas Sosial;ASN;L;;\n"
        "Rambu;;Dinas Sosial;;;Peserta magang;\n"
        "Petrus;;Dinas Sosial;;;Sopir;\n"
    )
    assert told(roster) == set()
    assert [one.kind for one in roster.entries] == ["pns", "pppk", "intern", "other"]
    assert {(one.row, one.code) for one in roster.notes} == {
        (2, "nip_not_pns"), (2, "nip_other_sex"), (4, "kind_read"), (5, "kind_assumed"),
    }  # fmt: skip


def test_an_unknown_unit_is_offered_the_closest_and_a_choice_holds_for_all_its_rows() -> None:
    text = (
        "Nama;Unit\nMaria;Dinas Kesehtan\nYohanes;DINAS KESEHTAN prov ntt\nRambu;SDN Oesapa\n"
        "Petrus;SD Negeri Oesapa\nMarkus;Kantor Lain Sekali Xyz\n"
    )
    roster = read(text)
    assert told(roster) == {
        (2, "B", "unit"), (3, "B", "unit"), (4, "B", "unit"), (5, "B", "unit_several"),
        (6, "B", "unit"),
    }  # fmt: skip
    first = roster.unknown[0]
    assert (first.rows, first.offers[0]) == ((2, 3), ("dinas-kesehatan", "Dinas Kesehatan"))
    assert {code for code, _ in roster.unknown[2].offers} == {"sd-1", "sd-2"}
    assert roster.unknown[3].offers == ()
    chosen = read(text, units={first.key: "dinas-kesehatan", roster.unknown[2].key: "not-there"})
    assert {row for row, _, _ in told(chosen)} == {4, 5, 6}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("DINKES", "dinas-kesehatan"),
        ("Dinas Kesehatan Provinsi Nusa Tenggara Timur", "dinas-kesehatan"),
        ("Dinas P3AP2KB", ""),
        ("p3ap2kb", "dinas-p3ap2kb"),
        ("Satpol PP", "satpol-pp"),
        ("Satpol. P.P.", ""),
        ("Biro Adm. Pimpinan", ""),
        ("Puskesmas Flores", ""),
        ("", ""),
    ],
)
def test_a_unit_is_only_taken_where_there_is_no_doubt(text: str, code: str) -> None:
    assert UNITS.codes(text) == (frozenset({code}) if code else frozenset())


def test_two_lines_that_may_be_one_person_are_asked_about() -> None:
    roster = read(
        "Nama;NIP;Unit\n"
        "Drs. Maria Contoh, M.Si;;Dinas Sosial\n"
        "MARIA CONTOH;198603122010012001;Dinas Sosial\n"
        "Maria Contoh;198703122010012001;Dinas Kesehatan\n"
        "Yohanes Contoh;198703122010011002;Dinas Sosial\n"
        "Yohanes Contoh;198803122010011002;Dinas Sosial\n"
    )
    assert roster.alike == ((2, 3),)


def test_a_declared_total_is_compared_with_the_lines() -> None:
    roster = read("Nama;Unit\nMaria;Dinas Sosial\nYohanes;Dinas\n\nJumlah peserta:;2\n", total=3)
    assert [(one.number, one.row) for one in roster.declared] == [(3, 0), (2, 5)]
    assert [one.number for one in roster.differing] == [3]


@pytest.mark.parametrize(
    ("texts", "number"),
    [
        (("Jumlah peserta", "41"), 41),
        (("JUMLAH : 41 orang",), 41),
        (("Total participants: 41",), 41),
        (("Jumlah seluruh peserta", "41 (empat puluh satu) orang"), 41),
        (("Jumlah biro", "7"), None),
        (("Peserta 41",), None),
        (("Jumlah", "22", "19"), None),
    ],
)
def test_only_a_total_of_the_whole_list_is_one(texts: tuple[str, ...], number: int | None) -> None:
    found = [one.number for one in declared_totals((Aside(9, texts),))]
    assert found == ([] if number is None else [number])


def test_small_words_are_read_as_people_write_them() -> None:
    assert [sex_of(text) for text in ("P", "Laki-laki", "wanita", "Male", "?")] == [*"fmfm", ""]
    ranks = ("Gol. III/a", "Penata Muda / III a", "pembina", "IX")
    assert [RANKS.code(text) for text in ranks] == ["iii-a", "iii-a", "iv-a", "ix"]
    assert phone_of("+62 812 3456 789 / 0813") == "+628123456789"
    assert (phone_of("kantor"), email_of("a b@c.id"), email_of("a@b")) == ("", "ab@c.id", "")
    assert name_key("Dr. dr. Hj. MARÍA d'Contoh, Sp.A") == "maria dcontoh"
