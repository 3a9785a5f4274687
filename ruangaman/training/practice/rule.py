"""When an observed role-play is passed: the rule stands in the checklist, nobody types a result."""

from __future__ import annotations

from collections.abc import Iterable

from ruangaman.training.practice.talk import Body


def met(shown: Iterable[str], errors: Iterable[str], body: Body) -> bool:
    """Say whether ticks meet the rule of a checklist: enough behaviours, no more errors than."""
    known = {one["key"] for one in body["behaviour"]}
    wrong = {one["key"] for one in body["error"]}
    enough = len(known & set(shown)) >= needed(body)
    return bool(known) and enough and len(wrong & set(errors)) <= int(body["pass"]["errors"])


def needed(body: Body) -> int:
    """Return how many behaviours the rule asks for: 80 % of twelve are ten."""
    return -(-int(body["pass"]["behaviours"]) * len(body["behaviour"]) // 100)
