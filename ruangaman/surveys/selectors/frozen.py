"""What an opened survey asks: it changes no more, so each process reads it once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from functools import lru_cache

from ruangaman.lib.ballots import Layout
from ruangaman.lib.questionnaire import Questionnaire, questionnaire_draft
from ruangaman.surveys.models import Survey


@dataclass(frozen=True, slots=True)
class Frozen:
    """The questions, how answers to them are packed, and to which key they are sealed."""

    asked: Questionnaire
    layout: Layout
    public_key: bytes


@lru_cache(maxsize=16)
def frozen(pk: uuid.UUID) -> Frozen:
    """Return what a survey asks that is not a draft. It was checked when it was opened."""
    columns = Survey.objects.exclude(state=Survey.State.DRAFT).only("definition", "public_key")
    found = columns.get(pk=pk)
    asked, _faults = questionnaire_draft(found.definition)
    return Frozen(asked, Layout.of(found.definition), bytes(found.public_key))
