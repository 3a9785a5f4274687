"""What the network consists of: units, people, and the decrees that appoint them."""

from ruangaman.network.models.decrees import (
    Appointment,
    Declaration,
    Decree,
    DecreeFile,
    DecreeStep,
)
from ruangaman.network.models.people import Leave, LeaveProposal, Person, Placement
from ruangaman.network.models.posters import PosterSet
from ruangaman.network.models.reminders import CalendarFeed, Reminder
from ruangaman.network.models.rosters import RosterDraft
from ruangaman.network.models.shown import ShownFocalPoint
from ruangaman.network.models.units import Unit, UnitChange, UnitChangeSide

__all__ = [
    "Appointment",
    "CalendarFeed",
    "Declaration",
    "Decree",
    "DecreeFile",
    "DecreeStep",
    "Leave",
    "LeaveProposal",
    "Person",
    "Placement",
    "PosterSet",
    "Reminder",
    "RosterDraft",
    "ShownFocalPoint",
    "Unit",
    "UnitChange",
    "UnitChangeSide",
]
