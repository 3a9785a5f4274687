"""What travels with the induction from page to page, because nothing is kept on the server."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError
from ruangaman.training.models import InductionLink

_LONGEST_ONCE = 40


@dataclass(frozen=True)
class State:
    """A one-time value that is counted at the end, and the first answer to each question."""

    once: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    answers: Mapping[str, str] = field(default_factory=dict)

    def answered(self, key: str, choice: str) -> State:
        """Return the state with an answer; a first one stays, because its reason was read."""
        return State(self.once, {key: choice, **self.answers})

    def anew(self) -> State:
        """Return the state without answers: the questions once more, counted no second time."""
        return State(self.once)

    def right(self, questions: Sequence[Mapping[str, Any]]) -> int:
        """Return how many of the questions were answered rightly."""
        return sum(self.answers.get(one["key"]) == right_of(one)["key"] for one in questions)


def right_of(question: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the right choice of a question."""
    found: Mapping[str, Any] = next(one for one in question["choice"] if one["right"])
    return found


def state_seal(state: State, link: InductionLink) -> str:
    """Return the state as a field of the next page, of this link alone."""
    body = json.dumps([state.once, dict(state.answers)])
    return carrier().seal(body.encode(), step=_step(link), now=timezone.now())


def state_open(text: str, link: InductionLink) -> State:
    """Return what travelled; ``CarryError`` for anything else."""
    once, answers = json.loads(carrier().open(text, step=_step(link), now=timezone.now()))
    if not isinstance(once, str) or len(once) > _LONGEST_ONCE or not isinstance(answers, dict):
        raise CarryError("shape")
    return State(once, {str(key): str(choice) for key, choice in answers.items()})


def _step(link: InductionLink) -> str:
    return f"belajar-{link.pk}"
