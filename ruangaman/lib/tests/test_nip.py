"""Numbers of civil servants: read as people write them, and checked by what they tell."""

import datetime as dt

import pytest

from ruangaman.lib import nip
from ruangaman.lib.nip import Doubt, Fault

TODAY = dt.date(2026, 11, 26)
RIGHT = "195607281986031001"
PPPK = "199001012023212003"


@pytest.mark.parametrize(
    "written",
    [
        "19560728 198603 1 001",
        "19560728.198603.1.001",
        "'195607281986031001",
        "’19560728\u00a0198603-1-001 ",
        "\u200b195607281986031001\n",
        "１９５６０７２８１９８６０３１００１",
    ],
)
def test_it_is_read_however_it_is_written(written: str) -> None:
    assert nip.normal(written) == RIGHT
    assert nip.faults(nip.normal(written), TODAY) == ()


@pytest.mark.parametrize(
    ("digits", "found"),
    [
        (PPPK, ()),
        ("", (Fault.SIGNS,)),
        ("19560728198603100O", (Fault.SIGNS,)),
        ("٢٩٥٦٠٧٢٨١٩٨٦٠٣١٠٠١", (Fault.SIGNS,)),
        (RIGHT[:-1], (Fault.LENGTH,)),
        (RIGHT + "1", (Fault.LENGTH,)),
        ("195602301986031001", (Fault.BIRTH,)),
        ("000000000000000000", (Fault.BIRTH, Fault.MONTH, Fault.SEX)),
        ("203001012050011001", (Fault.BIRTH,)),
        ("195607281986131001", (Fault.MONTH,)),
        ("195607281986201001", (Fault.MONTH,)),
        ("195607281974061001", (Fault.AGE,)),
        ("195607281974071001", ()),
        ("200001012017212001", (Fault.AGE,)),
        ("195607281986033001", (Fault.SEX,)),
    ],
)
def test_what_cannot_be_one_is_said(digits: str, found: tuple[Fault, ...]) -> None:
    assert nip.faults(digits, TODAY) == found


@pytest.mark.parametrize(
    ("digits", "kind", "sex", "found"),
    [
        (RIGHT, "pns", "m", ()),
        (RIGHT, "pns", "", ()),
        (RIGHT, "pppk", "f", (Doubt.NOT_PPPK, Doubt.OTHER_SEX)),
        (PPPK, "pppk", "f", ()),
        (PPPK, "pns", "f", (Doubt.NOT_PNS,)),
        ("199001012026122003", "pns", "f", (Doubt.LATER,)),
        ("199001012027212003", "pppk", "f", (Doubt.LATER,)),
        ("199001012026112003", "pns", "f", ()),
    ],
)
def test_what_does_not_fit_together_is_only_doubted(
    digits: str, kind: str, sex: str, found: tuple[Doubt, ...]
) -> None:
    assert nip.doubts(digits, kind=kind, sex=sex, today=TODAY) == found


def test_a_masked_number_tells_neither_birth_nor_sex() -> None:
    assert nip.mask(RIGHT) == "•••••••• •••••• • 001"
    assert nip.mask("12345") == "•••••"
    assert nip.mask("") == ""
    assert nip.grouped(RIGHT) == "19560728 198603 1 001"
