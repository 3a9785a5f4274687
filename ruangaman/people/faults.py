"""Why a service of this room said no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """The service did nothing; ``message`` is a translated sentence for the person who asked."""

    def __init__(self, message: Any) -> None:
        """Keep the sentence, lazy or not."""
        super().__init__(str(message))
        self.message = message


class TooSoon(Refused):
    """Too many wrong attempts; ``seconds`` to wait before the next one counts."""

    def __init__(self, message: Any, seconds: int) -> None:
        """Keep how long to wait."""
        super().__init__(message)
        self.seconds = seconds
