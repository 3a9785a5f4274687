"""What is kept of surveys, campaigns and briefings."""

from ruangaman.surveys.models.ballots import Ballot, Token
from ruangaman.surveys.models.campaigns import Briefing
from ruangaman.surveys.models.content import Content
from ruangaman.surveys.models.surveys import Half, Result, Stratum, Survey

__all__ = ["Ballot", "Briefing", "Content", "Half", "Result", "Stratum", "Survey", "Token"]
