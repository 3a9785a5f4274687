"""What is kept of indicators, duties by month, releases and partners."""

from ruangaman.oversight.models.content import Content
from ruangaman.oversight.models.months import Figure, UnitMonth
from ruangaman.oversight.models.partners import Agreement, Partner, PartnerMember, PartnerReport

__all__ = [
    "Agreement",
    "Content",
    "Figure",
    "Partner",
    "PartnerMember",
    "PartnerReport",
    "UnitMonth",
]
from ruangaman.oversight.models.releases import Draft, DraftHalf, OpeningKey, Release

__all__ = ["Content", "Draft", "DraftHalf", "Figure", "OpeningKey", "Release", "UnitMonth"]
