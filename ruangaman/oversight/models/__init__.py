"""What is kept of indicators, duties by month, and releases."""

from ruangaman.oversight.models.content import Content
from ruangaman.oversight.models.months import Figure, UnitMonth

__all__ = ["Content", "Figure", "UnitMonth"]
