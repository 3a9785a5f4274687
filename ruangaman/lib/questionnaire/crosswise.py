"""Crosswise items: what protects the person who answers, checked (Yu, Tian and Tang 2008)."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from ruangaman.lib.questionnaire.cells import PROSE, SOURCE, TEXT, Cells
from ruangaman.lib.questionnaire.model import Item, Kind

ABOUT = (
    "friend-month", "friend-day", "friend-digit",
    "cousin-month", "cousin-day", "cousin-digit",
)  # fmt: skip
"""Of whom and what a harmless sentence is: birth month, day of birth, last digit of a number.

Of people whom no form of a personnel office lists. Oneself, husband or wife, children, parents,
parents-in-law, brothers and sisters stand there with their birthdays, so they are not here.
"""

MARKS = ("S", "K-h", "K-m", "K-l", "D", "C")
P_LEAST, P_MOST = 0.08, 0.92
"""Beyond these one of the two answers would say nearly as much as a direct one."""

HALF = 0.1
"""Nearer to one half than this and the answers say next to nothing."""

_OWN = re.compile(
    r"\b(?:saya lahir|ulang tahun saya|tanggal lahir saya|hari lahir saya|bulan lahir saya"
    r"|aku lahir|nip saya|i was born|my (?:own )?(?:birthday|birth|date of birth))",
    re.IGNORECASE,
)


def crosswise(cells: Cells) -> dict[str, object]:
    """The fields of a crosswise item."""
    statement_id, statement_en = cells.pair("statement", limit=TEXT)
    harmless_id, harmless_en = cells.pair("harmless", limit=TEXT)
    why_id, why_en = cells.pair("harmless_why", limit=PROSE)
    for field, text in (("harmless_id", harmless_id), ("harmless_en", harmless_en)):
        if _OWN.search(text):
            cells.fault(field, "own-birthday")
    return {
        "statement_id": statement_id,
        "statement_en": statement_en,
        "harmless_id": harmless_id,
        "harmless_en": harmless_en,
        "harmless_why_id": why_id,
        "harmless_why_en": why_en,
        "about": cells.choice("about", ABOUT),
        "p": _prevalence(cells),
        "p_source": cells.text("p_source", limit=SOURCE),
        "p_mark": cells.choice("p_mark", MARKS),
        "anchor": cells.flag("anchor"),
    }


def _prevalence(cells: Cells) -> float:
    value = cells.take("p")
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        cells.fault("p", "bad-number", limit=f"{P_LEAST} to {P_MOST}")
        return 0.0
    if not P_LEAST <= value <= P_MOST:
        cells.fault("p", "bad-number", limit=f"{P_LEAST} to {P_MOST}")
    elif abs(value - 0.5) < HALF:
        cells.fault("p", "half")
    return float(value)


def check_crosswise(cells: Cells, placed: Sequence[tuple[Cells, Item]]) -> None:
    """One anchor beside any crosswise item, and no two harmless sentences about the same.

    The answer to the anchor tells whether its harmless sentence is true. Were that the sentence of
    another item too, the answer there would lie open.
    """
    found = [(one, item) for one, item in placed if item.kind == Kind.CROSSWISE]
    anchors = [one for one, item in found if item.anchor]
    if found and not anchors:
        cells.fault("sections", "no-anchor")
    for one in anchors[1:]:
        one.fault("anchor", "too-many", len(anchors), 1)
    if found and len(anchors) == len(found):
        anchors[0].fault("anchor", "too-few", 0, 1)
    seen = set()
    for one, item in found:
        if item.about and item.about in seen:
            one.fault("about", "duplicate", item.about)
        seen.add(item.about)
