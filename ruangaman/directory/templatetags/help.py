"""Filters of the help and rights pages."""

from __future__ import annotations

from django import template

from ruangaman.directory import entries, marks

register = template.Library()


@register.filter
def opening_hours(text: str) -> str:
    """``24/7`` becomes ``24 jam, setiap hari``."""
    return entries.opening_hours(text)


@register.filter
def mark_of(fact: object) -> marks.Mark:
    """Return where a model's facts come from, for ``components/source_mark.html``."""
    return marks.mark_of(fact)
