"""checklist.toml, induction.toml, evaluation.toml and self_check.toml."""

from __future__ import annotations

from collections.abc import Sequence

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import forms_model, vocabulary
from ruangaman.lib.pack.training.curriculum import VERSIONS
from ruangaman.lib.pack.training.items import CHOICE, choices, count_between, no_twins
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import Node, table

_REVIEW = "source mark reviewed_by reviewed_on"
_TITLED = "title_id title_en text_id text_en"
_OPTION = "key text_id text_en"
CHECKLIST = {
    "checklist": table(f"key {_REVIEW}", optional=True),
    "pass": table("behaviours errors"),
    "behaviour": table(f"key {_TITLED} tip_id tip_en source mark"),
    "error": table(f"key {_TITLED} tip_id tip_en mend_id mend_en source mark"),
}
INDUCTION = {
    "induction": table(
        "key version title_id title_en intro_id intro_en minutes pass_percent acknowledgement_id"
        f" acknowledgement_en {_REVIEW}"
    ),
    "page": table("key title_id title_en minutes paragraphs_id paragraphs_en source mark"),
    "question": table("key text_id text_en reason_id reason_en source mark", choice=CHOICE),
}
EVALUATION = {
    "evaluation": table(f"key version {_REVIEW}"),
    "question": table(f"{_OPTION} level when kind", choice=table(_OPTION)),
}
_MINUTES, _PERCENT = 240, 100
Found = dict[str, tuple[Node, ...]]


