"""What ``check`` says about the network."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from ruangaman.core.clock import now
from ruangaman.core.jobs import last_success
from ruangaman.network.services.receiving import JOB
from ruangaman.people.models import Role, RoleGrant

COUNTED_WITHIN = dt.timedelta(hours=6)


def faults() -> Iterator[str]:
    """Yield nothing: a network that is not ready is no fault of the installation."""
    yield from ()


def warnings() -> Iterator[str]:
    """Yield that nobody computed who is ready: then whoever becomes ready is not offered."""
    if not RoleGrant.objects.filter(role=Role.FOCAL_POINT).exists():
        return
    done = last_success(JOB)
    if done is None:
        yield _("Kesiapan fokal point belum pernah dihitung: jalankan pekerja (work --once).")
    elif done < now() - COUNTED_WITHIN:
        yield _("Kesiapan fokal point sudah lama tidak dihitung: pekerja tidak berjalan.")
