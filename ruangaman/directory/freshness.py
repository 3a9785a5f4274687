"""How old the last check of a service is, by the rule ``directory_fresh``."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.rules import RuleMissing, rule
from ruangaman.directory.models import Service

SOON = dt.timedelta(days=14)
"""So long before a check grows old its service stands on the call list."""


class Freshness(models.TextChoices):
    """Whether what stands there can be relied on."""

    FRESH = "segar", _("diperiksa")
    SOON = "segera", _("segera perlu diperiksa")
    STALE = "basi", _("perlu diperiksa lagi")
    NEVER = "belum", _("belum pernah diperiksa")


def oldest_check() -> dt.date:
    """Return the oldest day of a check that still counts; any day while there is no rule."""
    try:
        days = rule("directory_fresh").value
    except RuleMissing:
        days = None
    return timezone.localdate() - dt.timedelta(days=days) if days else dt.date.min


def freshness(service: Service, oldest: dt.date) -> Freshness:
    """Say how old a service's check is, where ``oldest`` is the oldest day that counts."""
    if service.verified_on is None or not service.verified_by:
        return Freshness.NEVER
    if service.verified_on < oldest:
        return Freshness.STALE
    soon = oldest != dt.date.min and service.verified_on < oldest + SOON
    return Freshness.SOON if soon else Freshness.FRESH
