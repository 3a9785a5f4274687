"""A review as a document: the data of ``review.typ`` and of the Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day, short_day
from ruangaman.oversight.models import ReviewDecision
from ruangaman.oversight.review_words import blocks, state_said
from ruangaman.oversight.selectors.reviews import ReviewPage, Section
from ruangaman.policy.selectors.text import place_name


def review_paper(page: ReviewPage) -> dict[str, Any]:
    """Return everything that stands on paper, in the language of the page."""
    review = page.review
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": place_name(""),
        "title": _("Tinjauan manajemen %(year)d") % {"year": review.year},
        "draft": "" if page.closed else _("Disiapkan, belum ditutup"),
        "meeting": _meeting(page),
        "sections": [
            _section(one, page.facts, place) for place, one in enumerate(page.sections, 1)
        ],
        "words": {
            "note": _("Catatan pembahasan"),
            "decisions": _("Keputusan"),
            "columns": decision_columns(),
            "space": _("Tempat menulis:"),
        },
        "foot": _("Tanpa nama orang. Tentang laporan hanya ada angka yang sudah dirilis."),
        "made": _("Dibuat %(day)s") % {"day": day(timezone.localdate())},
    }


def decision_columns() -> list[str]:
    """Return what stands above decisions."""
    return [_("Apa"), _("Siapa"), _("Paling lambat"), _("Keadaan")]


def decision_row(one: ReviewDecision) -> list[str]:
    """Return a decision, as its action is now once there is one."""
    action = one.action
    if action is None:
        return [one.what, one.who, short_day(one.due), _("Diputuskan")]
    late = action.state == "open" and action.due < timezone.localdate()
    state = state_said("late" if late else action.state)
    return [action.what, action.who, short_day(action.due), state]


def _meeting(page: ReviewPage) -> list[list[str]]:
    review = page.review
    if not page.closed:
        return []
    present: Sequence[str] = review.present.splitlines()
    return [
        [_("Hari rapat"), day(review.held_on)],
        [_("Dipimpin oleh"), review.chair],
        [_("Yang hadir"), "; ".join(present)],
        [_("Ditutup"), day(review.closed_on)],
    ]


def _section(one: Section, facts: Mapping[str, Any], place: int) -> dict[str, Any]:
    return {
        "title": f"{place}. {one.title}",
        "ask": list(one.ask),
        "blocks": [
            {
                "title": block.title,
                "lines": list(block.lines),
                "columns": list(block.columns),
                "rows": [list(row) for row in block.rows],
            }
            for block in blocks(one.facts, facts)
        ],
        "note": one.note.splitlines(),
        "decisions": [decision_row(decision) for decision in one.decisions],
        "source": one.source,
    }
