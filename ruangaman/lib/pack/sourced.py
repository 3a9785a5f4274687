"""A value with its origin."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced:
    """A value with its origin. Both ``verified_*`` are set, or neither."""

    source: str
    mark: str
    verified_by: str
    verified_on: date | None

    @property
    def is_verified(self) -> bool:
        return self.verified_on is not None

    @property
    def is_weak(self) -> bool:
        """True where the screen must say "belum diverifikasi" rather than name the source."""
        return not self.is_verified and self.mark in {"K-m", "K-l"}
