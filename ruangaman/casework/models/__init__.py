"""What the desk keeps beside the reports."""

from __future__ import annotations

from ruangaman.casework.contacts.models import Contact

__all__ = ["Contact"]
