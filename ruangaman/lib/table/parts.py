"""The parts of an XLSX file: unpacked within limits, parsed without entities."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers import expat

from ruangaman.lib.table.limits import MOST_PARTS, MOST_UNPACKED, TableRefused

_CHUNK = 65_536
_ENCRYPTED = 0x1

Start = Callable[[str, Mapping[str, str]], None]
"""Told the local name of an element, and its attributes: with a namespace by their whole name."""


class _Local(dict[str, str]):
    """Local names of elements by their whole names."""

    def __missing__(self, tag: str) -> str:
        found = self[tag] = tag.rpartition(" ")[2]
        return found


class Parts:
    """An opened archive that stops when it has unpacked too much."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Look at the list of the archive; raises ``TableRefused``."""
        entries = archive.infolist()
        if len(entries) > MOST_PARTS:
            raise TableRefused("unpacked")
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise TableRefused("locked")
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise TableRefused("unpacked")
        self._archive, self._left = archive, MOST_UNPACKED
        self.names = {entry.filename.lstrip("/"): entry for entry in entries}

    def parse(
        self,
        name: str,
        start: Start,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        """Parse one part; a document type or an entity in it is refused."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        local = _Local()
        parser.StartElementHandler = lambda tag, attributes: start(local[tag], attributes)
        if end:
            parser.EndElementHandler = lambda tag: end(local[tag])
        if text:
            parser.CharacterDataHandler = text
        for piece in self._pieces(name):
            parser.Parse(piece, False)
        parser.Parse(b"", True)

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._archive.open(self.names[name]) as file:
            while piece := file.read(_CHUNK):
                self._left -= len(piece)
                if self._left < 0:
                    raise TableRefused("unpacked")
                yield piece


def relations(parts: Parts, of: str) -> dict[str, tuple[str, str]]:
    """Return what a part points to inside the archive: (last word of the type, name) by id."""
    folder, name = posixpath.split(of)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            inside = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, inside)

    if path in parts.names:
        parts.parse(path, start)
    return found


def _refuse(*_: Any) -> None:
    raise TableRefused("entities")
