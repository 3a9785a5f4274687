"""Sealed reports, and what is kept about them."""

from __future__ import annotations

from ruangaman.reporting.models.asked import (
    AsideQuestion,
    CodedRecord,
    Departure,
    FewReaders,
    Letter,
    LetterAnswer,
    Reply,
    Sheet,
)
from ruangaman.reporting.models.ends import Disposal, Ending, Hold
from ruangaman.reporting.models.report import (
    Box,
    File,
    Item,
    Opening,
    PartKey,
    ReaderRequest,
    Report,
)

__all__ = [
    "AsideQuestion",
    "Box",
    "CodedRecord",
    "Departure",
    "Disposal",
    "Ending",
    "FewReaders",
    "File",
    "Hold",
    "Item",
    "Letter",
    "LetterAnswer",
    "Opening",
    "PartKey",
    "ReaderRequest",
    "Reply",
    "Report",
    "Sheet",
]
