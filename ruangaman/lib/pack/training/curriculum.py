"""curriculum.toml: modules with their pages, hours, and what each role needs."""

from __future__ import annotations

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import vocabulary
from ruangaman.lib.pack.training.items import no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.model import Bridge, Curriculum, Module, Page, Requirement
from ruangaman.lib.pack.training.tree import Node, table

_REVIEW = "source mark reviewed_by reviewed_on"
SHAPE = {
    "curriculum": table(f"key version title_id title_en jp_basic jp_advanced {_REVIEW}"),
    "bridge": table("event course self_study_jp role_play text_id text_en", optional=True),
    "module": table(
        "key number version title_id title_en outcomes_id outcomes_en jp_basic jp_advanced jp_self"
        f" {_REVIEW}",
        page=table("key title_id title_en text_id text_en", optional=True),
    ),
    "requirement": table(
        f"key role course after months jp title_id title_en text_id text_en {_REVIEW}"
    ),
}
_JP, _MONTHS, VERSIONS = 200, 120, 9_999


def curriculum(line: Line, bridges: tuple[Node, ...]) -> Curriculum:
    title_id, title_en = line.pair("title", limit=LABEL)
    return Curriculum(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        jp_basic=line.number("jp_basic", most=_JP) or 0,
        jp_advanced=line.number("jp_advanced", most=_JP) or 0,
        bridge=tuple(_bridge(node.line) for node in bridges),
        **line.review(),
    )


def _bridge(line: Line) -> Bridge:
    text_id, text_en = line.pair("text", limit=TEXT)
    return Bridge(
        event=line.slug("event"),
        course=line.choice("course", vocabulary.COURSES),
        self_study_jp=line.number("self_study_jp", most=_JP) or 0,
        role_play=line.flag("role_play"),
        text_id=text_id,
        text_en=text_en,
    )


def module(node: Node) -> Module:
    line = node.line
    title_id, title_en = line.pair("title", limit=LABEL)
    outcomes_id, outcomes_en = line.paragraphs("outcomes")
    last = vocabulary.MODULES[-1]
    return Module(
        key=line.slug("key"),
        number=line.number("number", least=1, most=last) or 0,
        version=line.number("version", least=1, most=VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        outcomes_id=outcomes_id,
        outcomes_en=outcomes_en,
        jp_basic=line.number("jp_basic", most=_JP) or 0,
        jp_advanced=line.number("jp_advanced", most=_JP) or 0,
        jp_self=line.number("jp_self", most=_JP, required=False) or 0,
        page=pages(node),
        **line.review(),
    )


def pages(node: Node) -> tuple[Page, ...]:
    """The pages of a module or of the induction."""
    found = [(one.line, page(one.line)) for one in node.inner["page"]]
    no_twins([(line, one.key) for line, one in found], "key")
    return tuple(one for _, one in found)


def page(line: Line) -> Page:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.paragraphs("text")
    return Page(
        key=line.slug("key"), title_id=title_id, title_en=title_en, text_id=text_id, text_en=text_en
    )


def requirement(line: Line) -> Requirement:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    return Requirement(
        key=line.slug("key"),
        role=line.choice("role", vocabulary.ROLES),
        course=line.choice("course", vocabulary.REQUIRED_COURSES),
        after=line.choice("after", vocabulary.AFTER),
        months=line.number("months", most=_MONTHS) or 0,
        jp=line.number("jp", most=_JP) or 0,
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
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
    no_twins([(line, each.key) for line, each in requirements], "key")
    _check_hours(head, one, [each for _, each in modules])
    for line, each in modules:
        if each.jp_self and not each.page:
            line.fault("page", "missing-table", value="page")
    for bridge in one.bridge:
        if bridge.event and bridge.event not in events:
            head.fault("bridge", "unknown-event", value=bridge.event)


def _check_hours(head: Line, one: Curriculum, modules: list[Module]) -> None:
    """Every module is there, the hours add up, and enough of them can be studied alone."""
    for name in ("jp_basic", "jp_advanced"):
        total = sum(getattr(each, name) for each in modules)
        if total != getattr(one, name):
            head.fault(name, "wrong-total", value=total, limit=getattr(one, name))
    for number in vocabulary.MODULES:
        if number not in {each.number for each in modules}:
            head.fault("module", "missing-row", value=number)
    alone = sum(each.jp_self for each in modules)
    for bridge in one.bridge:
        if alone < bridge.self_study_jp:
            head.fault("bridge", "too-few", value=alone, limit=bridge.self_study_jp)
