"""Which unit a list means: by its name, a short or former one, and the closest where none is."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OFFERS = 5
_RANKED = 40
_LEAST = 0.45
"""How alike a name must be to be offered (``difflib``, 0 to 1)."""
_LONGEST = 200
_NOT_A_WORD = re.compile(r"[^a-z0-9]+")
_SHORT: dict[str, str] = {
    "ap": "administrasi pimpinan",
    "bd": "barang dan jasa",
    "dikbud": "pendidikan kebudayaan",
    "disdik": "dinas pendidikan",
    "dishub": "dinas perhubungan",
    "diskominfo": "dinas komunikasi informatika",
    "dinkes": "dinas kesehatan",
    "dinsos": "dinas sosial",
    "dispar": "dinas pariwisata",
    "disperindag": "dinas perindustrian perdagangan",
    "disnaker": "dinas ketenagakerjaan",
    "dukcapil": "kependudukan pencatatan sipil",
    "disdukcapil": "dinas kependudukan pencatatan sipil",
    "esdm": "energi sumber daya mineral",
    "itda": "inspektorat",
    "kab": "kabupaten",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "kominfo": "komunikasi informatika",
    "lhk": "lingkungan hidup kehutanan",
    "nakertrans": "ketenagakerjaan transmigrasi",
    "perindag": "perindustrian perdagangan",
    "pkm": "puskesmas",
    "pmd": "pemberdayaan masyarakat desa",
    "ptsp": "pelayanan terpadu satu pintu",
    "pupr": "pekerjaan umum perumahan rakyat",
    "satpol": "satuan polisi pamong praja",
    "sdm": "sumber daya manusia",
    "setda": "sekretariat daerah",
    "setwan": "sekretariat dprd",
    "ukm": "usaha kecil menengah",
}
_LEFT_OUT = frozenset(
    {"dan", "and", "provinsi", "prov", "propinsi", "pemerintah", "pemprov", "daerah"}
)


@dataclass(frozen=True, slots=True)
class Named:
    """A unit in force, and what else it is or was called."""

    code: str
    name: str
    others: Sequence[str] = ()


def plain(text: str) -> str:
    """Return the words of a name in small letters without accents, one space between them."""
    folded = unicodedata.normalize("NFKD", text[:_LONGEST]).casefold()
    return _NOT_A_WORD.sub(" ", folded.encode("ascii", "ignore").decode("ascii")).strip()


class UnitNames:
    """All units by every name. ``home`` is the province, which people add to any of them."""

    def __init__(self, units: Iterable[Named], *, home: str = "") -> None:
        """Index the names; what finding the closest needs is made when it is first asked for."""
        place = plain(home)
        initials = "".join(word[0] for word in place.split())
        self._homes = [one for one in (place, initials) if one]
        self._names: dict[str, str] = {}
        self._exact: dict[str, set[str]] = defaultdict(set)
        self._keys: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            self._names[unit.code] = unit.name
            for name in (unit.name, *unit.others):
                self._exact[plain(name)].add(unit.code)
                self._keys[self.key(name)].add(unit.code)
        self._read: dict[str, frozenset[str]] = {}
        self._pieces: dict[str, list[str]] | None = None
        self._closest: dict[str, tuple[tuple[str, str], ...]] = {}

    def key(self, text: str) -> str:
        """Return what stays the same of a name however it is shortened."""
        words = f" {plain(text)} "
        for home in self._homes:
            words = words.replace(f" {home} ", " ")
        long = " ".join(_SHORT.get(word, word) for word in words.split())
        kept = [word for word in long.split() if word not in _LEFT_OUT]
        if kept[:3] == ["satuan", "polisi", "pamong"]:
            kept = [word for word in kept if word != "pp"]
        return " ".join(kept)

    def codes(self, text: str) -> frozenset[str]:
        """Return the units that a name means: none, one, or several that share it."""
        if text not in self._read:
            found = self._exact.get(plain(text)) or self._keys.get(self.key(text)) or ()
            self._read[text] = frozenset(found)
        return self._read[text]

    def name(self, code: str) -> str:
        """Return the name of a unit; empty where there is none of this code."""
        return self._names.get(code, "")

    def closest(self, text: str) -> tuple[tuple[str, str], ...]:
        """Return up to five units whose names are most like ``text``, the best first."""
        key = self.key(text)
        if key not in self._closest:
            self._closest[key] = self._ranked(key)
        return self._closest[key]

    def offer(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Return units as they are offered."""
        return tuple((code, self._names[code]) for code in sorted(codes))[:OFFERS]

    def _ranked(self, key: str) -> tuple[tuple[str, str], ...]:
        likely = self._likely(key)
        scored: dict[str, float] = {}
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        for one in likely:
            matcher.set_seq1(one)
            ratio = matcher.ratio()
            if set(key.split()) <= set(one.split()):
                ratio = max(ratio, 0.9)
            for code in self._keys[one] if ratio >= _LEAST else ():
                scored[code] = max(ratio, scored.get(code, 0))
        best = sorted(scored, key=lambda code: (-scored[code], self._names[code]))
        return tuple((code, self._names[code]) for code in best[:OFFERS])

    def _likely(self, key: str) -> list[str]:
        """Return the keys that share the most pieces of three letters, rare pieces first."""
        if self._pieces is None:
            self._pieces = defaultdict(list)
            for one in self._keys:
                for piece in _threes(one):
                    self._pieces[piece].append(one)
        found = [self._pieces[piece] for piece in _threes(key) if piece in self._pieces]
        common = max(50, len(self._keys) // 8)
        rare = [keys for keys in found if len(keys) <= common] or sorted(found, key=len)[:3]
        shared = Counter(one for keys in rare for one in keys)
        return [one for one, _ in shared.most_common(_RANKED)]


def _threes(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[place : place + 3] for place in range(len(padded) - 2)}
