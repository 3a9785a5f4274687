"""What the desk keeps beside the reports."""

from __future__ import annotations

from ruangaman.casework.models.contacts import Contact
from ruangaman.casework.models.keeping import TeamDesk

__all__ = ["Contact", "TeamDesk"]
