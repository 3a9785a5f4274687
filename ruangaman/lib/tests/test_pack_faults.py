"""Every kind of fault in a broken copy of a good pack, with file, row and field."""

from pathlib import Path

import pytest

from ruangaman.lib.pack import FILES, MESSAGES, PackError, read_pack
from ruangaman.lib.tests.pack_copy import PackCopy

HEALTH = "dinas-kesehatan,dinas,Dinas Kesehatan,Dinas Kesehatan,,,"
REPLACEMENTS = [
    ("units.csv", HEALTH, f"{HEALTH[:-3]},2025-02-31,,", "valid_from", "bad-date"),
    ("units.csv", HEALTH, f"{HEALTH[:-3]},31/02/2025,,", "valid_from", "bad-date"),
    ("units.csv", HEALTH, f"{HEALTH[:-3]},2026-01-02,2026-01-01,", "valid_to", "date-order"),
    ("units.csv", ",dinas,Dinas Kes", ",jawatan,Dinas Kes", "kind", "unknown-choice"),
    ("units.csv", "dinas-kesehatan,", "Dinas Kesehatan,", "code", "bad-code"),
    ("units.csv", "dinas-kesehatan,", ",", "code", "missing-value"),
    ("units.csv", "dinas-kesehatan,", "dinas-sosial,", "code", "duplicate"),
    ("units.csv", "Dinas Kesehatan,", "Dinas Sosial,", "name", "duplicate"),
    ("units.csv", "Dinas Kesehatan,", "D" * 201 + ",", "name", "too-long"),
    ("units.csv", "Dinas Kesehatan,", "Dinas\x07Kesehatan,", "name", "control-character"),
    ("units.csv", "Dinas Kesehatan,", "Dinas \u202eKesehatan,", "name", "hidden-character"),
    ("units.csv", "Dinas Kesehatan,", "Dinas \u200bKesehatan,", "name", "hidden-character"),
    ("units.csv", "Dinas Kesehatan,", '"Dinas\nKesehatan",', "name", "control-character"),
    ("units.csv", "Dinas Kesehatan,", "Dinas 0380-821234,", "name", "number-outside-hotlines"),
    (
        "units.csv",
        'dibaca 2026)",S,,',
        'dibaca 2026)",S,,2026-11-01',
        "verified_by",
        "half-verified",
    ),
    ("units.csv", 'dibaca 2026)",S,,', 'dibaca 2026)",S,Biro,', "verified_on", "half-verified"),
    ("units.csv", 'dibaca 2026)",S', 'dibaca 2026)",X', "mark", "unknown-choice"),
    ("regions.csv", "391539", "391.539", "population", "not-a-number"),
    ("regions.csv", "391539", "-1", "population", "negative"),
    ("regions.csv", "391539", "9" * 30, "population", "too-big"),
    ("regions.csv", "391539", "391540", "population", "wrong-total"),
    ("regions.csv", "53.10,", "53.1,", "code", "bad-code"),
    ("hotlines.csv", ",129,129,", ",129,112,", "dial", "misprint"),
    ("hotlines.csv", ",129,129,", ",021-129,129,", "display", "misprint"),
    (
        "hotlines.csv",
        ",08111-129-129,+628111129129,",
        ",081111129129,+628111129129,",
        "display",
        "misprint",
    ),
    (
        "hotlines.csv",
        ",08111-129-129,+628111129129,",
        ",0811 129 129,+62811129129,",
        "dial",
        "misprint",
    ),
    ("hotlines.csv", ",110,110,", ",1a0,110,", "display", "bad-phone"),
    ("hotlines.csv", ",110,110,", ",110,0110,", "display", "phone-mismatch"),
    ("hotlines.csv", ",119,119,", ",119,+0119,", "dial", "bad-phone"),
    ("hotlines.csv", "24/7", "setiap hari", "hours", "bad-hours"),
    ("hotlines.csv", ",phone,", ",telex,", "kind", "unknown-choice"),
    ("teams.toml", 'unit = "dinas-p3ap2kb"', 'unit = "dinas-cuaca"', "unit", "unknown-unit"),
    ("teams.toml", 'kind = "uptd_ppa"', 'kind = "polisi"', "kind", "unknown-choice"),
    ("teams.toml", '["police_notice"]', '["polisi"]', "effect_rules", "unknown-rule"),
    ("teams.toml", '"acknowledge_written"', '"kapan_saja"', "reply_rule", "unknown-rule"),
    ("teams.toml", 'organisation = "dinas"', 'organisasi = "dinas"', "organisasi", "unknown-field"),
    ("teams.toml", 'organisation = "dinas"', "organisation = 7", "organisation", "wrong-type"),
    (
        "teams.toml",
        'kind = "uptd_ppa"',
        'kind = "uptd_ppa"\nserves = ["murid"]',
        "serves",
        "serves-nobody",
    ),
    ("teams.toml", 'kind = "pseah_desk"', 'kind = "other"\nserves = []', "serves", "missing-value"),
    (
        "teams.toml",
        'kind = "pseah_desk"',
        'kind = "other"\nserves = ["dosen"]',
        "serves",
        "unknown-choice",
    ),
    ("casework.toml", '["pengaduan-rs",', '["pengaduan-rumah",', "services", "unknown-service"),
    ("services.csv", ",kab,53.10,", ",kab,53.99,", "regions", "unknown-region"),
    ("services.csv", ",via,sapa-129,", ",via,sapa-130,", "contact", "unknown-hotline"),
    ("services.csv", ",via,sapa-129,", ",address,Jalan Melati,", "contact", "shelter-address"),
    ("services.csv", ",via,sapa-129,", ",none,sapa-129,", "contact", "contact-mismatch"),
    (
        "services.csv",
        "Tempat tinggal sementara dan pendampingan.",
        "Rumah di Jalan Melati 3.",
        "what_id",
        "shelter-address",
    ),
    ("services.csv", "Legal aid for women.", "", "what_en", "missing-translation"),
    ("services.csv", "hukum,prov,*", "hukum;hukum,prov,*", "types", "duplicate"),
    ("rules.csv", ",72,,hours,calendar,2026", ",,,hours,calendar,2026", "value", "missing-value"),
    ("rules.csv", ",72,,hours,", ",-72,,hours,", "value", "negative"),
    ("rules.csv", ",72,,hours,", ",tiga hari,,hours,", "value", "not-a-number"),
    ("rules.csv", ",72,,hours,", ",7_2,,hours,", "value", "not-a-number"),
    ("rules.csv", ",120,168,hours,", ",120,100,hours,", "value_max", "max-below-value"),
    ("rules.csv", ",,,no_limit,", ",5,,no_limit,", "value", "value-with-no-limit"),
    ("rules.csv", ",72,,hours,calendar,", ",72,,hours,lunar,", "clock", "unknown-choice"),
    ("rules.csv", "police_notice,", "police_note,", "key", "missing-row"),
    ("rules.csv", "hiv_pep,", "hiv_pepp,", "rules", "unknown-rule"),
    ("rights.toml", 'group = "dasar"', 'group = "lain"', "group", "unknown-group"),
    ("needs.toml", '["ambulans-119"]', '["ambulans"]', "hotlines", "unknown-hotline"),
    ("needs.toml", 'window = "1_3_hari"', 'window = "besok"', "window", "unknown-window"),
    ("needs.toml", "to_hours = 24", "to_hours = 20", "from_hours", "window-gap"),
    (
        "needs.toml",
        "from_hours = 120\n",
        "from_hours = 120\nto_hours = 999\n",
        "to_hours",
        "window-gap",
    ),
    ("needs.toml", 'key = "lebih_5_hari"', 'key = "3_5_hari"', "key", "missing-row"),
    ("working_time.toml", 'start = "07:30"', 'start = "25:00"', "start", "bad-time"),
    ("working_time.toml", 'end = "16:00"', 'end = "07:00"', "end", "time-order"),
    ("working_time.toml", "weekday = 2", "weekday = 8", "weekday", "too-big"),
    ("working_time.toml", 'day = "2027-01-01"', 'day = "2027-01-32"', "day", "bad-date"),
    ("legal_notes.toml", 'where = "izin"', 'where = "ijin"', "where", "unknown-choice"),
    ("pack.toml", "https://www.bmkg.go.id/", "http://www.bmkg.go.id/", "exit_url", "bad-url"),
    ("pack.toml", "Asia/Makassar", "Asia/Kupang", "time_zone", "bad-time-zone"),
    ("pack.toml", 'name = "ntt"', 'name = "ntb"', "name", "name-mismatch"),
    ("pack.toml", '"sapa-129"', '"sapa"', "emergency_hotline", "unknown-hotline"),
]


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    return PackCopy(tmp_path)


