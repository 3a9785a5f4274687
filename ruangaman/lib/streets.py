"""Whether a text tells where a place of refuge is (rumah aman): its address is never stored."""

from __future__ import annotations

import re

_STREET = re.compile(
    r"\b(?i:jl\.?|jln\.?|jalan|gang|gg\.?|rt|rw|no\.|kompleks|perumahan)\s*[A-Z0-9]"
    r"|-?\d{1,3}\.\d{4,}\s*,\s*-?\d{1,3}\.\d{4,}"
    r"|maps\.app|goo\.gl/maps|google\.[a-z.]+/maps"
)
_REFUGE = re.compile(
    r"\b(?:rumah (?:aman|singgah|perlindungan)|tempat aman|penampungan|shelter|safe ?house)",
    re.IGNORECASE,
)


def names_place(text: str) -> bool:
    """Say whether a street, a house number, a point on a map or a link to one stands in a text."""
    return bool(_STREET.search(text))


def names_refuge(text: str) -> bool:
    """Say whether a text speaks of a place of refuge."""
    return bool(_REFUGE.search(text))
