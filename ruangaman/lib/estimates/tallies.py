"""Counting answers once, so that nobody reads them one by one again.

Three things are counted of every stratum: each code of each item; of sections that ask about
several kinds of behaviour, who lived through any of them; and of each crosswise item together with
the anchor, both answers at once, without which the correction has no standard error.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

EVER, NEVER = "ever", "never"
_NOT = "never"
"""The code of a behaviour item that says it did not happen."""


def any_of(section: str) -> str:
    """Return under what name it is counted who chose any behaviour of a section."""
    return f"{section}.any"


def pair_of(item: str, anchor: str) -> str:
    """Return under what name both answers, to a crosswise item and the anchor, are counted."""
    return f"{item}+{anchor}"


@dataclass(frozen=True, slots=True)
class Tallying:
    """What is counted of one person's answers, by the definition of a survey.

    ``sections``: name and items of each section that asks about two kinds of behaviour or more.
    ``pairs``: name, item and anchor of each crosswise item.
    """

    sections: tuple[tuple[str, tuple[str, ...]], ...]
    pairs: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, definition: Mapping[str, Any]) -> Tallying:
        """Read the definition as it is asked."""
        asked = [(one["key"], one["items"]) for one in definition["sections"]]
        sections = (
            (any_of(key), tuple(item["key"] for item in items if item["kind"] == "behaviour"))
            for key, items in asked
        )
        hidden = [item for _, items in asked for item in items if item["kind"] == "crosswise"]
        anchor = next((item["key"] for item in hidden if item.get("anchor")), None)
        pairs = (
            (pair_of(item["key"], anchor), item["key"], anchor)
            for item in hidden
            if anchor and not item.get("anchor")
        )
        return cls(tuple(one for one in sections if len(one[1]) > 1), tuple(pairs))

    def counted(self, answers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Yield item and code of everything one person's answers count for.

        Whoever left out every behaviour of a section counts for none; who left out some and lived
        through none of the others counts as "never", so that the share is rather too low.
        """
        yield from answers.items()
        for name, items in self.sections:
            chosen = [answers[item] for item in items if item in answers]
            if chosen:
                yield name, EVER if any(code != _NOT for code in chosen) else NEVER
        for name, item, anchor in self.pairs:
            if item in answers and anchor in answers:
                yield name, f"{answers[item]}+{answers[anchor]}"
