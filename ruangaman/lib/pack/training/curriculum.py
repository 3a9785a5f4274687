"""curriculum.toml: modules with their texts and hours, and what each role needs."""

from __future__ import annotations

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Bridge, Curriculum, Module, Requirement
from ruangaman.lib.pack.training.tree import Node, table

_REVIEW = "source mark reviewed_by reviewed_on"
_TOTALS = ("basic_jp", "advanced_jp", "refresher_jp")
SHAPE = {
    "curriculum": table(
        f"key version valid_from title_id title_en basic_jp advanced_jp refresher_jp {_REVIEW}"
    ),
    "bridge": table("event self_study_jp role_play text_id text_en source mark", optional=True),
    "module": table(
        "key number version title_id title_en outcome_id outcome_en basic_jp advanced_jp"
        f" refresher_jp self_jp study_id study_en {_REVIEW}"
    ),
    "requirement": table(f"role course within_months label_id label_en {_REVIEW}"),
}
_JP, _MONTHS, VERSIONS = 200, 120, 9_999


def curriculum(line: Line, bridges: tuple[Node, ...]) -> Curriculum:
    title_id, title_en = line.pair("title", limit=LABEL)
    return Curriculum(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        valid_from=line.day("valid_from", required=True),
        title_id=title_id,
        title_en=title_en,
        basic_jp=line.number("basic_jp", most=_JP) or 0,
        advanced_jp=line.number("advanced_jp", most=_JP) or 0,
        refresher_jp=line.number("refresher_jp", most=_JP) or 0,
        bridge=tuple(_bridge(node.line) for node in bridges),
        **line.review(),
    )


def _bridge(line: Line) -> Bridge:
    text_id, text_en = line.pair("text", limit=TEXT)
    return Bridge(
        event=line.slug("event"),
        self_study_jp=line.number("self_study_jp", most=_JP) or 0,
        role_play=line.flag("role_play"),
        text_id=text_id,
        text_en=text_en,
        **line.told(),
    )


def module(line: Line) -> Module:
    title_id, title_en = line.pair("title", limit=LABEL)
    outcome_id, outcome_en = line.pair("outcome", limit=TEXT)
    study_id, study_en = line.paragraphs("study")
    return Module(
        key=line.slug("key"),
        number=line.number("number", least=1, most=vocabulary.MODULES[-1]) or 0,
        version=line.number("version", least=1, most=VERSIONS, required=False) or 1,
        title_id=title_id,
        title_en=title_en,
        outcome_id=outcome_id,
        outcome_en=outcome_en,
        basic_jp=line.number("basic_jp", most=_JP) or 0,
        advanced_jp=line.number("advanced_jp", most=_JP) or 0,
        refresher_jp=line.number("refresher_jp", most=_JP) or 0,
        self_jp=line.number("self_jp", most=_JP, required=False) or 0,
        study_id=study_id,
        study_en=study_en,
        **line.review(),
    )


def requirement(line: Line) -> Requirement:
    label_id, label_en = line.pair("label", limit=LABEL)
    role = line.choice("role", vocabulary.ROLES)
    course = line.choice("course", vocabulary.REQUIRED_COURSES)
    return Requirement(
        key=f"{role.replace('_', '-')}-{course}",
        role=role,
        course=course,
        within_months=line.number("within_months", most=_MONTHS) or 0,
        label_id=label_id,
        label_en=label_en,
        **line.review(),
    )


def check_curriculum(
    head: Line,
    one: Curriculum,
    modules: list[tuple[Line, Module]],
    requirements: list[tuple[Line, Requirement]],
    events: frozenset[str],
) -> None:
    """Notes hours that do not add up, modules that lack, a bridge from an unknown event."""
    no_twins([(line, each.key) for line, each in modules], "key")
    no_twins([(line, str(each.number or "")) for line, each in modules], "number")
    no_twins([(line, each.key) for line, each in requirements], "course")
    _check_hours(head, one, [each for _, each in modules])
    for bridge in one.bridge:
        if bridge.event and bridge.event not in events:
            head.fault("bridge", "unknown-event", value=bridge.event)


def _check_hours(head: Line, one: Curriculum, modules: list[Module]) -> None:
    """Every module is there, the hours add up, and enough of them can be studied alone."""
    for name in _TOTALS:
        total = sum(getattr(each, name) for each in modules)
        if total != getattr(one, name):
            head.fault(name, "wrong-total", value=total, limit=getattr(one, name))
    for number in vocabulary.MODULES:
        if number not in {each.number for each in modules}:
            head.fault("module", "missing-row", value=number)
    alone = sum(each.self_jp for each in modules)
    for bridge in one.bridge:
        if alone < bridge.self_study_jp:
            head.fault("self_study_jp", "too-few", value=alone, limit=bridge.self_study_jp)
