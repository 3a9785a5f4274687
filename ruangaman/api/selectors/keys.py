"""Reads keys: the one that a program shows, and those that the coordinator looks after."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet, Sum
from django.utils import timezone

from ruangaman.api.models import Call, Key
from ruangaman.lib.apikeys import key_digest

REFUSED = 400
"""From this status on an answer gave nothing."""


def key_shown(secret: str) -> Key | None:
    """Return the key that opens something today, or None."""
    digest = key_digest(secret, settings.SEAL_SECRET)
    if not digest:
        return None
    keys = Key.objects.filter(digest=digest, revoked_on=None, expires__gte=timezone.localdate())
    return keys.first()


def keys_all() -> QuerySet[Key]:
    """Return every key, by partner, those that work first."""
    works = Q(revoked_on=None, expires__gte=timezone.localdate())
    order = ["partner__name", "-works", "-made_on", "label"]
    return Key.objects.select_related("partner").annotate(works=works).order_by(*order)


def key_one(pk: uuid.UUID) -> Key | None:
    """Return a key, or None."""
    return Key.objects.select_related("partner").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Used:
    """How often a key asked for an endpoint on a day, and how often it got nothing."""

    day: dt.date
    endpoint: str
    answered: int
    refused: int


def key_usage(key: Key, limit: int) -> Sequence[Used]:
    """Return the last ``limit`` lines of a key's log, the newest day first."""
    refused = Sum("count", filter=Q(status__gte=REFUSED), default=0)
    rows = Call.objects.filter(key=key).values_list("day", "endpoint")
    counted = rows.annotate(all=Sum("count"), none=refused).order_by("-day", "endpoint")
    return [Used(day, end, every - none, none) for day, end, every, none in counted[:limit]]
