"""What writes in the room ``duty``."""

from ruangaman.duty.services.wake import team_woken

__all__ = ["team_woken"]
