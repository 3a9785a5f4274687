"""Coded values in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def chosen_words(choices: Iterable[tuple[str, Any]], value: object) -> str:
    """Return the words of a choice; a dash for one that is not known."""
    return str(dict(choices).get(str(value), "–"))
