"""What people write beside a name on a staff list, and which group it means."""

from __future__ import annotations

from ruangaman.policy.models import Group

LEAST = 3
"""Letters of a name."""

MOST_LINES = 2000

WORDS = {
    "asn": Group.CIVIL_SERVANT,
    "pns": Group.CIVIL_SERVANT,
    "cpns": Group.CIVIL_SERVANT,
    "pppk": Group.CIVIL_SERVANT,
    "p3k": Group.CIVIL_SERVANT,
    "honorer": Group.HONORARY,
    "honorary": Group.HONORARY,
    "kontrak": Group.HONORARY,
    "thl": Group.HONORARY,
    "ptt": Group.HONORARY,
    "magang": Group.INTERN,
    "pkl": Group.INTERN,
    "relawan": Group.INTERN,
    "intern": Group.INTERN,
    "penyedia": Group.CONTRACTOR,
    "kebersihan": Group.CONTRACTOR,
    "pengemudi": Group.CONTRACTOR,
    "sopir": Group.CONTRACTOR,
    "contractor": Group.CONTRACTOR,
    "cleaner": Group.CONTRACTOR,
    "satpam": Group.GUARD,
    "keamanan": Group.GUARD,
    "guard": Group.GUARD,
    "lainnya": Group.OTHER,
    "other": Group.OTHER,
}


def letters_of(name: str) -> int:
    """Return how many letters a name has."""
    return sum(one.isalpha() for one in name)


def group_of(said: str, otherwise: str) -> str | None:
    """Return the group that is meant, ``otherwise`` where nothing stands, None if unknown."""
    words = said.replace(";", " ").replace("/", " ").casefold().split()
    if not words:
        return otherwise
    return next((WORDS[word.strip(".,")] for word in words if word.strip(".,") in WORDS), None)


def word_of(group: str) -> str:
    """Return a word that means a group."""
    return next(word for word, one in WORDS.items() if one == group)
