"""What forms about records need."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django import template

from ruangaman.casework.sections.base import RecordForm

register = template.Library()


@register.simple_tag
def fresh_id() -> str:
    """Return a random value for one form: several forms of a page must not share one."""
    return str(uuid.uuid4())


@register.simple_tag
def step_form(form: RecordForm, row: Mapping[str, Any], seen: int) -> RecordForm:
    """Return the form that changes one thing of a list: the refused one, or one that shows it."""
    if form.is_bound and str(form.data.get("hal", "")) == str(row["thing"]):
        return form
    shown = {"hal": row["thing"], "dilihat": seen, "siapa": row["who_key"], "kapan": row["day"]}
    return type(form)(initial=shown, auto_id=f"ubah_{row['thing']}_%s")


@register.simple_tag
def form_for(form: RecordForm, thing: uuid.UUID, seen: int) -> RecordForm:
    """Return the form about one thing of a list: the refused one, or a fresh one with own ids."""
    if form.is_bound and str(form.data.get("hal", "")) == str(thing):
        return form
    name = type(form).__name__.removesuffix("Form").lower()
    return type(form)(initial={"hal": thing, "dilihat": seen}, auto_id=f"{name}_{thing}_%s")