def test_an_unbroken_copy_has_no_faults(copy: PackCopy) -> None:
    assert copy.faults() == ()


@pytest.mark.parametrize(("file", "old", "new", "field", "code"), REPLACEMENTS)
def test_a_broken_cell_is_named(
    *, copy: PackCopy, file: str, old: str, new: str, field: str, code: str
) -> None:
    copy.replace(file, old, new)
    found = {(fault.code, fault.field) for fault in copy.faults()}
    assert (code, field) in found


def test_the_row_is_the_one_a_spreadsheet_shows(copy: PackCopy) -> None:
    row = copy.line_of("units.csv", "dinas-kesehatan")
    copy.replace("units.csv", "dinas-kesehatan,dinas,", "dinas-kesehatan,jawatan,")
    (fault,) = copy.faults()
    assert (fault.file, fault.row, fault.field) == ("units.csv", row, "kind")
    assert str(fault).startswith(f"units.csv, row {row}, kind: “jawatan” is not known.")


def test_in_toml_the_row_is_the_line_of_the_field(copy: PackCopy) -> None:
    row = copy.line_of("teams.toml", "organisation =")
    copy.replace("teams.toml", 'organisation = "uptd_ppa"', 'organisation = "bank"')
    (fault,) = copy.faults()
    assert (fault.file, fault.row, fault.field) == ("teams.toml", row, "organisation")


