"""Telephone numbers: their form, and the misprints that must never reach a reader."""

import re

HOURS = re.compile(r"24/7|[1-7](-[1-7])? ([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")
"""Service hours: "24/7" or ISO weekdays with local times, "1-5 08:00-16:00"."""

PHONE_IN_TEXT = re.compile(r"(?<![\d./,])(?:\+62[\d ()-]{6,}\d|\(?0\d[\d ()-]{4,}\d)")
"""A telephone number inside running text (Indonesian forms)."""

NATIONAL = {"sapa-129": "129", "sapa-129-wa": "+628111129129"}
"""Codes of the national hotline SAPA 129 and what they dial (KemenPPPA, since 8 March 2021)."""

MISPRINTS = {
    "081111129129": "08111-129-129",
    "0811129129": "08111-129-129",
    "021129": "129",
}
"""Digits printed wrongly in the press, with the number that was meant."""

_SHORT = re.compile(r"[0-9]{3,5}")
_E164 = re.compile(r"\+[1-9][0-9]{7,14}")
_DISPLAY = re.compile(r"\+?[0-9 ()-]+")


def digits(number: str) -> str:
    """The digits as dialled inside Indonesia: +62 becomes 0, separators are dropped."""
    bare = re.sub(r"[^0-9+]", "", number)
    return "0" + bare[3:] if bare.startswith("+62") else bare.lstrip("+")


def is_dial(number: str, kind: str) -> bool:
    """True for a short code (telephone only) or an international number (E.164)."""
    return bool(_E164.fullmatch(number) or (kind != "whatsapp" and _SHORT.fullmatch(number)))


def is_display(number: str) -> bool:
    return bool(_DISPLAY.fullmatch(number))


def misprint_of(code: str, number: str) -> str:
    """The number that was meant where ``number`` is a known misprint, else ""."""
    if meant := MISPRINTS.get(digits(number)):
        return meant
    national = NATIONAL.get(code)
    return national if national and digits(national) != digits(number) else ""


def same_number(display: str, dial: str) -> bool:
    return digits(display) == digits(dial)
