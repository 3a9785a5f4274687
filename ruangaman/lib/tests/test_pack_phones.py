"""The numbers of SAPA 129, and the misprints that the press keeps repeating."""

import pytest

from ruangaman.lib.pack.phones import PHONE_IN_TEXT, digits, is_dial, misprint_of, same_number


@pytest.mark.parametrize("number", ["129", "08111-129-129", "0811-1129-129", "08111129129"])
def test_the_right_numbers_pass(number: str) -> None:
    assert misprint_of("", number) == ""


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("081111129129", "08111-129-129"),
        ("0811 129 129", "08111-129-129"),
        ("+62811129129", "08111-129-129"),
        ("021-129", "129"),
    ],
)
def test_known_misprints_are_refused_everywhere(number: str, meant: str) -> None:
    assert misprint_of("another-line", number) == meant


def test_the_national_codes_accept_no_other_number() -> None:
    assert misprint_of("sapa-129", "129") == ""
    assert misprint_of("sapa-129", "112") == "129"
    assert misprint_of("sapa-129-wa", "+628111129129") == ""
    assert misprint_of("sapa-129-wa", "+628111129128") == "+628111129129"


def test_display_and_dial_are_compared_by_digits() -> None:
    assert digits("+62 8111-129-129") == "08111129129"
    assert same_number("08111-129-129", "+628111129129")
    assert not same_number("08111-129-128", "+628111129129")


def test_whatsapp_needs_an_international_number() -> None:
    assert is_dial("129", "phone")
    assert not is_dial("129", "whatsapp")
    assert is_dial("+628111129129", "whatsapp")


@pytest.mark.parametrize("text", ["Telepon 0380-821234", "WA +62 811 1129 129", "(0380) 821234"])
def test_numbers_are_seen_in_text(text: str) -> None:
    assert PHONE_IN_TEXT.search(text)


@pytest.mark.parametrize(
    "text", ["Pasal 41 ayat (2)-(3)", "3×24 jam", "UU 12/2022", "08.00-16.00", "SAPA 129", "1.000"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert not PHONE_IN_TEXT.search(text)
