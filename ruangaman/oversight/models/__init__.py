"""What is kept of indicators, duties by month, releases and partners."""

from ruangaman.oversight.models.content import Content
from ruangaman.oversight.models.months import Figure, UnitMonth
from ruangaman.oversight.models.partners import Agreement, Partner, PartnerMember, PartnerReport
from ruangaman.oversight.models.releases import Draft, DraftHalf, OpeningKey, Release

__all__ = [
    "Agreement",
    "Content",
    "Draft",
    "DraftHalf",
    "Figure",
    "OpeningKey",
    "Partner",
    "PartnerMember",
    "PartnerReport",
    "Release",
    "UnitMonth",
]
