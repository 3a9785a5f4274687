"""Reads what a person answered: known codes of known items, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from ruangaman.lib.questionnaire.model import Questionnaire


class AnswerError(ValueError):
    """An answer that no page of this survey can give; ``key`` names its item."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__("this answer is not one of the survey's")


def answers_read(questionnaire: Questionnaire, given: Mapping[str, object]) -> dict[str, str]:
    """The answers in the order of the items; an item that is absent or "" was left out.

    Raises AnswerError for an item the survey does not have, or a code the item does not have.
    """
    known = {item.key: item.codes for item in questionnaire.items}
    for key, code in given.items():
        if key not in known or not isinstance(code, str) or (code and code not in known[key]):
            raise AnswerError(key)
    return {key: str(given[key]) for key in known if given.get(key)}
