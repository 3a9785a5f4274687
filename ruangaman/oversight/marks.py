"""The mark of a draft: that the worker wrote what is shown, and nobody else."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from ruangaman.lib.sealing import derive
from ruangaman.lib.signatures import document_text
from ruangaman.oversight.models import Draft


def draft_mark(draft: Draft) -> bytes:
    """Return the server's keyed hash of what a draft shows."""
    key = derive(settings.SEAL_SECRET, "ruangaman release draft 1")
    shown = {"id": draft.pk.hex, "document": draft.document, "report": draft.report}
    return hmac.new(key, document_text(shown).encode(), hashlib.sha256).digest()


def draft_sound(draft: Draft) -> bool:
    """Say whether a draft is as the worker wrote it."""
    return hmac.compare_digest(bytes(draft.mark), draft_mark(draft))
