"""What is kept of indicators, duties by month, releases, partners and reviews."""

from ruangaman.oversight.models.content import Content
from ruangaman.oversight.models.contracts import ContractCheck
from ruangaman.oversight.models.months import Figure, UnitMonth
from ruangaman.oversight.models.partners import Agreement, Partner, PartnerMember, PartnerReport
from ruangaman.oversight.models.releases import Draft, DraftHalf, OpeningKey, Release
from ruangaman.oversight.models.reviews import Review, ReviewDecision, ReviewNote

__all__ = [
    "Agreement",
    "Content",
    "ContractCheck",
    "Draft",
    "DraftHalf",
    "Figure",
    "OpeningKey",
    "Partner",
    "PartnerMember",
    "PartnerReport",
    "Release",
    "Review",
    "ReviewDecision",
    "ReviewNote",
    "UnitMonth",
]
