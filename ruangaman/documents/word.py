"""Word documents. The library is read with the first of them, not with every server's start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def decree_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a decree, to be finished by the office that signs it."""
    from ruangaman.documents import docx

    return docx.decree_docx(paper)


def policy_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a policy, for the legal bureau to finish."""
    from ruangaman.documents import policy_docx

    return policy_docx.policy_docx(paper)


def review_docx(paper: Mapping[str, Any]) -> bytes:
    """Return a management review, to be written on in the meeting."""
    from ruangaman.documents import review_docx

    return review_docx.review_docx(paper)
