"""Codes on slips of an anonymous survey: short enough to type, with a sign that checks them.

Twelve signs of an alphabet of 32: eleven random ones (55 bits), and one by which any single wrong
sign and any two exchanged signs are noticed. It is a code over GF(32): the sum of each sign times a
power of the generator is zero, and the powers at twelve places all differ.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are read wrongly on paper."""

LENGTH = 12
MOST_TYPED = 60
_GROUP = 4
_SPACES = str.maketrans("", "", " -–—._\t\r\n")
_FIELD, _POLYNOMIAL = 32, 0b100101
_PLACES = {sign: place for place, sign in enumerate(ALPHABET)}


@dataclass(frozen=True, slots=True)
class SlipFault(Exception):
    """Why what was typed is no code: ``empty``, ``sign`` (``signs``), ``length`` or ``check``."""

    reason: str
    signs: str = ""
    count: int = 0


def _times_generator(value: int) -> int:
    value <<= 1
    return value ^ _POLYNOMIAL if value & _FIELD else value


def _powers() -> tuple[int, ...]:
    found = [1]
    while len(found) < _FIELD - 1:
        found.append(_times_generator(found[-1]))
    return tuple(found)


_POWERS = _powers()
_LOGARITHMS = {value: at for at, value in enumerate(_POWERS)}


def _times(one: int, other: int) -> int:
    if not one or not other:
        return 0
    return _POWERS[(_LOGARITHMS[one] + _LOGARITHMS[other]) % len(_POWERS)]


def _sum(values: list[int]) -> int:
    total = 0
    for at, value in enumerate(values):
        total ^= _times(value, _POWERS[at])
    return total


def slip_new() -> str:
    """Return a fresh code."""
    raw = int.from_bytes(secrets.token_bytes(7)) & (2**55 - 1)
    values = [raw >> 5 * at & (_FIELD - 1) for at in range(LENGTH - 1)]
    inverse = _POWERS[len(_POWERS) - (LENGTH - 1)]
    values.append(_times(_sum(values), inverse))
    return "".join(ALPHABET[value] for value in values)


def slip_read(typed: str) -> str:
    """Return the code that was typed, whatever its case and spaces, or raise ``SlipFault``."""
    code = typed[: MOST_TYPED + 1].upper().translate(_SPACES)
    if not code:
        raise SlipFault("empty")
    if strange := "".join(dict.fromkeys(sign for sign in code if sign not in _PLACES)):
        raise SlipFault("sign", signs=strange[:LENGTH])
    if len(code) != LENGTH:
        raise SlipFault("length", count=len(code))
    if _sum([_PLACES[sign] for sign in code]):
        raise SlipFault("check")
    return code


def slip_shown(code: str) -> str:
    """Return a code in three groups, as it is printed."""
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
