"""What a pack asks and says about work culture, as values; names are those of the files."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.lib.pack.surveys.bank import Bank
from ruangaman.lib.pack.surveys.briefing import Briefing
from ruangaman.lib.pack.surveys.campaigns import Campaign
from ruangaman.lib.pack.surveys.survey import PackSurvey


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveys:
    """The folder ``surveys/`` of a pack."""

    survey: tuple[PackSurvey, ...] = ()
    bank: tuple[Bank, ...] = ()
    campaign: tuple[Campaign, ...] = ()
    briefing: tuple[Briefing, ...] = ()
