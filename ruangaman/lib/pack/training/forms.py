"""checklist.toml, induction.toml, evaluation.toml and self_check.toml."""

from __future__ import annotations

from typing import Any

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import forms_model, vocabulary
from ruangaman.lib.pack.training.curriculum import VERSIONS, page
from ruangaman.lib.pack.training.items import CHOICE, choices, count_between, no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import Node, table

_REVIEW = "source mark reviewed_by reviewed_on"
_TITLED = "title_id title_en text_id text_en"
_OPTION = "key text_id text_en"
_POINT = table(f"key {_TITLED}")
CHECKLIST = {
    "checklist": table(f"key version {_TITLED} pass_percent {_REVIEW}"),
    "behaviour": _POINT,
    "error": _POINT,
}
INDUCTION = {
    "induction": table(
        "key version title_id title_en minutes pass_percent acknowledgement_id acknowledgement_en"
        f" {_REVIEW}"
    ),
    "page": _POINT,
    "question": table("key text_id text_en reason_id reason_en", choice=CHOICE),
}
EVALUATION = {
    "form": table(
        f"key version {_TITLED} {_REVIEW}",
        question=table(f"{_OPTION} level kind", choice=table(_OPTION, optional=True)),
    )
}
SELF_CHECK = {
    "self_check": table(f"key version {_TITLED} {_REVIEW}"),
    "question": table(_OPTION),
    "answer": table(f"{_OPTION} points"),
    "band": table(f"key least {_TITLED}"),
}
_MINUTES, _POINTS, _PERCENT = 240, 100, 100
Found = dict[str, tuple[Node, ...]]


def checklist(found: Found) -> tuple[forms_model.Checklist, ...]:
    return tuple(
        forms_model.Checklist(
            **_head(node.line),
            pass_percent=node.line.number("pass_percent", least=1, most=_PERCENT) or 0,
            behaviour=_points(node.line, found["behaviour"], vocabulary.BEHAVIOURS),
            error=_points(node.line, found["error"], vocabulary.ERRORS),
        )
        for node in _one(found["checklist"])
    )


def _points(
    head: Line, nodes: tuple[Node, ...], keys: tuple[str, ...]
) -> tuple[forms_model.Point, ...]:
    found = tuple(
        forms_model.Point(key=node.line.choice("key", keys), **_titled(node.line)) for node in nodes
    )
    no_twins([(node.line, one.key) for node, one in zip(nodes, found, strict=True)], "key")
    for key in keys:
        if nodes and key not in {one.key for one in found}:
            head.fault("key", "missing-row", value=key)
    return found


def induction(found: Found) -> tuple[forms_model.Induction, ...]:
    return tuple(_induction(node.line, found) for node in _one(found["induction"]))


def _induction(line: Line, found: Found) -> forms_model.Induction:
    title_id, title_en = line.pair("title", limit=LABEL)
    acknowledgement_id, acknowledgement_en = line.pair("acknowledgement", limit=TEXT)
    least, most = vocabulary.INDUCTION_PAGES
    count_between(line, "page", len(found["page"]), least, most)
    wanted = vocabulary.INDUCTION_QUESTIONS
    count_between(line, "question", len(found["question"]), wanted, wanted)
    for name in ("page", "question"):
        no_twins([(node.line, node.line.slug("key")) for node in found[name]], "key")
    review = line.review()
    line.settled(review["mark"], vocabulary.SETTLED_MARKS)
    return forms_model.Induction(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        minutes=line.number("minutes", least=1, most=_MINUTES) or 0,
        pass_percent=line.number("pass_percent", least=1, most=_PERCENT) or 0,
        acknowledgement_id=acknowledgement_id,
        acknowledgement_en=acknowledgement_en,
        page=tuple(page(node.line) for node in found["page"]),
        question=tuple(_question(node) for node in found["question"]),
        **review,
    )


