"""A questionnaire as JSON again, with nothing that is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ruangaman.lib.questionnaire.model import Questionnaire


def definition_of(questionnaire: Questionnaire) -> dict[str, Any]:
    """The definition of a questionnaire, with the minutes it takes."""
    definition: dict[str, Any] = _full(asdict(questionnaire))
    return definition | {"minutes": questionnaire.minutes}


def _full(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _full(inner) for name, inner in value.items() if inner}
    if isinstance(value, list | tuple):
        return [_full(inner) for inner in value]
    return str(value) if isinstance(value, str) else value
