"""What this installation is: demo or real, and whether its secrets are still its own."""

from __future__ import annotations

from django.conf import settings

from ruangaman.core.models import Instance
from ruangaman.lib.chain import keyed_reference

_MARK_KIND = "instance secret"


def is_demo() -> bool:
    """Say whether invented people live here: the demo file and the database must agree.

    Without the file no query is made, so a real installation pays nothing for the question.
    """
    return settings.DEMO_MARK.exists() and Instance.objects.filter(pk=1, demo=True).exists()


def secret_mark() -> bytes:
    """Return 16 bytes by which the database knows ``RUANGAMAN_SEAL_SECRET`` again."""
    return keyed_reference(settings.SEAL_SECRET, _MARK_KIND, b"")
