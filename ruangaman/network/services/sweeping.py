"""Takes away bytes that a crash left behind: scans and sets of posters that no row names."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator

from django.db.models import Model
from django.utils import timezone

from ruangaman.core.storage import sealed_files
from ruangaman.network.models import DecreeFile, PosterSet
from ruangaman.network.poster_files import POSTERS
from ruangaman.network.scans import SCANS

OLDEST = dt.timedelta(hours=2, minutes=10)
"""Younger bytes may be on their way to their row."""

_FOLDER, _NAME = re.compile("[0-9a-f]{2}"), re.compile("[0-9a-f]{32}")


def network_files_sweep() -> int:
    """Delete what lies in the storage without a row and is older than an upload takes."""
    nameless = [*_posters()]
    for place in nameless:
        sealed_files().delete(place)
    return len(nameless) + rowless_sweep(SCANS, DecreeFile)


def rowless_sweep(place: str, model: type[Model]) -> int:
    """Delete old bytes below ``place`` that are called after no row of ``model``; how many."""
    rowless = [*_rowless(place, model)]
    for name in rowless:
        sealed_files().delete(name)
    return len(rowless)


def _rowless(place: str, model: type[Model]) -> Iterator[str]:
    for folder in filter(_FOLDER.fullmatch, _listed(place)[0]):
        names = list(filter(_NAME.fullmatch, _listed(f"{place}/{folder}")[1]))
        found = model._default_manager.filter(pk__in=map(uuid.UUID, names))
        known = {one.hex for one in found.values_list("pk", flat=True)}
        yield from _old(f"{place}/{folder}/{name}" for name in names if name not in known)


def _posters() -> Iterator[str]:
    places = [f"{POSTERS}/{name}" for name in _listed(POSTERS)[1]]
    known = set(PosterSet.objects.filter(place__in=places).values_list("place", flat=True))
    yield from _old(place for place in places if place not in known)


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and files of a folder; nothing where it is not there yet."""
    try:
        folders, files = sealed_files().listdir(folder)
    except FileNotFoundError:
        return [], []
    return folders, files


def _old(places: Iterator[str]) -> Iterator[str]:
    oldest = timezone.now() - OLDEST
    return (place for place in places if sealed_files().get_modified_time(place) < oldest)
