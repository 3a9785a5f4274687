"""All documents of a set, one after the other, and the ZIP that holds them."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import IO, Any

from django.utils import timezone, translation

from ruangaman.network.models import Unit
from ruangaman.network.posters import card_pdf, poster_pdf
from ruangaman.network.selectors.readiness import Standing, standings
from ruangaman.network.selectors.units import units_in_force

POSTERS = "poster"
"""The folder of finished sets; it enters no backup, because they can be made again."""

Progress = Callable[[int, int], None]


def units_asked(choices: Mapping[str, Any]) -> list[Unit]:
    """Return the units in force of a choice: those it names, or all."""
    found = units_in_force()
    return list(found.filter(code__in=choices["units"]) if choices["units"] else found)


def documents_count(choices: Mapping[str, Any], units: Sequence[Unit]) -> int:
    """Return how many documents a set has: a poster for each unit, language and size, and cards."""
    languages = len(choices["languages"])
    return languages * (len(units) * len(choices["sizes"]) + 1)


def poster_zip_write(
    target: IO[bytes], choices: Mapping[str, Any], progress: Progress | None = None
) -> int:
    """Write the ZIP of a choice to ``target`` and return the number of documents."""
    units = units_asked(choices)
    total, done = documents_count(choices, units), 0
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in _documents(choices, units):
            archive.writestr(name, content)
            done += 1
            if progress:
                progress(done, total)
    return done


def ready_by_unit(codes: Sequence[str] | None) -> dict[str, list[Standing]]:
    """Return who is ready today, by the code of the unit."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for one in standings(timezone.localdate(), codes):
        if one.is_ready:
            found[one.appointment.decree.unit_code].append(one)
    return found


def _documents(choices: Mapping[str, Any], units: Sequence[Unit]) -> Iterator[tuple[str, bytes]]:
    ready = ready_by_unit(choices["units"] or None) if choices["contacts"] else {}
    for language in choices["languages"]:
        with translation.override(language):
            yield f"{language}/kartu-saku.pdf", card_pdf()
            for unit in units:
                for size in choices["sizes"]:
                    poster = poster_pdf(
                        size=size, unit_name=unit.name, contacts=ready.get(unit.code, ())
                    )
                    yield f"{language}/{size}/{unit.code}.pdf", poster
