"""Who keeps the directory of services."""

from __future__ import annotations

from ruangaman.directory.services.upkeep import KEEPERS
from ruangaman.people.access import role_required

keeper_required = role_required(*KEEPERS)
"""For the coordinator and for case workers."""
