"""What people write in the cells of a list of participants, and what it means."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ruangaman.lib.roster.model import FEMALE, INTERN, MALE, OTHER, PNS, PPPK
from ruangaman.lib.table.headings import squeezed

ASN = "asn"
"""Either PNS or PPPK: the number says which."""

_KINDS: Mapping[str, Sequence[str]] = {
    PNS: ("pns", "asnpns", "pnsasn", "pegawainegerisipil", "cpns", "civilservant"),
    PPPK: ("pppk", "p3k", "asnpppk", "pppkasn", "pppkparuhwaktu", "contractcivilservant"),
    ASN: ("asn", "aparatursipilnegara"),
    OTHER: ("nonasn", "nonpns", "honorer", "honor", "ptt", "kontrak", "tenagakontrak", "thl",
            "tenagahonorer", "pegawaikontrak", "outsourcing", "lainnya", "other", "contract"),
    INTERN: ("magang", "intern", "pesertamagang", "pkl", "siswamagang", "mahasiswamagang",
             "internship"),
}  # fmt: skip
_SEXES: Mapping[str, Sequence[str]] = {
    FEMALE: ("p", "perempuan", "pr", "w", "wanita", "f", "female", "woman"),
    MALE: ("l", "lakilaki", "laki", "lk", "pria", "m", "male", "man"),
}
_BY_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
_BY_SEX = {word: sex for sex, words in _SEXES.items() for word in words}
_INTERN = re.compile(r"\b(magang|intern(ship)?|pkl)\b", re.IGNORECASE)
_GRADE = re.compile(r"\b(IV|I{1,3})\s*[/.,\\ -]\s*([a-e])\b", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>,;()]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+", re.IGNORECASE)
_TITLES = frozenset(
    ("dr", "drs", "dra", "ir", "h", "hj", "hajah", "haji", "prof", "st", "bapak", "ibu", "bpk",
     "sdr", "sdri", "mr", "mrs", "ms", "ny", "tn", "apt", "ns")
)  # fmt: skip


@lru_cache(maxsize=256)
def kind_of(text: str) -> str:
    """Return the terms of employment, ``ASN`` for either of two, or nothing."""
    return _BY_KIND.get(squeezed(text), "")


def sounds_like_intern(*texts: str) -> bool:
    """Say whether a position or a remark says that somebody is here to learn."""
    return any(_INTERN.search(text) for text in texts)


@lru_cache(maxsize=256)
def sex_of(text: str) -> str:
    """Return ``f`` or ``m``, or nothing."""
    return _BY_SEX.get(squeezed(text), "")


def phone_of(text: str) -> str:
    """Return a telephone number with the zero that a spreadsheet took, or nothing.

    Of several the first: people write "0812... / 0813...".
    """
    first = re.split(r"[/;,]|\bdan\b|\bor\b", text)[0].strip()
    digits = re.sub(r"[\s().-]", "", first)
    if digits.startswith("8"):
        digits = f"0{digits}"
    elif digits.startswith("62"):
        digits = f"+{digits}"
    return digits if re.fullmatch(r"\+?[0-9]{6,15}", digits) else ""


def email_of(text: str) -> str:
    """Return an address, or nothing."""
    plain = text.replace(" ", "")
    return plain if len(plain) <= 254 and _EMAIL.fullmatch(plain) else ""


class Ranks:
    """The ranks of the pack: found by grade ("III/a"), by title, or by both."""

    def __init__(self, ranks: Mapping[str, tuple[str, str]]) -> None:
        """Take (title, grade) by code; those of PPPK have no title."""
        self._codes: dict[str, str] = {}
        self._titles: dict[str, str] = {}
        self._read: dict[str, str] = {}
        for code, (title, grade) in ranks.items():
            self._codes.setdefault(squeezed(grade), code)
            if title:
                self._titles.setdefault(squeezed(title), code)

    def __bool__(self) -> bool:
        """Say whether there are any."""
        return bool(self._codes)

    def code(self, text: str) -> str:
        """Return the code of a rank, or nothing: also where grade and title are of two ranks."""
        if text not in self._read:
            self._read[text] = self._code(text)
        return self._read[text]

    def _code(self, text: str) -> str:
        match = _GRADE.search(text)
        title = squeezed(_GRADE.sub(" ", text))
        title = re.sub(r"^(gol(ongan)?|pangkat|ruang)+", "", title)
        if match is None:
            return self._codes.get(title) or self._titles.get(title, "")
        code = self._codes.get(squeezed(f"{match[1]}{match[2]}"), "")
        return "" if title in self._titles and self._titles[title] != code else code


def name_key(name: str) -> str:
    """Return what two spellings of one name share: no degrees, titles, case or accents."""
    plain = name.split(",", maxsplit=1)[0]
    words = [squeezed(word) for word in plain.replace(".", " ").split()]
    kept = [word for word in words if word]
    while len(kept) > 1 and kept[0] in _TITLES:
        kept.pop(0)
    return " ".join(kept)
