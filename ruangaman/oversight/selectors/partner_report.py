"""What a report to a partner says of a semester: the parts that were agreed, and nothing else."""

from __future__ import annotations

from typing import Any

from ruangaman.core.problems import both
from ruangaman.oversight.models import Agreement
from ruangaman.oversight.months import last_day, month_of
from ruangaman.oversight.partner_parts import GROUPS, Part
from ruangaman.oversight.reasons import Why
from ruangaman.oversight.selectors.partners import last_of
from ruangaman.oversight.selectors.releases import document, genuine, release_of
from ruangaman.oversight.selectors.series import Defined, Observed, defined, observed
from ruangaman.oversight.semesters import Semester

FORMAT = "ruangaman partner report 1"
_TEXTS = ("title", "definition", "owner")


def report_content(agreement: Agreement, semester: Semester) -> dict[str, Any]:
    """Return a report as it would be now, without its number and day.

    A month counts where its last day lies within the agreement. Everything is in both languages,
    so that every file can be made of it later.
    """
    parts = [part for part in Part if part in agreement.parts]
    found = defined()
    return {
        "format": FORMAT,
        "partner": agreement.partner.name,
        "agreement": agreement.title,
        "semester": semester.key,
        "from": semester.months[0],
        "until": semester.months[-1],
        "parts": [_part(part, agreement, semester, found) for part in parts],
    }


def _part(
    part: Part, agreement: Agreement, semester: Semester, found: dict[str, Defined]
) -> dict[str, Any]:
    head = {"key": str(part), **both("title", part.label)}
    if part is Part.RELEASED:
        return {**head, "indicators": [], "releases": _releases(semester)}
    chosen = [
        one for one in found.values() if one["id"].group in GROUPS[part] and not one["id"].released
    ]
    plain = [one["id"] for one in chosen]
    months = observed(plain, semester.begins_on, month_of(semester.ends_on))
    lines = [_indicator(one, _agreed(months[one["id"].code], agreement)) for one in chosen]
    return {**head, "indicators": lines, "releases": []}


def _agreed(months: list[Observed], agreement: Agreement) -> list[Observed]:
    last = last_of(agreement)
    return [one for one in months if agreement.starts <= last_day(one.month) <= last]


def _indicator(one: Defined, months: list[Observed]) -> dict[str, Any]:
    plain = one["id"]
    texts = {f"{name}_{lang}": getattr(one[lang], name) for name in _TEXTS for lang in one}
    parts = [
        {"key": a.key, "title_id": a.title, "title_en": b.title, "value": a.value}
        for a, b in zip(plain.parts, one["en"].parts, strict=True)
    ]
    return {
        "code": plain.code,
        **texts,
        "value": plain.value,
        "parts": parts,
        "months": [_month(row) for row in months],
    }


def _month(row: Observed) -> dict[str, Any]:
    why = Why(row.why).label if row.why in Why.values else ""
    numbers = {"numerator": row.numerator, "denominator": row.denominator}
    said = {"why": row.why, **both("why", why)}
    return {
        "month": f"{row.month:%Y-%m}",
        "value": row.value,
        "parts": row.parts,
        **numbers,
        **said,
    }


def _releases(semester: Semester) -> list[dict[str, Any]]:
    """Return the release of the semester as it was signed; none where there is none yet."""
    one = release_of(semester.key)
    if one is None or not genuine(one):
        return []
    return [
        {
            "semester": one.semester,
            "number": one.sequence,
            "released_on": one.released_on.isoformat(),
            "signature": bytes(one.signature).hex(),
            "public_key": bytes(one.public).hex(),
            "document": document(one),
        }
    ]
