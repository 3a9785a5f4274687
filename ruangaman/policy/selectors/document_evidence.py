"""Says what the files of a document belong to."""

from __future__ import annotations

import uuid

from django.urls import reverse

from ruangaman.policy.evidence import Subject
from ruangaman.policy.selectors.documents import document_by_id


def document_subject(pk: uuid.UUID) -> Subject | None:
    """Return the document of an id as files see it."""
    document = document_by_id(pk)
    if document is None:
        return None
    return Subject(document.unit_code, document.title, reverse("policy:document", args=[pk]))
