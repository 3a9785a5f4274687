"""The signed daily copies of the chain."""

from __future__ import annotations

import json
import stat

import pytest

from ruangaman.core.audit import audit_export, audit_verify
from ruangaman.core.exports import ExportRefused, export_paths


def _lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_an_export_holds_events_and_the_signed_head_for_its_owner_only(record, exports):
    record(3)
    path = audit_export()
    begin, *events, head = _lines(path)
    assert begin["after"] == 0
    assert [event["sequence"] for event in events] == [1, 2, 3]
    assert (head["head"], head["hash"]) == (3, events[-1]["hash"])
    assert path.parent == exports
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(exports.stat().st_mode) == 0o700
    assert audit_verify() == []


def test_the_next_export_goes_on_where_the_last_ended(record):
    record(3)
    audit_export()
    record(2)
    begin, *events, _head = _lines(audit_export())
    assert (begin["after"], [event["sequence"] for event in events]) == (3, [4, 5])
    assert audit_verify() == []


def test_twice_on_a_day_without_events_is_one_file(record, exports):
    record(1)
    assert audit_export() == audit_export()
    assert [path.name for path in exports.iterdir()] == [audit_export().name]


def test_a_chain_without_events_has_no_export(db, exports):
    with pytest.raises(ExportRefused, match=ExportRefused.EMPTY):
        audit_export()
    assert not exports.exists()


def test_a_broken_chain_is_not_exported(record, owner, exports):
    record(3)
    owner("UPDATE core_auditevent SET action = 'case_seen' WHERE sequence = 2")
    with pytest.raises(ExportRefused, match=ExportRefused.BROKEN):
        audit_export()
    assert list(exports.iterdir()) == []


def test_an_older_chain_is_not_exported(record, owner):
    record(3)
    audit_export()
    owner("DELETE FROM core_auditevent")
    owner("DELETE FROM core_audithead")
    record(1)
    with pytest.raises(ExportRefused, match=ExportRefused.OLDER):
        audit_export()


def test_every_flipped_character_of_an_export_is_seen(record):
    record(1)
    path = audit_export()
    text = path.read_text(encoding="utf-8")
    for position in range(0, len(text), 7):
        swapped = "1" if text[position] != "1" else "2"
        path.write_text(text[:position] + swapped + text[position + 1 :], encoding="utf-8")
        assert audit_verify() != [], (position, text[position])


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_shortened_export_is_seen(record, cut):
    record(3)
    path = audit_export()
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-cut]), encoding="utf-8")
    assert audit_verify() == [f"Berkas ekspor {path.name} diubah atau rusak."]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"after": 0}', "\x00", "{" * 9])
def test_nonsense_is_seen(record, text):
    record(1)
    path = audit_export()
    path.write_text(text, encoding="utf-8")
    assert audit_verify() == [f"Berkas ekspor {path.name} diubah atau rusak."]


def test_a_missing_file_in_the_row_is_seen(record):
    for _ in range(3):
        record(1)
        audit_export()
    _first, second, third = export_paths()
    second.unlink()
    assert audit_verify() == [f"Ada berkas ekspor yang hilang sebelum {third.name}."]


def test_a_renamed_export_is_seen(record):
    record(2)
    path = audit_export()
    path.rename(path.with_name(path.name.replace("0002", "0001")))
    assert audit_verify() != []


def test_other_files_in_the_folder_are_left_alone(record, exports):
    record(1)
    audit_export()
    (exports / "catatan.txt").write_text("milik operator", encoding="utf-8")
    assert audit_verify() == []
