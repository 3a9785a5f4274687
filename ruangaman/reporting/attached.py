"""What a message says about a file: sealed with the message, for only its readers know the file."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ruangaman.lib.cleaning.kinds import ENDINGS, MEDIA_TYPES
from ruangaman.reporting.models import Report

MOST_FILES = 5
NAME_CHARACTERS = 80
_UNWANTED = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]')


@dataclass(frozen=True, slots=True)
class Attached:
    """A file of a message: its key, how it looks, and what it was before it was cleaned.

    ``digest``: SHA-256 of the sealed bytes; ``content`` of the clean file; ``original`` of the file
    as it came, which is not kept (UU 12/2022, Art. 24: evidence). Sizes in bytes.
    """

    id: uuid.UUID
    key: bytes = field(repr=False)
    name: str
    kind: str
    size: int
    digest: str
    content: str
    original: str
    original_size: int
    removed: tuple[str, ...]

    @property
    def media_type(self) -> str:
        """The type it is served under."""
        return MEDIA_TYPES[self.kind]

    @property
    def download_name(self) -> str:
        """A name that says nothing to whoever looks into a folder of downloads."""
        return f"dokumen-{self.id.hex[:6]}.{ENDINGS[self.kind]}"

    def to_json(self) -> dict[str, Any]:
        """Return the form kept in the item."""
        return {
            "id": self.id.hex,
            "key": self.key.hex(),
            "name": self.name,
            "kind": self.kind,
            "size": self.size,
            "digest": self.digest,
            "content": self.content,
            "original": self.original,
            "original_size": self.original_size,
            "removed": list(self.removed),
        }

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> Attached:
        """Read what ``to_json`` wrote; ``ValueError`` or ``KeyError`` for anything else."""
        if body["kind"] not in MEDIA_TYPES:
            raise ValueError("kind")
        return cls(
            id=uuid.UUID(body["id"]),
            key=bytes.fromhex(body["key"]),
            name=str(body["name"]),
            kind=str(body["kind"]),
            size=int(body["size"]),
            digest=str(body["digest"]),
            content=str(body["content"]),
            original=str(body["original"]),
            original_size=int(body["original_size"]),
            removed=tuple(str(word) for word in body["removed"]),
        )


def files_in(body: Mapping[str, Any]) -> list[Attached]:
    """Return the files an opened message names; what does not read as one is left out."""
    found = []
    for one in body.get("files", ())[:MOST_FILES]:
        try:
            found.append(Attached.from_json(one))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def files_body(files: Sequence[Attached]) -> dict[str, Any]:
    """Return what the body of a message says of its files; nothing where there are none."""
    return {"files": [one.to_json() for one in files]} if files else {}


def plain_name(name: str) -> str:
    """Return a file's name as it is shown: one line, no path, no direction marks, its end kept."""
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    text = " ".join(_UNWANTED.sub("", text).split()).strip(". ")
    if len(text) > NAME_CHARACTERS:
        text = f"{text[: NAME_CHARACTERS - 10]}…{text[-9:]}"
    return text or "file"


def blob_context(report: Report, file_id: uuid.UUID) -> Sequence[bytes]:
    """Return what sealed bytes are bound to: they open nowhere else."""
    return report.id.bytes, b"messages", file_id.bytes
