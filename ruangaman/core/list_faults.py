"""What is wrong with a list that somebody uploads: each fault with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wrong:
    """A fault, and where: row and column as in the file."""

    row: int
    column: str
    words: str
    text: str = ""
