"""What is kept of surveys, campaigns and briefings."""

from ruangaman.surveys.models.ballots import Ballot, Bundle, Closing, Token, WorkerKey
from ruangaman.surveys.models.campaigns import Briefing
from ruangaman.surveys.models.content import Content
from ruangaman.surveys.models.surveys import Half, Result, Stratum, Survey, Tally

__all__ = [
    "Ballot",
    "Briefing",
    "Bundle",
    "Closing",
    "Content",
    "Half",
    "Result",
    "Stratum",
    "Survey",
    "Tally",
    "Token",
    "WorkerKey",
]
