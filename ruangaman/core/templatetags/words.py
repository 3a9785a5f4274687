"""What the pack says, in the language of the page."""

from __future__ import annotations

from django import template

from ruangaman.core import words as core_words

register = template.Library()


@register.filter
def words(source: object, name: str) -> str:
    """``{{ hotline|words:"label" }}``: the Indonesian or the English label."""
    return core_words.words(source, name)
