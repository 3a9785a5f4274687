"""The secret of a unit's link to read and sign its policy."""

from __future__ import annotations

from ruangaman.network.unit_links import UnitLinks

LINKS = UnitLinks("policy", "pledge", "pernyataan")
