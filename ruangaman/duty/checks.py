"""What ``check`` says about notices."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.duty.models import MonthlyTest
from ruangaman.duty.selectors.reach import tests_at_home
from ruangaman.notify.channels import channels_configured


def faults() -> Iterator[str]:
    """Yield nothing: reports are taken and read without notices too."""
    yield from ()


def warnings() -> Iterator[str]:
    """Yield that no test message went out though channels are there."""
    today = timezone.localdate()
    planned = MonthlyTest.objects.filter(month=today.replace(day=1))
    if channels_configured() and planned.exists() and tests_at_home(today):
        yield _("Tidak satu pun pesan uji bulan ini terkirim: periksa server pengirim.")
