"""Where units stand: columns of units.csv that a file may leave out."""

from pathlib import Path

import pytest

from ruangaman.lib.pack import read_pack
from ruangaman.lib.tests.pack_copy import PackCopy

TREE = (
    ("dinas-kesehatan", "", "", "900"),
    ("rsud-johannes", "dinas-kesehatan", "53.71", ""),
)


@pytest.fixture
def copy(tmp_path: Path) -> PackCopy:
    """A pack that may be broken."""
    return PackCopy(tmp_path)


def with_tree(copy: PackCopy, rows: tuple[tuple[str, str, str, str], ...] = TREE) -> None:
    """Give units.csv the columns that a file may leave out."""
    path = copy.path / "units.csv"
    header, *lines = path.read_text("utf-8").splitlines()
    known = {code: f",{parent},{region},{people}" for code, parent, region, people in rows}
    more = [line + known.get(line.split(",")[0], ",,,") for line in lines]
    path.write_text("\n".join([f"{header},parent,region,personnel", *more]) + "\n", "utf-8")


def test_units_may_say_where_they_stand(copy: PackCopy) -> None:
    with_tree(copy)
    units = {unit.code: unit for unit in read_pack(copy.path).units}
    assert len(units) == 42
    hospital = units["rsud-johannes"]
    assert (hospital.parent, hospital.region, hospital.personnel) == (
        "dinas-kesehatan",
        "53.71",
        None,
    )
    assert units["dinas-kesehatan"].personnel == 900
    assert units["biro-umum"].parent == ""


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ([("biro-umum", "biro-tiada", "", "")], {("parent", "unknown-unit")}),
        ([("biro-umum", "", "53.99", "")], {("region", "unknown-region")}),
        ([("biro-umum", "", "", "banyak")], {("personnel", "not-a-number")}),
        ([("biro-umum", "biro-umum", "", "")], {("parent", "unit-circle")}),
        (
            [("biro-umum", "biro-hukum", "", ""), ("biro-hukum", "biro-umum", "", "")],
            {("parent", "unit-circle")},
        ),
    ],
)
def test_a_tree_of_units_that_cannot_be(copy: PackCopy, rows, faults) -> None:
    with_tree(copy, tuple(rows))
    assert {(fault.field, fault.code) for fault in copy.faults()} == faults
