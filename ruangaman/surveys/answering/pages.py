"""The pages of a survey in their order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ruangaman.lib.questionnaire import Kind, Questionnaire, Section

Name = Literal["intro", "warning", "explain", "section", "check"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``section`` on pages with questions alone."""

    name: Name
    section: Section | None = None


def pages_of(asked: Questionnaire) -> tuple[Page, ...]:
    """Return the pages: what this is, the warning, sections, a check at the end.

    How crosswise items work is explained on a page of its own before the first of them.
    """
    pages = [Page("intro")]
    if asked.warning_id:
        pages.append(Page("warning"))
    explained = False
    for section in asked.sections:
        if not explained and any(item.kind == Kind.CROSSWISE for item in section.items):
            pages.append(Page("explain"))
            explained = True
        pages.append(Page("section", section))
    return (*pages, Page("check"))
