"""What is kept of keys and calls."""

from ruangaman.api.models.keys import Call, Key

__all__ = ["Call", "Key"]
