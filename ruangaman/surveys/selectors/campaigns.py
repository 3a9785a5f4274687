"""Reads campaigns: what is on, what comes next, the calendar of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ruangaman.core.pack_content import said
from ruangaman.surveys.models import Content
from ruangaman.surveys.seasons import Season, season_in, season_near
from ruangaman.surveys.selectors.content import content_one, contents


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of the pack, with one of its seasons as it stands ``today``."""

    key: str
    body: Mapping[str, Any]
    season: Season
    today: dt.date

    @property
    def title(self) -> str:
        """What it is called in the language of the page."""
        return str(said(self.body, "title"))

    @property
    def is_on(self) -> bool:
        """Say whether it is on today."""
        return self.season.is_on(self.today)

    @property
    def is_over(self) -> bool:
        """Say whether this season is past."""
        return self.season.is_over(self.today)

    @property
    def one_day(self) -> bool:
        """Say whether it is a single day."""
        return self.season.first == self.season.last

    @property
    def days(self) -> int:
        """Days until it begins; while it is on, days after today that it lasts."""
        end = self.season.last if self.is_on else self.season.first
        return (end - self.today).days


def campaigns_near(today: dt.date) -> list[Campaign]:
    """Return every campaign with the season that is on or comes next, the first to begin first."""
    found = [_near(content, today) for content in contents(Content.Kind.CAMPAIGN)]
    return sorted(found, key=lambda one: (one.season.first, one.key))


def campaigns_of_year(near: list[Campaign]) -> list[Campaign]:
    """Return the same campaigns with their season of this year, in the order of the calendar."""
    found = [
        Campaign(
            one.key,
            one.body,
            season_in(one.today.year, one.body["first"], one.body["last"]),
            one.today,
        )
        for one in near
    ]
    return sorted(found, key=lambda one: (one.season.first, one.key))


def campaign_near(key: str, today: dt.date) -> Campaign | None:
    """Return one campaign with the season that is on or comes next; None without such a key."""
    content = content_one(Content.Kind.CAMPAIGN, key)
    return None if content is None else _near(content, today)


def campaign_titles() -> dict[str, str]:
    """Return what campaigns are called by key, those that the pack no longer has too."""
    rows = Content.objects.filter(kind=Content.Kind.CAMPAIGN).order_by("current", "pk")
    return {row.key: str(said(row.body, "title")) for row in rows}


def _near(content: Content, today: dt.date) -> Campaign:
    body = content.body
    return Campaign(content.key, body, season_near(body["first"], body["last"], today), today)
