"""What is kept of indicators, duties by month, and releases."""

from ruangaman.oversight.models.content import Content
from ruangaman.oversight.models.months import Figure, UnitMonth
from ruangaman.oversight.models.releases import Draft, DraftHalf, OpeningKey, Release

__all__ = ["Content", "Draft", "DraftHalf", "Figure", "OpeningKey", "Release", "UnitMonth"]
