"""What a page and a PDF tell beside the document: every number in them that it does not explain.

Read are words, attributes, comments and the length of every bar. A number is explained where the
document has it: as a published count, in a title or a label, or as a share of two published counts.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

Document = Mapping[str, Any]
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?:\s?%|(?!\w))")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_LONG = re.compile(r"\b[0-9a-f]{16,}\b")
_NO_WORDS = {
    *("viewbox", "x", "y", "width", "height", "d", "font-size", "stroke-width", "xmlns"),
    *("tabindex", "colspan", "rowspan", "href", "src", "integrity", "class", "id", "for"),
    "content",
}
EVERY = "*"
_COUNTED = ("Yang dihitung", "What is counted")
_HAIR = 1.5
"""A bar without a length is drawn as a hair line; what is longer tells something."""


@dataclass
class Section:
    """A part of a page below one heading, or one drawing in it with its ``bars``.

    A bar is how long it is, and what is written behind it.
    """

    title: str
    words: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)
    bars: list[tuple[float, str]] = field(default_factory=list)


class Page(HTMLParser):
    """A page, cut at its headings; drawings are sections of their own."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections = [Section("")]
        self.drawings: list[Section] = []
        self._now = self.sections[0]
        self._heading = self._quiet = False
        self._bar: float | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a section or a drawing; keep what attributes say."""
        self._heading, self._quiet = tag in {"h1", "h2"}, tag in {"script", "style"}
        if self._heading:
            self._now = Section("")
            self.sections.append(self._now)
        if tag == "svg":
            self._now = Section(self.sections[-1].title)
            self.drawings.append(self._now)
        if tag == "rect":
            self._bar = float(dict(attrs).get("width") or 0)
        self._now.asides += [value for name, value in attrs if value and name not in _NO_WORDS]

    def handle_endtag(self, tag: str) -> None:
        """End a heading or a drawing."""
        self._heading = self._quiet = False
        if tag == "svg":
            self._now = self.sections[-1]

    def handle_data(self, data: str) -> None:
        """Keep the words; those behind a bar with the bar."""
        if self._quiet or not data.strip():
            return
        self._now.words.append(data)
        if self._heading:
            self._now.title = data.strip()
        if self._bar is not None:
            self._now.bars.append((self._bar, data))
            self._bar = None

    def handle_comment(self, data: str) -> None:
        """Keep what is in the page and not seen."""
        self._now.asides.append(data)


def paper(pdf: bytes, titles: Iterable[str]) -> list[Section]:
    """Cut the words of a PDF, cell by cell, where its tables begin; without feet of pages.

    The title of a table is followed by what is counted. All tables are one section: the last row
    of one may be read after the title of the next.
    """
    command = ["pdftotext", "-q", "-enc", "UTF-8", "-", "-"]
    done = subprocess.run(command, input=pdf, capture_output=True, check=True)
    pages = enumerate(done.stdout.decode().split("\f"), 1)
    flat = " ".join(re.sub(rf"\s{number}\s*$", "", page) for number, page in pages)
    flat = " ".join(flat.split())
    starts = (flat.find(f"{title} {word}") for title in titles for word in _COUNTED)
    start = min((at for at in starts if at >= 0), default=len(flat))
    return [Section("", [flat[:start]]), Section(EVERY, [flat[start:]])]


def numbers(text: str) -> list[str]:
    """Return the numbers in a text as the document writes them; shares keep their sign."""
    return [_plain(one) for one in _NUMBER.findall(_LONG.sub(" ", text))]


def _plain(number: str) -> str:
    if _GROUPED.fullmatch(number):
        return re.sub(r"\D", "", number)
    return number.replace(",", ".").replace(" ", "").replace("\N{NO-BREAK SPACE}", "")


class Told:
    """What a document explains in one language; ``around`` are words of a page without figures."""

    def __init__(self, document: Document, language: str, around: str) -> None:
        self.tables = {one[f"title_{language}"]: one for one in document["tables"]}
        self._labels = sorted({*self._words(language)}, key=len, reverse=True)
        known = [count for one in self.tables.values() for count in _known(one).values()]
        sums = [_whole(one) for one in self.tables.values()]
        dates = [str(document.get(one, "")) for one in ("semester", "from", "until", "released_on")]
        dated = [part for one in dates for part in re.findall(r"\d+", one)]
        self._shares = {share for one in self.tables.values() for share in _shares(one)}
        self._anywhere = {str(one) for one in [*known, *sums]} | self._shares
        self._anywhere |= {*numbers(around), *dated, *(str(int(one)) for one in dated)}
        for one in document.get("indicators", ()):
            self._anywhere |= {_plain(str(value)) for value in one.values()}
            if "percent" in one:
                self._anywhere |= {f"{float(one['percent']):{form}}%" for form in (".1f", "g")}

    def _words(self, language: str) -> Iterator[str]:
        for table in self.tables.values():
            yield table[f"title_{language}"]
            for axis in table["axes"]:
                yield axis.get(f"title_{language}", "")
                yield from (code[f"label_{language}"] for code in axis["codes"])

    def more(self, sections: Iterable[Section]) -> list[str]:
        """Return what sections tell and the document does not."""
        sections = list(sections)
        full = max((long for one in sections for long, _said in one.bars), default=0)
        return [f"{one.title}: {told}" for one in sections for told in self._more(one, full)]

    def _more(self, section: Section, full: float) -> Iterator[str]:
        yield from _long(section.bars, full)
        aside, found = (self._left(" ".join(one)) for one in (section.asides, section.words))
        every = section.title == EVERY
        tables = [one for title, one in self.tables.items() if every or title == section.title]
        if not tables:
            yield from (one for one in [*aside, *found] if one not in self._anywhere)
            return
        yield from aside
        counts = [one for table in tables for one in [*_known(table).values(), *_all(table)]]
        shares = {share for table in tables for share in _shares(table)}
        read = Counter(one for one in found if one not in shares)
        yield from (read - Counter(map(str, counts))).elements()

    def _left(self, text: str) -> list[str]:
        """Return the numbers that stand in no title and no label."""
        text = " ".join(text.split())
        for label in self._labels:
            if re.search(r"\d", label):
                text = text.replace(label, " ")
        return numbers(text)


def _long(bars: list[tuple[float, str]], full: float) -> Iterator[str]:
    """Yield bars that are as long as what is hidden, and a scale that only it explains."""
    shown = [long for long, said in bars if numbers(said)]
    yield from (f"bar {long}" for long, said in bars if long > _HAIR and not numbers(said))
    if shown and max(shown) < full - _HAIR:
        yield f"scale {max(shown)} of {full}"


def _known(table: Mapping[str, Any]) -> dict[tuple[str, ...], int]:
    return {tuple(one["at"]): one["count"] for one in table["cells"] if "count" in one}


def _whole(table: Mapping[str, Any]) -> int:
    """Return all that a table of one axis counts, where every figure in it is published."""
    counts = _known(table)
    codes = [(code["code"],) for code in table["axes"][0]["codes"]]
    whole = len(table["axes"]) == 1 and all(one in counts for one in codes)
    return sum(counts[one] for one in codes) if whole else 0


def _all(table: Mapping[str, Any]) -> list[int]:
    return [_whole(table)] if _whole(table) else []


def _shares(table: Mapping[str, Any]) -> set[str]:
    """Return each published count as a share of the whole, as precisely as it may be written."""
    whole = _whole(table)
    if not whole:
        return set()
    parts = [100 * one / whole for one in _known(table).values()]
    return {f"{one:.{places}f}%" for one in parts for places in (0, 1, 2)}
