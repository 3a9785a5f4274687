"""dialogues/*.toml: branching conversations to practise with."""

from __future__ import annotations

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.items import count_between, no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Dialogue, Ending, Reply, Turn
from ruangaman.lib.pack.training.tree import Node, table
from ruangaman.lib.pack.training.ways import check_ways

_HEAD = (
    "key number version title_id title_en scene_id scene_en goal_id goal_en modules minutes start"
    " source mark reviewed_by reviewed_on"
)
_ANSWER = table("key text_id text_en then feedback_id feedback_en shows errors mends_nothing")
SHAPE = {
    "dialogue": table(_HEAD),
    "turn": table("key who_id who_en says_id says_en", answer=_ANSWER),
    "ending": table("key kind title_id title_en text_id text_en"),
}
_MINUTES, _VERSIONS = 60, 9_999


def dialogue(found: dict[str, tuple[Node, ...]]) -> tuple[Line, Dialogue] | None:
    """The conversation of one file, all its faults noted; None without its head."""
    turns = [(node, _turn(node)) for node in found["turn"]]
    endings = [(node.line, _ending(node.line)) for node in found["ending"]]
    if not found["dialogue"]:
        return None
    head = found["dialogue"][0].line
    if len(found["dialogue"]) > 1:
        head.fault("dialogue", "too-many", value=len(found["dialogue"]), limit=1)
    one = _assemble(head, tuple(turn for _, turn in turns), tuple(end for _, end in endings))
    keyed = [(node.line, turn.key) for node, turn in turns]
    no_twins(keyed + [(line, end.key) for line, end in endings], "key")
    check_ways(head, one, [node for node, _ in turns], [line for line, _ in endings])
    return head, one


def _assemble(line: Line, turns: tuple[Turn, ...], endings: tuple[Ending, ...]) -> Dialogue:
    title_id, title_en = line.pair("title", limit=LABEL)
    scene_id, scene_en = line.pair("scene", limit=TEXT)
    goal_id, goal_en = line.pair("goal", limit=TEXT)
    review = line.review()
    line.settled(review["mark"], vocabulary.SETTLED_MARKS)
    return Dialogue(
        key=line.slug("key"),
        number=line.number("number", least=1, most=99) or 0,
        version=line.number("version", least=1, most=_VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        scene_id=scene_id,
        scene_en=scene_en,
        goal_id=goal_id,
        goal_en=goal_en,
        modules=line.numbers("modules", vocabulary.MODULES),
        minutes=line.number("minutes", least=1, most=_MINUTES) or 0,
        start=line.slug("start"),
        turn=turns,
        ending=endings,
        **review,
    )


def _turn(node: Node) -> Turn:
    line = node.line
    who_id, who_en = line.pair("who", limit=LABEL, required=False)
    says_id, says_en = line.pair("says", limit=TEXT)
    answers = tuple(_reply(one.line) for one in node.inner["answer"])
    least, most = vocabulary.CHOICES
    count_between(line, "answer", len(answers), least, most)
    keyed = zip(node.inner["answer"], answers, strict=True)
    no_twins([(one.line, reply.key) for one, reply in keyed], "key")
    return Turn(
        key=line.slug("key"),
        who_id=who_id,
        who_en=who_en,
        says_id=says_id,
        says_en=says_en,
        answer=answers,
    )


def _reply(line: Line) -> Reply:
    text_id, text_en = line.pair("text", limit=TEXT)
    feedback_id, feedback_en = line.pair("feedback", limit=TEXT)
    return Reply(
        key=line.short_key(),
        text_id=text_id,
        text_en=text_en,
        then=line.slug("then"),
        feedback_id=feedback_id,
        feedback_en=feedback_en,
        shows=line.choices("shows", vocabulary.BEHAVIOURS, required=False),
        errors=line.choices("errors", vocabulary.ERRORS, required=False),
        mends_nothing=line.flag("mends_nothing"),
    )


def _ending(line: Line) -> Ending:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    return Ending(
        key=line.slug("key"),
        kind=line.choice("kind", vocabulary.ENDING_KINDS),
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
    )


def check_dialogues(found: list[tuple[Line, Dialogue]]) -> None:
    """Notes a key or number that two conversations share."""
    no_twins([(line, one.key) for line, one in found], "key")
    no_twins([(line, str(one.number or "")) for line, one in found], "number")