def test_a_missing_field_in_toml_points_at_its_entry(copy: PackCopy) -> None:
    row = copy.line_of("legal_notes.toml", "[[note]]")
    copy.replace("legal_notes.toml", 'key = "asking_and_police"\n', "")
    (fault,) = copy.faults()
    assert (fault.row, fault.field, fault.code) == (row, "key", "missing-value")


def test_all_faults_of_all_files_come_at_once(copy: PackCopy) -> None:
    copy.replace("units.csv", "biro-hukum,biro,", "biro-hukum,kantor,")
    copy.replace("units.csv", "rsj-naimata,rumah_sakit,", "rsj-naimata,klinik,")
    copy.replace("rules.csv", ",72,,hours,", ",-72,,hours,")
    copy.replace("needs.toml", '["ambulans-119"]', '["ambulans"]')
    copy.replace("pack.toml", "Asia/Makassar", "Asia/Kupang")
    (copy.path / "rights.toml").unlink()
    found = {(fault.file, fault.code) for fault in copy.faults()}
    assert found == {
        ("units.csv", "unknown-choice"),
        ("rules.csv", "negative"),
        ("needs.toml", "unknown-hotline"),
        ("pack.toml", "bad-time-zone"),
        ("rights.toml", "missing-file"),
    }
    assert len([fault for fault in copy.faults() if fault.file == "units.csv"]) == 2


@pytest.mark.parametrize("file", FILES)
def test_a_missing_file_is_named(copy: PackCopy, file: str) -> None:
    (copy.path / file).unlink()
    assert (file, "missing-file") in {(fault.file, fault.code) for fault in copy.faults()}


@pytest.mark.parametrize("file", FILES)
def test_an_empty_file_is_named(copy: PackCopy, file: str) -> None:
    (copy.path / file).write_text("\n", encoding="utf-8")
    assert (file, "empty-file") in {(fault.file, fault.code) for fault in copy.faults()}


@pytest.mark.parametrize("file", FILES)
def test_nul_is_named_with_its_line(copy: PackCopy, file: str) -> None:
    data = (copy.path / file).read_bytes().split(b"\n")
    data[2] += b"\0"
    (copy.path / file).write_bytes(b"\n".join(data))
    assert (file, 3, "nul") in {(fault.file, fault.row, fault.code) for fault in copy.faults()}


@pytest.mark.parametrize("file", FILES)
def test_other_encodings_are_refused_and_the_rest_is_still_checked(
    copy: PackCopy, file: str
) -> None:
    data = (copy.path / file).read_bytes()
    (copy.path / file).write_bytes(data + b"\n# Caf\xe9,\n")
    assert (file, "not-utf8") in {(fault.file, fault.code) for fault in copy.faults()}


