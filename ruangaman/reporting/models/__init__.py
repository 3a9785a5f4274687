"""Sealed reports, and what is kept about them."""

from __future__ import annotations

from ruangaman.reporting.models.asked import (
    AsideQuestion,
    CodedRecord,
    Examination,
    FewReaders,
    Letter,
    LetterAnswer,
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
    "Disposal",
    "Ending",
    "Examination",
    "FewReaders",
    "File",
    "Hold",
    "Item",
    "Letter",
    "LetterAnswer",
    "Opening",
    "PartKey",
    "ReaderRequest",
    "Report",
]
