"""Where a conversation can lead: ways that end nowhere, go round, or end well too soon."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Dialogue, Reply, Turn
from ruangaman.lib.pack.training.tree import Node


class Ways:
    """The graph of a conversation: turns, and the kinds of its endings."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.turns: Mapping[str, Turn] = {turn.key: turn for turn in dialogue.turn if turn.key}
        self.endings: Mapping[str, str] = {end.key: end.kind for end in dialogue.ending if end.key}
        self.start = dialogue.start

    def next(self, key: str) -> list[str]:
        """The turns and endings that can follow a turn."""
        turn = self.turns.get(key)
        return [reply.then for reply in turn.answer] if turn else []

    def reached(self, key: str) -> set[str]:
        """Every turn and ending that can come from ``key`` on, itself included."""
        found: set[str] = set()
        waiting = [key]
        while waiting:
            here = waiting.pop()
            if here and here not in found:
                found.add(here)
                waiting.extend(self.next(here))
        return found

    def ends_as(self, key: str) -> set[str]:
        """The kinds of ending that can be reached from ``key``."""
        return {self.endings[one] for one in self.reached(key) if one in self.endings}

    def circle(self) -> list[str]:
        """Turns that can be come back to."""
        return [
            key for key in self.turns if any(key in self.reached(then) for then in self.next(key))
        ]

    def shortest(self, kind: str) -> int:
        """How many turns the shortest way to an ending of ``kind`` passes; 0 without one."""
        seen, layer, passed = {self.start}, [self.start], 0
        while layer:
            if any(self.endings.get(key) == kind for key in layer):
                return passed
            following = [then for key in layer for then in self.next(key) if then not in seen]
            seen.update(following)
            layer, passed = list(dict.fromkeys(following)), passed + 1
        return 0

    def most_shown(self) -> int:
        """The most behaviours that a good way can show; only without circles."""
        known: dict[str, set[frozenset[str]]] = {}
        return max((len(one) for one in self._shown(self.start, known)), default=0)

    def _shown(self, key: str, known: dict[str, set[frozenset[str]]]) -> set[frozenset[str]]:
        """What can be shown from ``key`` to a good ending, as sets of behaviours."""
        if key in self.endings:
            return {frozenset()} if self.endings[key] == "good" else set()
        if key not in known:
            turn = self.turns.get(key)
            known[key] = {
                rest | set(reply.shows)
                for reply in (turn.answer if turn else ())
                for rest in self._shown(reply.then, known)
            }
        return known[key]


def check_ways(head: Line, dialogue: Dialogue, turns: Sequence[Node], endings: list[Line]) -> None:
    """Notes every fault in where the conversation leads."""
    ways = Ways(dialogue)
    _check_size(head, dialogue)
    whole = _check_places(head, ways, dialogue, turns)
    _check_mends(ways, dialogue, turns)
    reached = ways.reached(ways.start)
    keyed = [(node.line, turn.key) for node, turn in zip(turns, dialogue.turn, strict=True)]
    keyed += [(line, end.key) for line, end in zip(endings, dialogue.ending, strict=True)]
    for line, key in keyed:
        if key and key not in reached:
            line.fault("key", "unreachable", value=key)
    circle = ways.circle()
    for node, turn in zip(turns, dialogue.turn, strict=True):
        if turn.key in circle:
            node.line.fault("key", "circle", value=turn.key)
        elif turn.key and whole and not ways.ends_as(turn.key):
            node.line.fault("key", "dead-end", value=turn.key)
    if whole and not circle:
        _check_course(head, ways)


def _check_size(head: Line, dialogue: Dialogue) -> None:
    if len(dialogue.turn) < vocabulary.TURNS_LEAST:
        head.fault("turn", "too-few", value=len(dialogue.turn), limit=vocabulary.TURNS_LEAST)
    if len(dialogue.ending) < vocabulary.ENDINGS_LEAST:
        head.fault("ending", "too-few", value=len(dialogue.ending), limit=vocabulary.ENDINGS_LEAST)
    kinds = {end.kind for end in dialogue.ending}
    for kind in vocabulary.ENDING_KINDS:
        if kind not in kinds:
            head.fault("ending", "missing-ending", value=kind)


def _check_places(head: Line, ways: Ways, dialogue: Dialogue, turns: Sequence[Node]) -> bool:
    """Note answers that lead nowhere; say whether there is none."""
    whole = bool(dialogue.start in ways.turns and ways.endings)
    if dialogue.start and dialogue.start not in ways.turns:
        head.fault("start", "unknown-turn", value=dialogue.start)
    for node, turn in zip(turns, dialogue.turn, strict=True):
        whole = whole and bool(turn.answer)
        if not turn.answer:
            node.line.fault("answer", "dead-end", value=turn.key)
        for inner, reply in zip(node.inner["answer"], turn.answer, strict=True):
            if reply.then not in ways.turns and reply.then not in ways.endings:
                whole = False
                if reply.then:
                    inner.line.fault("then", "unknown-turn", value=reply.then)
    return whole


def _check_course(head: Line, ways: Ways) -> None:
    """A good end takes its time, shows enough, and can be reached after a critical error."""
    shortest = ways.shortest("good")
    if 0 < shortest < vocabulary.WAY_LEAST:
        head.fault("ending", "short-way", value=shortest, limit=vocabulary.WAY_LEAST)
    shown = ways.most_shown()
    if shortest and shown < vocabulary.SHOWN_LEAST:
        head.fault("turn", "few-behaviours", value=shown, limit=vocabulary.SHOWN_LEAST)
    wrong: list[Reply] = [one for turn in ways.turns.values() for one in turn.answer if one.errors]
    if not any(reply.then in ways.turns and _mended(ways, reply.then) for reply in wrong):
        head.fault("turn", "no-repair")


def _mended(ways: Ways, key: str) -> bool:
    """Say whether an answer of this turn mends what was said before it, and ends well or half."""
    mending = (one for one in ways.turns[key].answer if one.mends)
    return any(ways.ends_as(one.then) & {"good", "mixed"} for one in mending)


def _check_mends(ways: Ways, dialogue: Dialogue, turns: Sequence[Node]) -> None:
    """Note answers that are said to mend nothing where nobody would have thought they do."""
    wrong = {one.then for turn in ways.turns.values() for one in turn.answer if one.errors}
    for node, turn in zip(turns, dialogue.turn, strict=True):
        for inner, reply in zip(node.inner["answer"], turn.answer, strict=True):
            good = bool(reply.shows) and not reply.errors
            if reply.mends_nothing and not (good and turn.key in wrong):
                inner.line.fault("mends_nothing", "nothing-to-mend", value=reply.key)
