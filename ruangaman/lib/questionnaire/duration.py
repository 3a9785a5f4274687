"""How long a survey takes: reading at a slow pace, and a while to decide on each item."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ruangaman.lib.questionnaire.model import Item, Questionnaire

MOST = 10
"""Minutes a survey may take."""

_WORDS_A_SECOND = 2.5
"""150 words a minute: an adult who reads without haste on a small screen."""

_DECIDE = {"choice": 5, "agree": 4, "behaviour": 5, "crosswise": 20}
"""Seconds to decide on an item once it is read."""

_EXPLAINED, _PAGE, _ENDS = 45, 4, 30
"""Seconds for the explanation of crosswise items, to turn a page, for the first and last page."""


def seconds(questionnaire: Questionnaire) -> float:
    """Seconds for everything, in the language that takes longer."""
    whole = questionnaire
    told = [(whole.intro_id, whole.intro_en), (whole.warning_id, whole.warning_en)]
    told += [(f"{s.title_id} {s.intro_id}", f"{s.title_en} {s.intro_en}") for s in whole.sections]
    decided = float(sum(_DECIDE[item.kind] for item in whole.items))
    decided += _EXPLAINED if whole.has_crosswise else 0
    decided += _PAGE * len(whole.sections) + _ENDS
    for item in whole.items:
        told += _told(item)
    words = max(sum(len(pair[at].split()) for pair in told) for at in (0, 1))
    return decided + words / _WORDS_A_SECOND


def minutes(questionnaire: Questionnaire) -> int:
    """The same in minutes, rounded up."""
    return math.ceil(seconds(questionnaire) / 60)


def _told(item: Item) -> list[tuple[str, str]]:
    """The texts of an item that have to be read, in both languages."""
    names = ("text", "help", "period", "statement", "harmless")
    told = [(getattr(item, f"{name}_id"), getattr(item, f"{name}_en")) for name in names]
    return told + [(option.text_id, option.text_en) for option in item.options]
