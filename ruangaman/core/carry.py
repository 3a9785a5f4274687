"""The carrier of this installation: seals answers that travel with a form."""

from __future__ import annotations

from django.conf import settings

from ruangaman.lib.carry import Carrier


def carrier() -> Carrier:
    """Return the carrier whose daily keys lie in ``RUANGAMAN_EPHEMERAL_HOME``."""
    return Carrier(settings.EPHEMERAL_HOME)
