"""Questions with one right answer on pages that keep nothing: the form, and what travels along."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.carry import carrier
from ruangaman.core.pack_content import said
from ruangaman.lib.carry import CarryError

ANSWER = "jawaban"
_LONGEST_ONCE = 40


class QuestionForm(forms.Form):
    """The choices of a question in the order of the pack."""

    def __init__(
        self, data: Any, *, question: Mapping[str, Any], choices: Sequence[Mapping[str, Any]]
    ) -> None:
        """Offer ``choices`` of ``question``."""
        super().__init__(data)
        self.fields[ANSWER] = forms.ChoiceField(
            label=said(question, "text"),
            choices=[(one["key"], said(one, "text")) for one in choices],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Pilih satu jawaban."),
                "invalid_choice": _("Pilih satu jawaban dari daftar."),
            },
        )


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


def state_seal(state: State, *, step: str) -> str:
    """Return the state as a field of the next page, of this ``step`` alone."""
    body = json.dumps([state.once, dict(state.answers)])
    return carrier().seal(body.encode(), step=step, now=timezone.now())


def state_open(text: str, *, step: str) -> State:
    """Return what travelled; ``CarryError`` for anything else."""
    once, answers = json.loads(carrier().open(text, step=step, now=timezone.now()))
    if not isinstance(once, str) or len(once) > _LONGEST_ONCE or not isinstance(answers, dict):
        raise CarryError("shape")
    return State(once, {str(key): str(choice) for key, choice in answers.items()})
