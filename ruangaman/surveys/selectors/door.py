"""What a typed code leads to, for the public page."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Literal

from django.utils import timezone

from ruangaman.surveys.models import Survey, Token
from ruangaman.surveys.opened import slip_opened
from ruangaman.surveys.tokens import token_index

Standing = Literal["open", "early", "over", "spent", "unknown"]

TOLD = dt.timedelta(days=90)
"""How long the door names a survey that is over: its slips are known to nobody any more."""

_COLUMNS = ("id", "state", "title", "title_en", "opens_on", "closes_on")


@dataclass(frozen=True, slots=True)
class Door:
    """How a slip stands, and of which survey and stratum it is."""

    standing: Standing
    survey: Survey | None = None
    stratum: int = 0


def door_of(code: str) -> Door:
    """Return how the slip with this code stands today."""
    index = token_index(code)
    with slip_opened(index):
        row = Token.objects.filter(pk=index).values_list("survey_id", "stratum", "state").first()
    survey = survey_asked(row[0]) if row else None
    if row is None or survey is None:
        return Door("unknown")
    standing = standing_of(survey)
    if standing == "open" and row[2] != Token.State.FREE:
        standing = "spent"
    return Door(standing, survey, row[1])


def survey_asked(pk: uuid.UUID) -> Survey | None:
    """Return a survey with what the door says of it."""
    return Survey.objects.filter(pk=pk).only(*_COLUMNS).first()


def standing_of(survey: Survey) -> Standing:
    """Say whether a survey takes answers today: ``open``, ``early`` or ``over``."""
    today = timezone.localdate()
    if survey.state != Survey.State.OPEN or survey.closes_on is None or survey.opens_on is None:
        return "over"
    if today < survey.opens_on:
        return "early"
    return "over" if today > survey.closes_on else "open"


def surveys_over() -> list[Survey]:
    """Return surveys that ended lately, the newest first: for whoever holds one of their slips."""
    since = timezone.localdate() - TOLD
    states = (Survey.State.CLOSED, Survey.State.CANCELLED)
    found = Survey.objects.filter(state__in=states, closed_on__gte=since)
    return list(found.only("id", "title", "title_en", "closed_on").order_by("-closed_on")[:5])