def one(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The head of a file; a second one is a fault."""
    for node in nodes[1:]:
        node.line.fault("key", "too-many", value=len(nodes), limit=1)
    return nodes[:1]


def distinct(nodes: Sequence[Node]) -> None:
    """Notes keys that stand twice."""
    no_twins([(node.line, node.line.slug("key")) for node in nodes], "key")


def option(line: Line) -> forms_model.Option:
    text_id, text_en = line.pair("text", limit=TEXT)
    return forms_model.Option(key=line.slug("key"), text_id=text_id, text_en=text_en)


def checklist(found: Found) -> tuple[forms_model.Checklist, ...]:
    """The checklist; without a head of its own it is ``checklist``, not reviewed."""
    behaviours = _points(found["behaviour"], vocabulary.BEHAVIOURS, found["pass"])
    errors = _points(found["error"], vocabulary.ERRORS, found["pass"])
    heads = [node.line for node in one(found["checklist"])]
    return tuple(
        forms_model.Checklist(
            key=heads[0].slug("key"),
            needed=_pass(node.line),
            behaviour=behaviours,
            error=errors,
            **heads[0].review(),
        )
        for node in one(found["pass"])
        if heads
    )


def _pass(line: Line) -> forms_model.Pass:
    return forms_model.Pass(
        behaviours=line.number("behaviours", least=1, most=_PERCENT) or 0,
        errors=line.number("errors", most=len(vocabulary.ERRORS)) or 0,
    )


def _points(
    nodes: tuple[Node, ...], keys: tuple[str, ...], heads: tuple[Node, ...]
) -> tuple[forms_model.Point, ...]:
    found = tuple(_point(node.line, keys) for node in nodes)
    distinct(nodes)
    for key in keys:
        if nodes and heads and key not in {point.key for point in found}:
            heads[0].line.fault("key", "missing-row", value=key)
    return found


def _point(line: Line, keys: tuple[str, ...]) -> forms_model.Point:
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    tip_id, tip_en = line.pair("tip", limit=TEXT, required=False)
    mend_id, mend_en = line.pair("mend", limit=TEXT, required=False)
    return forms_model.Point(
        key=line.choice("key", keys),
        title_id=title_id,
        title_en=title_en,
        text_id=text_id,
        text_en=text_en,
        tip_id=tip_id,
        tip_en=tip_en,
        mend_id=mend_id,
        mend_en=mend_en,
        **line.told(),
    )


def induction(found: Found) -> tuple[forms_model.Induction, ...]:
    pages = tuple(_page(node.line) for node in found["page"])
    questions = tuple(question(node) for node in found["question"])
    distinct(found["page"])
    distinct(found["question"])
    return tuple(_induction(node.line, pages, questions) for node in one(found["induction"]))


def _induction(
    line: Line,
    pages: tuple[forms_model.Page, ...],
    questions: tuple[forms_model.Question, ...],
) -> forms_model.Induction:
    title_id, title_en = line.pair("title", limit=LABEL)
    intro_id, intro_en = line.pair("intro", limit=TEXT)
    acknowledgement_id, acknowledgement_en = line.pair("acknowledgement", limit=TEXT)
    least, most = vocabulary.INDUCTION_PAGES
    count_between(line, "page", len(pages), least, most)
    wanted = vocabulary.INDUCTION_QUESTIONS
    count_between(line, "question", len(questions), wanted, wanted)
    return forms_model.Induction(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        intro_id=intro_id,
        intro_en=intro_en,
        minutes=line.number("minutes", least=1, most=_MINUTES) or 0,
        pass_percent=line.number("pass_percent", least=1, most=_PERCENT) or 0,
        acknowledgement_id=acknowledgement_id,
        acknowledgement_en=acknowledgement_en,
        page=pages,
        question=questions,
        **line.review(),
    )


def _page(line: Line) -> forms_model.Page:
    title_id, title_en = line.pair("title", limit=LABEL)
    paragraphs_id, paragraphs_en = line.paragraphs("paragraphs")
    return forms_model.Page(
        key=line.slug("key"),
        minutes=line.number("minutes", least=1, most=_MINUTES) or 0,
        title_id=title_id,
        title_en=title_en,
        paragraphs_id=paragraphs_id,
        paragraphs_en=paragraphs_en,
        **line.told(),
    )


def question(node: Node) -> forms_model.Question:
    """A question with one right answer and its reason."""
    line = node.line
    text_id, text_en = line.pair("text", limit=TEXT)
    reason_id, reason_en = line.pair("reason", limit=TEXT)
    told = line.told()
    line.settled(told["mark"], vocabulary.SETTLED_MARKS)
    return forms_model.Question(
        key=line.slug("key"),
        text_id=text_id,
        text_en=text_en,
        reason_id=reason_id,
        reason_en=reason_en,
        choice=choices(node),
        **told,
    )


def evaluation(found: Found) -> tuple[forms_model.Form, ...]:
    questions = tuple(_form_question(node) for node in found["question"])
    distinct(found["question"])
    heads = one(found["evaluation"])
    for form in vocabulary.EVALUATION_FORMS:
        if questions and heads and form not in {each.when for each in questions}:
            heads[0].line.fault("when", "missing-row", value=form)
    return tuple(
        forms_model.Form(
            key=node.line.slug("key"),
            version=node.line.number("version", least=1, most=VERSIONS) or 0,
            question=questions,
            **node.line.review(),
        )
        for node in heads
    )


def _form_question(node: Node) -> forms_model.FormQuestion:
    line = node.line
    text_id, text_en = line.pair("text", limit=TEXT)
    kind = line.choice("kind", vocabulary.QUESTION_KINDS)
    options = tuple(option(inner.line) for inner in node.inner["choice"])
    distinct(node.inner["choice"])
    wanted = vocabulary.FIXED_OPTIONS.get(kind)
    least, most = (wanted, wanted) if wanted else vocabulary.OPTIONS
    count_between(line, "choice", len(options), least, most)
    levels = vocabulary.LEVELS
    return forms_model.FormQuestion(
        key=line.slug("key"),
        level=line.number("level", least=levels[0], most=levels[-1]) or 0,
        when=line.choice("when", vocabulary.EVALUATION_FORMS),
        kind=kind,
        text_id=text_id,
        text_en=text_en,
        choice=options,
    )
