"""Hotlines for the desk."""

from __future__ import annotations

from collections.abc import Sequence

from ruangaman.directory.models import Hotline


def hotlines_named(codes: Sequence[str]) -> list[Hotline]:
    """Return these hotlines in this order; one that the pack does not have is left out."""
    known = Hotline.objects.filter(active=True, code__in=codes)
    return sorted(known, key=lambda line: codes.index(line.code))
