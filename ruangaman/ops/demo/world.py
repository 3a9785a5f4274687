"""Make the demo world, once, and say what is in it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

from ruangaman.core.models import Instance
from ruangaman.ops.demo.culture import culture_create
from ruangaman.ops.demo.duty import duty_create
from ruangaman.ops.demo.figures import figures_create
from ruangaman.ops.demo.network import network_create
from ruangaman.ops.demo.partners import partners_create
from ruangaman.ops.demo.people import (
    PEOPLE,
    people_create,
    receivers_found,
    statistics_found,
)
from ruangaman.ops.demo.reports import STORIES, reports_create
from ruangaman.ops.demo.surveys import surveys_create
from ruangaman.ops.demo.training import training_create
from ruangaman.ops.demo.year import months_fill, year_create
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.services.months import months_write
from ruangaman.people.models import ManifestEntry, Team, User
from ruangaman.people.pinned import root_path

MONTHS = 12
"""So many months of indicators the demo world has."""


class DemoRefused(Exception):
    """The demo world cannot be made here; the message says why."""


def demo_create() -> bool:
    """Make the demo world; False when it is there already.

    Raises ``DemoRefused`` over real accounts, or without a pack.
    """
    if User.objects.filter(demo=False).exists():
        raise DemoRefused(
            "This database has real accounts. The demo world needs a database of its own."
        )
    if not Team.objects.filter(kind=Team.Kind.UPTD_PPA).exists():
        raise DemoRefused("Load a pack first: ruangaman load-pack ntt")
    if settings.MANIFEST_ROOT or (root_path().exists() and not settings.DEMO_MARK.exists()):
        raise DemoRefused("A root key of receivers is pinned here. The demo world makes its own.")
    made = not User.objects.filter(demo=True).exists()
    settings.DEMO_MARK.touch()
    with transaction.atomic():
        if made:
            Instance.objects.update_or_create(pk=1, defaults={"demo": True})
            people_create()
        if not ManifestEntry.objects.exists():
            receivers_found()
            if made:
                statistics_found()
        if made:
            duty_create()
            network_create()
            training_create()
            year_create()
            culture_create()
            surveys_create()
            reports_create()
            figures_create()
            months_fill(months_write(since=month_after(month_of(), 1 - MONTHS)))
            partners_create()
    return made


def demo_contents() -> dict[str, Any]:
    """Return the accounts and reports for ``demo --json``.

    Those who read unlock with the same six words, given again as ``passphrase``.
    """
    return {
        "accounts": [
            {
                "role": str(person.role),
                "username": person.username,
                "password": person.password,
                "passphrase": person.password,
            }
            for person in PEOPLE
        ],
        "reports": [
            {"codename": " ".join(story.code.words), "status": story.status} for story in STORIES
        ],
    }
