"""How the report of what was hidden is read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from ruangaman.core.words import words

register = template.Library()

SMALL = ("small", "base", "total")
"""Reasons that follow from a cell's own number, or from that of all."""


@register.filter
def as_percent(share: float) -> str:
    """Return a share as whole percent, rounded down."""
    return f"{int(100 * share)}%"


@register.filter
def hidden_rows(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a line for each table: its cells, those that are small, those that protect them."""
    return [
        {
            "title": words(one, "title"),
            "cells": one["cells"],
            "small": sum(one["hidden"].get(reason, 0) for reason in SMALL),
            "others": one["hidden"].get("complement", 0),
        }
        for one in report["tables"]
    ]
