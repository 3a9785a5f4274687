"""What ``check`` says about releases of figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ruangaman.oversight.models import Release
from ruangaman.oversight.selectors.releases import document, genuine


def faults() -> Iterator[str]:
    """Yield each release that is not as it was signed, and a number that is missing."""
    for place, one in enumerate(Release.objects.order_by("sequence"), start=1):
        if one.sequence != place or not _as_signed(one):
            yield _("Rilis angka %(semester)s tidak seperti yang ditandatangani.") % {
                "semester": one.semester
            }


def warnings() -> Iterator[str]:
    """Yield nothing."""
    yield from ()


def _as_signed(one: Release) -> bool:
    if not genuine(one):
        return False
    body = document(one)
    said = (body.get("number"), body.get("semester"), body.get("released_on"))
    return said == (one.sequence, one.semester, one.released_on.isoformat())
