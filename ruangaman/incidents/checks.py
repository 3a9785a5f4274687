"""What ``check`` says about incidents: whether a notice is late, whether anybody could read one."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ruangaman.core.instance import is_demo
from ruangaman.incidents.selectors.register import overdue_exists
from ruangaman.people.selectors.officers import officers_able


def faults() -> Iterator[str]:
    """Nothing here stops the installation."""
    yield from ()


def warnings() -> Iterator[str]:
    """Yield what the officer should look after."""
    if overdue_exists():
        yield _("Pemberitahuan tentang satu insiden kerahasiaan sudah lewat waktunya.")
    if not officers_able() and not is_demo():
        yield _("Belum ada petugas pelindungan data dengan kunci: insiden tidak dapat dicatat.")
