"""What a way through a conversation showed: behaviours, critical errors, better answers.

Nothing is added up into a score: a good ending can be reached after mended mistakes, and a hard
one although much was done well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ruangaman.training.practice.talk import Body, Step, Walk


@dataclass(frozen=True, slots=True)
class Slip:
    """A critical error (entry of the checklist), where it was made, and the answer that mended it.

    ``mended_by`` is None where the next answer did not help or the conversation ended there.
    """

    error: Body
    step: Step
    mended_by: Body | None


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the way, with answers that would have been better, if there are any."""

    number: int
    step: Step
    better: Sequence[Body]


@dataclass(frozen=True, slots=True)
class Review:
    """A whole way: the behaviours seen and not seen, the errors, and the way itself."""

    shown: Sequence[Body]
    unseen: Sequence[Body]
    slips: Sequence[Slip]
    steps: Sequence[Told]

    @property
    def mended(self) -> bool:
        """Whether there were critical errors and all of them were mended."""
        return bool(self.slips) and all(slip.mended_by for slip in self.slips)


def review(walk: Walk, checklist: Body) -> Review:
    """Return what a way showed; codes that the checklist does not know are left out."""
    errors = {one["key"]: one for one in checklist["error"]}
    keys = {key for step in walk.steps for key in step.answer["shows"]}
    slips = [
        Slip(errors[key], step, mended_by(walk, place))
        for place, step in enumerate(walk.steps)
        for key in step.answer["errors"]
        if key in errors
    ]
    return Review(
        shown=[one for one in checklist["behaviour"] if one["key"] in keys],
        unseen=[one for one in checklist["behaviour"] if one["key"] not in keys],
        slips=slips,
        steps=[Told(n, step, better(step)) for n, step in enumerate(walk.steps, start=1)],
    )


def mended_by(walk: Walk, place: int) -> Body | None:
    """Return the very next answer if it showed a behaviour and made no critical error.

    Not one of which its author says that it mends nothing: good in itself, about something else.
    """
    if place + 1 >= len(walk.steps):
        return None
    following = walk.steps[place + 1].answer
    mends = following["shows"] and not following["errors"] and not following.get("mends_nothing")
    return following if mends else None


def better(step: Step) -> list[Body]:
    """Return answers to compare with: none where the given one was good itself.

    An answer is good when it shows a behaviour and makes no critical error.
    """
    if step.answer["shows"] and not step.answer["errors"]:
        return []
    return [one for one in step.turn["answer"] if one["shows"] and not one["errors"]]
