"""What travels with the pages of a survey, sealed in the form: nothing is kept on the server."""

from __future__ import annotations

import json
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils import timezone

from ruangaman.core.carry import carrier
from ruangaman.lib.carry import CarryError
from ruangaman.surveys.services.ballots import Slip

FIELD = "isi"
_STEP = "survei"
_ONCE = 16


@dataclass(frozen=True, slots=True)
class Carried:
    """The slip of this form, and the answers so far."""

    slip: Slip
    answers: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def begun(cls, code: str, survey: uuid.UUID, stratum: int) -> Carried:
        """Return the state of a form that begins now."""
        return cls(Slip(code, survey, stratum, secrets.token_bytes(_ONCE)))

    def with_answers(self, answers: Mapping[str, str]) -> Carried:
        """Return the state with these answers."""
        return replace(self, answers=dict(answers))

    def sealed(self) -> str:
        """Return the text of the hidden field."""
        slip = self.slip
        body = [slip.code, slip.survey.hex, slip.stratum, slip.once.hex(), dict(self.answers)]
        text = json.dumps(body, separators=(",", ":"))
        return carrier().seal(text.encode(), step=_STEP, now=timezone.now())


def carried_read(text: str) -> Carried:
    """Return what travelled; ``CarryError`` (``CarryExpired`` when too old) for anything else."""
    body = json.loads(carrier().open(text, step=_STEP, now=timezone.now()))
    try:
        code, survey, stratum, once, answers = body
        slip = Slip(str(code), uuid.UUID(survey), int(stratum), bytes.fromhex(once))
        return Carried(slip, {str(key): str(value) for key, value in answers.items()})
    except (AttributeError, TypeError, ValueError) as fault:
        raise CarryError("shape") from fault
