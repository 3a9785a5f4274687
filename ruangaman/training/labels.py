"""What a certificate is called, and how its number is written and read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ruangaman.training.models import Certificate

GROUP = 5
"""Two groups of so many letters: 50 random bits, so a number tells no count and is not guessed."""

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without I, O, 0 and 1, which are read wrongly on paper."""


def number_grouped(letters: str) -> str:
    """Return a number as it is stored and printed."""
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def number_read(typed: str) -> str:
    """Return a number as it is stored, however it was typed; empty if it is none."""
    letters = "".join(one for one in typed.upper() if one in ALPHABET)
    return number_grouped(letters) if len(letters) == 2 * GROUP else ""


def course_shown(course: str) -> str:
    """Return what is certified, in words."""
    if course == Certificate.Course.ADVANCED:
        return _("Fokal point PSEAH: pelatihan lanjutan")
    return _("Fokal point PSEAH: pelatihan dasar")


def band_shown(band: str) -> str:
    """Return a band of the score in words; empty without one."""
    low, _dash, high = band.partition("-")
    return _("Nilai tes akhir %(low)s–%(high)s persen") % {"low": low, "high": high} if high else ""
