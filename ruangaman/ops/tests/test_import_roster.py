"""``import-roster``: every fault by row and column, everything or nothing, nobody twice."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from ruangaman.core.models import AuditEvent
from ruangaman.network.models import Person
from tests.rosters import first_training, nip, text, workbook

HEAD = ("Nama", "NIP", "Unit Kerja", "Status")


@pytest.fixture(autouse=True)
def _pack(load: Any) -> None:
    load()


def run(tmp_path: Path, raw: bytes, *options: str) -> tuple[str, str, bool]:
    """Return what was printed, what was complained about, and whether it went well."""
    file = tmp_path / "daftar.txt"
    file.write_bytes(raw)
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_roster", str(file), *options, stdout=out, stderr=err)
    except CommandError as fault:
        return out.getvalue(), f"{err.getvalue()}{fault}", False
    return out.getvalue(), err.getvalue(), True


def test_the_first_training_needs_a_word_about_its_total(tmp_path: Path) -> None:
    raw = workbook(first_training())
    _, err, fine = run(tmp_path, raw)
    assert not fine
    assert "row 46 says 41 people, the list has 40" in err
    out, _, fine = run(tmp_path, raw, "--explain", "An intern is not itemised.", "--dry-run")
    assert fine
    assert "40 lines read, 40 people to be recorded." in out
    assert Person.objects.count() == 0
    out, _, fine = run(tmp_path, raw, "--explain", "An intern is not itemised.")
    assert (fine, "40 people recorded." in out) == (True, True)
    out, _, fine = run(tmp_path, raw, "--explain", "An intern is not itemised.")
    assert fine
    assert out.count("is recorded already") == 40
    assert Person.objects.count() == 40
    assert AuditEvent.objects.filter(action="roster_imported", actor=None).count() == 1


def test_faults_in_json_have_row_column_code_and_message(tmp_path: Path) -> None:
    lines = [
        HEAD,
        ("Maria Contoh", nip(1)[:-1], "Dinas Sosial", "PNS"),
        ("Yohanes Contoh", "", "Dinas Sosal", "honorer"),
        ("Rambu Contoh", "", "Dinas Sosial", "honorer"),
    ]
    out, err, fine = run(tmp_path, text(lines), "--dry-run", "--json")
    assert not fine
    told = json.loads(out)
    assert (told["rows"], told["accepted"]) == (3, 1)
    assert told["faults"] == [
        {"row": 2, "column": "B", "code": "nip_length",
         "message": "A NIP has 18 digits; here there are 17."},
        {"row": 3, "column": "C", "code": "unit", "message": "This unit is not known."},
    ]  # fmt: skip
    assert told["unknown_units"]["Dinas Sosal"][0] == "dinas-sosial"
    assert "row 2, column B" in err
    out, _, _ = run(tmp_path, b"Nama,Unit Kerja\nAna, S.Pd,Dinas Sosial\n", "--dry-run", "--json")
    told = json.loads(out)
    assert (told["rows"], told["accepted"]) == (1, 0)
    assert [(one["row"], one["column"], one["code"]) for one in told["faults"]] == [
        (2, "", "long_row")
    ]
    out, _, _ = run(tmp_path, b"%PDF-1.7", "--json")
    assert json.loads(out)["faults"][0]["code"] == "kind"


def test_units_and_doubles_are_decided_by_options(tmp_path: Path) -> None:
    Person.objects.create(name="Maria Contoh", search="maria contoh")
    raw = text([HEAD, ("Maria Contoh", nip(1), "Dinas Sosal", "PNS")])
    _, err, fine = run(tmp_path, raw, "--unit", "dinas sosal=dinas-sosial")
    assert not fine
    assert "say --alike skip or add" in err
    given = ("--unit", "Dinas Sosal=dinas-sosial")
    out, _, fine = run(tmp_path, raw, *given, "--alike", "skip")
    assert (fine, Person.objects.count()) == (True, 1)
    assert "Nothing was written." in out
    _, _, fine = run(tmp_path, raw, *given, "--alike", "add", "--total", "1")
    assert (fine, Person.objects.count()) == (True, 2)
    _, err, fine = run(tmp_path, raw, "--unit", "x")
    assert "write NAME=CODE" in err
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_roster", str(tmp_path / "none.xlsx"))
