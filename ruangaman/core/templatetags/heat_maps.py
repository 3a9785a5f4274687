"""Draws marks of heat maps, for legends and sentences."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from ruangaman.core.heat_maps import Mark, mark_svg

register = template.Library()


@register.simple_tag
def mark_drawn(mark: Mark) -> SafeString:
    """Return the drawing of a mark; whoever shows it says its name beside it."""
    return mark_svg(mark)
