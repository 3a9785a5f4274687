"""Test items of the pack, as forms are drawn from them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from ruangaman.lib.testing import FORMS, FormShort, Lack, Question, form_drawn, module_of
from ruangaman.training.models import Content


def right_choice(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the choice of an item that is right."""
    return next(one for one in body["choice"] if one.get("right"))


def question_of(item: Content) -> Question:
    """Return an item as drawing and scoring need it."""
    body = item.body
    choices = body["choice"]
    return Question(
        key=item.key,
        module=module_of(item.key),
        form=body["form"],
        must_pass=body.get("must_pass", ""),
        choices=tuple(one["key"] for one in choices),
        right=right_choice(body)["key"],
    )


def form_items(form: str) -> list[tuple[Content, Question]]:
    """Return the current items of a form; ``FormShort`` says what lacks."""
    rows = Content.objects.filter(kind=Content.Kind.ITEM, current=True, body__form=form)
    by_key = {row.key: row for row in rows.order_by("position", "key")}
    drawn = form_drawn([question_of(row) for row in by_key.values()], form)
    return [(by_key[one.key], one) for one in drawn]


def items_by_id(ids: Collection[int]) -> dict[int, Content]:
    """Return items as they were read, whatever is current now."""
    return Content.objects.in_bulk(list(ids))


def forms_state() -> tuple[list[Lack], int]:
    """Return what both forms lack, and how many of their items no expert has reviewed."""
    lacks: list[Lack] = []
    unreviewed = 0
    for form in FORMS:
        try:
            unreviewed += sum(not row.reviewed for row, _ in form_items(form))
        except FormShort as fault:
            lacks += fault.lacks
    return lacks, unreviewed