def test_utf_16_is_refused(copy: PackCopy) -> None:
    text = (copy.path / "units.csv").read_text(encoding="utf-8")
    (copy.path / "units.csv").write_text(text, encoding="utf-16")
    assert ("units.csv", "not-utf8") in {(fault.file, fault.code) for fault in copy.faults()}


def test_a_byte_order_mark_and_windows_line_ends_are_fine(copy: PackCopy) -> None:
    for file in FILES:
        text = (copy.path / file).read_text(encoding="utf-8")
        (copy.path / file).write_text(text, encoding="utf-8-sig", newline="\r\n")
    assert copy.faults() == ()


def test_columns_missing_unknown_and_repeated(copy: PackCopy) -> None:
    copy.replace("units.csv", "short_name,valid_from", "shortname,valid_from")
    copy.replace("regions.csv", "capital_mark", "capital")
    found = {(fault.file, fault.row, fault.field, fault.code) for fault in copy.faults()}
    assert found == {
        ("units.csv", 1, "short_name", "missing-column"),
        ("units.csv", 1, "shortname", "unknown-column"),
        ("regions.csv", 1, "capital_mark", "missing-column"),
        ("regions.csv", 1, "capital", "repeated-column"),
    } | {fault for fault in found if fault[3] in {"unknown-choice"}}


def test_a_short_row_is_named(copy: PackCopy) -> None:
    copy.append("units.csv", "kantor-baru,dinas\n")
    (fault,) = copy.faults()
    assert (fault.file, fault.row, fault.code) == ("units.csv", 44, "row-length")


def test_semicolons_of_an_indonesian_spreadsheet_are_explained(copy: PackCopy) -> None:
    text = (copy.path / "regions.csv").read_text(encoding="utf-8")
    (copy.path / "regions.csv").write_text(text.replace(",", ";"), encoding="utf-8")
    assert ("regions.csv", "semicolons") in {(fault.file, fault.code) for fault in copy.faults()}


def test_broken_csv_and_toml_are_named(copy: PackCopy) -> None:
    copy.append("units.csv", '"no end\n')
    copy.append("teams.toml", "[[team\n")
    found = {(fault.file, fault.code) for fault in copy.faults()}
    assert {("units.csv", "bad-csv"), ("teams.toml", "bad-toml")} <= found


def test_deep_nesting_does_not_bring_the_reader_down(copy: PackCopy) -> None:
    copy.append("teams.toml", "x = " + "[" * 20_000 + "\n")
    assert ("teams.toml", "bad-toml") in {(fault.file, fault.code) for fault in copy.faults()}


def test_tables_missing_or_of_the_wrong_shape(copy: PackCopy) -> None:
    (copy.path / "rights.toml").write_text("group = 1\nextra = 2\n", encoding="utf-8")
    found = {(fault.file, fault.field, fault.code) for fault in copy.faults()}
    assert {
        ("rights.toml", "group", "wrong-type"),
        ("rights.toml", "extra", "unknown-field"),
        ("rights.toml", "", "missing-table"),
    } <= found


def test_too_large_and_unknown_files(copy: PackCopy) -> None:
    copy.append("units.csv", "x" * 2_000_001)
    (copy.path / "hotline.csv").write_text("code\n", encoding="utf-8")
    found = {(fault.file, fault.code) for fault in copy.faults()}
    assert {("units.csv", "too-large"), ("hotline.csv", "unknown-file")} <= found


def test_a_pack_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(tmp_path / "nowhere")
    assert [fault.code for fault in caught.value.faults] == ["missing-pack"]


def test_a_message_shows_no_control_characters(copy: PackCopy) -> None:
    copy.replace("units.csv", "dinas-kesehatan,dinas,", "dinas-kesehatan,di\x1b[31mnas,")
    (fault,) = [fault for fault in copy.faults() if fault.field == "kind"]
    assert fault.message.isprintable()


def test_every_fault_code_is_explained_in_the_guide() -> None:
    guide = Path(__file__).resolve().parents[3] / "docs" / "packs.md"
    text = guide.read_text(encoding="utf-8")
    assert [code for code in MESSAGES if f"`{code}`" not in text] == []
