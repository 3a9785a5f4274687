"""What the pack says to a group (interns, patients, pupils ...), and who receives them."""

from __future__ import annotations

from dataclasses import dataclass

from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words
from ruangaman.directory.entries import Entry, service_entries
from ruangaman.directory.marks import Mark, mark_of
from ruangaman.directory.models import Service
from ruangaman.directory.selectors.help import hotlines


@dataclass(frozen=True, slots=True)
class Group:
    """Texts of casework.toml. ``hers`` is for the reporter, ``text`` and ``receivers`` for desks.

    ``services``: who receives such a report beside UPTD PPA, in the pack's order; most of them
    have no account here and are reached by a letter of referral, with her consent.
    """

    title: str
    hers: str
    text: str
    receivers: str
    mark: Mark
    services: list[Entry]


def group_said(key: str) -> Group | None:
    """Return what is said to the group ``key`` (``casework.toml``); None for any other."""
    body = next((text.body for text in pack_texts("case_groups") if text.key == key), None)
    if body is None:
        return None
    said = {name: words(body, name) for name in ("title", "hers", "text", "receivers")}
    return Group(**said, mark=mark_of(body), services=_services(body.get("services", ())))


def _services(codes: list[str]) -> list[Entry]:
    found = {one.pk: one for one in Service.objects.filter(active=True, pk__in=codes)}
    rows = [found[code] for code in codes if code in found]
    return service_entries(rows, list(hotlines())) if rows else []
