"""What the desk keeps beside the reports."""

from __future__ import annotations

from ruangaman.casework.models.contacts import Contact
from ruangaman.casework.models.keeping import TeamDesk
from ruangaman.casework.models.load import WorkerLoad

__all__ = ["Contact", "TeamDesk", "WorkerLoad"]
