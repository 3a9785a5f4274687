"""self_check.toml: a private self-check, with words for each number of points."""

from __future__ import annotations

from ruangaman.lib.pack.cells import LABEL, TEXT
from ruangaman.lib.pack.training import forms_model
from ruangaman.lib.pack.training.curriculum import VERSIONS
from ruangaman.lib.pack.training.forms import Found, distinct, one, option
from ruangaman.lib.pack.training.line import Line
from ruangaman.lib.pack.training.tree import table

SHAPE = {
    "self_check": table(
        "key version title_id title_en intro_id intro_en source mark reviewed_by reviewed_on"
    ),
    "step": table("key points text_id text_en"),
    "statement": table("key text_id text_en"),
    "band": table("key from to title_id title_en text_id text_en source mark"),
}
_POINTS = 1_000


def self_check(found: Found) -> tuple[forms_model.SelfCheck, ...]:
    for name in ("step", "statement", "band"):
        distinct(found[name])
    steps = tuple(_step(node.line) for node in found["step"])
    statements = tuple(option(node.line) for node in found["statement"])
    bands = [(node.line, _band(node.line)) for node in found["band"]]
    most = max((step.points for step in steps), default=0) * len(statements)
    _check_bands(bands, most)
    return tuple(
        _self_check(node.line, steps, statements, tuple(band for _, band in bands))
        for node in one(found["self_check"])
    )


def _self_check(
    line: Line,
    steps: tuple[forms_model.Step, ...],
    statements: tuple[forms_model.Option, ...],
    bands: tuple[dict[str, object], ...],
) -> forms_model.SelfCheck:
    title_id, title_en = line.pair("title", limit=LABEL)
    intro_id, intro_en = line.pair("intro", limit=TEXT)
    return forms_model.SelfCheck(
        key=line.slug("key"),
        version=line.number("version", least=1, most=VERSIONS) or 0,
        title_id=title_id,
        title_en=title_en,
        intro_id=intro_id,
        intro_en=intro_en,
        step=steps,
        statement=statements,
        band=bands,
        **line.review(),
    )


def _step(line: Line) -> forms_model.Step:
    text_id, text_en = line.pair("text", limit=LABEL)
    points = line.number("points", most=_POINTS) or 0
    return forms_model.Step(key=line.slug("key"), points=points, text_id=text_id, text_en=text_en)


def _band(line: Line) -> dict[str, object]:
    """One band as a dict, because ``from`` is no name of Python."""
    title_id, title_en = line.pair("title", limit=LABEL)
    text_id, text_en = line.pair("text", limit=TEXT)
    return {
        "key": line.slug("key"),
        "from": line.number("from", most=_POINTS) or 0,
        "to": line.number("to", most=_POINTS) or 0,
        "title_id": title_id,
        "title_en": title_en,
        "text_id": text_id,
        "text_en": text_en,
        **line.told(),
    }


def _check_bands(bands: list[tuple[Line, dict[str, object]]], most: int) -> None:
    """The bands follow each other from 0 points to the most there can be."""
    expected = 0
    for line, band in bands:
        if band["from"] != expected or int(str(band["to"])) < expected:
            line.fault("from", "band-gap", value=band["from"], limit=expected)
        expected = int(str(band["to"])) + 1
    if bands and expected != most + 1:
        bands[-1][0].fault("to", "band-gap", value=expected - 1, limit=most)
