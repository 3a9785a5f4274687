"""The texts that an XLSX file keeps in one place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ruangaman.lib.table.limits import MOST_CELLS, MOST_TEXT, TableRefused
from ruangaman.lib.table.parts import Parts

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def read_strings(parts: Parts, name: str) -> list[str]:
    """Return the shared strings in their order; how they look and sound is left out."""
    reader = _Strings()
    if name and name in parts.names:
        parts.parse(name, reader.start, reader.end, reader.text)
    return reader.found


def unescaped(text: str) -> str:
    """Return a text with its escaped characters: ``_x000D_`` is a line's end."""
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class _Strings:
    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._taking = False
        self._spoken = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._spoken += 1
        self._taking = tag == "t" and not self._spoken

    def end(self, tag: str) -> None:
        self._taking = False
        if tag == "rPh":
            self._spoken -= 1
        elif tag == "si":
            self.found.append(unescaped("".join(self._pieces)))
            if len(self.found) > MOST_CELLS:
                raise TableRefused("cells")

    def text(self, data: str) -> None:
        if self._taking:
            self._pieces.append(data)
            if sum(map(len, self._pieces)) > MOST_TEXT:
                raise TableRefused("text")
