"""Which styles of an XLSX file show a number as a day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ruangaman.lib.table.parts import Parts

_BUILT_IN = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
"""Numbers of formats that every reader knows (ECMA-376 part 1, 18.8.30); 18-21 are times."""

_NO_LETTERS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def date_styles(parts: Parts, name: str) -> frozenset[int]:
    """Return the positions of the styles under which a number is a day."""
    formats: dict[int, str] = {}
    used: list[int] = []
    inside: list[bool] = [False]

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "numFmt":
            formats[_number(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside[0] = True
        elif tag == "xf" and inside[0]:
            used.append(_number(attributes.get("numFmtId")))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside[0] = False

    if name and name in parts.names:
        parts.parse(name, start, end)
    return frozenset(
        place
        for place, one in enumerate(used)
        if (is_date_format(formats[one]) if one in formats else one in _BUILT_IN)
    )


def is_date_format(code: str) -> bool:
    """Say whether a format shows a day; hours alone are none."""
    shown = set(_NO_LETTERS.sub("", code).split(";")[0].lower())
    if "general" in code.lower():
        return False
    return bool(shown & {"d", "y"}) or ("m" in shown and not shown & {"h", "s"})


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() and len(text) < 10 else 0
