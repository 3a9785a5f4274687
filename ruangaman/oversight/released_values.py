"""Indicators of a release as people read them: what was computed at the gate and signed there.

``computed_values`` computes them. Pages, files and reports read them here, on both surfaces.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ruangaman.core.pack_content import said
from ruangaman.oversight.indicator_words import figure_said

FEW, PROTECTED = "too_few", "protected"
"""Why there is no number: of the kind nothing is told; a count that it needs is hidden."""


@dataclass(frozen=True, slots=True)
class Value:
    """An indicator of a release, or a part of one, in the language of the page.

    ``said`` is the figure, empty where ``why`` says why there is none; ``share`` both its counts.
    """

    code: str
    title: str
    said: str
    share: str
    why: str
    definition: str
    formula: str


def values_shown(document: Mapping[str, Any], code: str = "") -> list[Value]:
    """Return the indicators of a document by code, as people read them; only of ``code`` if any."""
    found = [one for one in document.get("indicators", ()) if code in ("", one["code"])]
    return [_shown(one) for one in sorted(found, key=lambda one: str(one["code"]))]


def tables_of(document: Mapping[str, Any], code: str) -> set[str]:
    """Return the keys of the tables of which an indicator was computed."""
    return {str(one["table"]) for one in document.get("indicators", ()) if one["code"] == code}


def _shown(one: Mapping[str, Any]) -> Value:
    percent = one.get("percent")
    figure, share = "", ""
    if percent is not None:
        figure = figure_said(percent, "percent")
        counts = {"some": one["count"], "all": one["of_count"]}
        share = _("%(some)s dari %(all)s") % {
            name: figure_said(count, "number") for name, count in counts.items()
        }
    elif "count" in one:
        figure = figure_said(one["count"], "number")
    return Value(
        code=str(one["code"]),
        title=str(said(one, "title")),
        said=figure,
        share=share,
        why="" if figure else _why(one),
        definition=str(said(one, "definition")),
        formula=str(said(one, "formula")),
    )


def _why(one: Mapping[str, Any]) -> str:
    if one.get("hidden") == FEW:
        return _("Tidak dihitung: terlalu sedikit untuk menyebut angka apa pun.")
    return _("Tidak dihitung: salah satu angka yang diperlukan disembunyikan.")