def _question(node: Node) -> forms_model.Question:
    text_id, text_en = node.line.pair("text", limit=TEXT)
    reason_id, reason_en = node.line.pair("reason", limit=TEXT)
    return forms_model.Question(
        key=node.line.slug("key"),
        text_id=text_id,
        text_en=text_en,
        reason_id=reason_id,
        reason_en=reason_en,
        choice=choices(node),
    )


def evaluation(found: Found) -> tuple[forms_model.Form, ...]:
    forms = tuple(
        forms_model.Form(
            **(_head(node.line) | {"key": node.line.choice("key", vocabulary.EVALUATION_FORMS)}),
            question=tuple(_form_question(one) for one in node.inner["question"]),
        )
        for node in found["form"]
    )
    for node in found["form"]:
        inner = node.inner["question"]
        no_twins([(one.line, one.line.slug("key")) for one in inner], "key")
    no_twins([(node.line, one.key) for node, one in zip(found["form"], forms, strict=True)], "key")
    for key in vocabulary.EVALUATION_FORMS:
        if forms and key not in {one.key for one in forms}:
            found["form"][0].line.fault("key", "missing-row", value=key)
    return forms


def _form_question(node: Node) -> forms_model.FormQuestion:
    line = node.line
    text_id, text_en = line.pair("text", limit=TEXT)
    kind = line.choice("kind", vocabulary.QUESTION_KINDS)
    options = tuple(_option(one.line) for one in node.inner["choice"])
    no_twins(
        [(one.line, each.key) for one, each in zip(node.inner["choice"], options, strict=True)],
        "key",
    )
    if kind in {"choice", "choices"} and len(options) < vocabulary.CHOICES[0] - 1:
        line.fault("choice", "too-few", value=len(options), limit=vocabulary.CHOICES[0] - 1)
    levels = vocabulary.LEVELS
    return forms_model.FormQuestion(
        key=line.slug("key"),
        level=line.number("level", least=levels[0], most=levels[-1]) or 0,
        kind=kind,
        text_id=text_id,
        text_en=text_en,
        choice=options,
    )


def self_check(found: Found) -> tuple[forms_model.SelfCheck, ...]:
    return tuple(
        forms_model.SelfCheck(
            **_head(node.line),
            question=tuple(_option(one.line) for one in found["question"]),
            answer=tuple(_weighed(one.line) for one in found["answer"]),
            band=_bands(found["band"]),
        )
        for node in _one(found["self_check"])
    )


def _bands(nodes: tuple[Node, ...]) -> tuple[forms_model.Band, ...]:
    """What is said by points: the first from 0 on, each further from more."""
    bands = tuple(
        forms_model.Band(
            key=node.line.slug("key"),
            least=node.line.number("least", most=_POINTS) or 0,
            **_titled(node.line),
        )
        for node in nodes
    )
    before = -1
    for node, band in zip(nodes, bands, strict=True):
        if band.least <= before or (before < 0 and band.least):
            node.line.fault("least", "band-order", value=band.least)
        before = band.least
    return bands


def _weighed(line: Line) -> forms_model.Weighed:
    text_id, text_en = line.pair("text", limit=LABEL)
    return forms_model.Weighed(
        key=line.short_key(),
        text_id=text_id,
        text_en=text_en,
        points=line.number("points", most=_POINTS) or 0,
    )


def _option(line: Line) -> forms_model.Option:
    text_id, text_en = line.pair("text", limit=TEXT)
    return forms_model.Option(key=line.slug("key"), text_id=text_id, text_en=text_en)


def _one(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The head of a file; a second one is a fault."""
    for node in nodes[1:]:
        node.line.fault("key", "too-many", value=len(nodes), limit=1)
    return nodes[:1]


def _head(line: Line) -> dict[str, Any]:
    version = line.number("version", least=1, most=VERSIONS) or 0
    return {"key": line.slug("key"), "version": version} | _titled(line) | dict(line.review())


def _titled(line: Line) -> dict[str, str]:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    return {"title_id": title_id, "title_en": title_en, "text_id": text_id, "text_en": text_en}
