"""The private self-check: what its answers come to. Nothing of it is kept anywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.training.models import Content
from ruangaman.training.selectors.content import contents


def self_check() -> dict[str, Any] | None:
    """Return the self-check of the pack; None where it has none."""
    found = contents(Content.Kind.SELF_CHECK)
    return found[0].body if found else None


def band_for(body: Mapping[str, Any], answers: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the words for these answers: by the sum of the points of the steps chosen."""
    points = {step["key"]: int(step["points"]) for step in body["step"]}
    total = sum(points.get(answer, 0) for answer in answers.values())
    fitting = [band for band in body["band"] if int(band["from"]) <= total]
    return max(fitting or body["band"][:1], key=lambda band: int(band["from"]))
