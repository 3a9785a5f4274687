"""The order of the pages of a contact record. What telling sets in motion comes before details.

A child's way asks nothing about what happened (domain 1.9), nor where the age is unknown.
Somebody who came for another person cannot consent for her: no referral is offered, and what is
sent is an alert without a name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from ruangaman.reporting.flow import HEALTH_BANDS

Given = Mapping[str, Any]
FIRST, CHECK = "jelaskan", "periksa"
PAGES: Mapping[str, tuple[str, ...]] = {
    "jelaskan": ("aman", "dijelaskan"),
    "awal": ("umur", "sendiri", "cara", "minggu"),
    "anak": ("dewasa", "lewat"),
    "perlu": ("kapan", "butuh"),
    "kesehatan": (),
    "hal": ("jenis", "konteks", "unit", "kelamin"),
    "pilih": ("akhir",),
    "info": (),
    "rujukan": ("rujuk", "setuju"),
    "konflik": ("konflik",),
    "penerima": ("penerima",),
    "tanpa_penerima": (),
    "periksa": ("cadangan", "setuju"),
}
"""The controls of each page."""

UPTD = "uptd_ppa"
"""The answer that sends to UPTD PPA; another one is the code of a team."""

Others = tuple[tuple[str, str], ...]
"""Code and organisation of the other receiving teams that can read now."""

LAST = frozenset({"info", "rujukan", "anak", CHECK})
"""Pages whose button saves or sends."""


def as_child(given: Given) -> bool:
    """Say whether she goes a child's way: under 18, or nobody knows."""
    return given.get("umur") in ("anak", "tidak_tahu")


def came_on(given: Given, today: dt.date) -> dt.date:
    """Return a day of the week in which she came, the latest there is for "longer ago"."""
    return today - dt.timedelta(weeks={"lalu": 1, "lama": 2}.get(given.get("minggu", ""), 0))


def typed_later(given: Given) -> bool:
    """Say whether it is noted after she came: hours counted from now would be wrong."""
    return given.get("cara") == "kertas" or given.get("minggu") in ("lalu", "lama")


def path(
    given: Given, *, handing_over: bool = False, able: bool = True, others: Others = ()
) -> list[str]:
    """Return the pages of this way, as far as the answers tell.

    ``handing_over``: an earlier record is handed over now. ``able``: UPTD PPA can read, ``others``
    are the further teams that can.
    """
    sent = _sent(given, able, others)
    if handing_over:
        return sent
    pages = [FIRST, "awal"]
    if as_child(given):
        return [*pages, "anak", *(sent if given.get("lewat") == "sistem" else [])]
    health = ["kesehatan"] if given.get("kapan") in HEALTH_BANDS else []
    pages += ["perlu", *health, "hal", "pilih"]
    ends = {"informasi": ["info"], "rujukan": ["rujukan"], "serah": sent}
    return pages + ends.get(str(given.get("akhir")), [])


def _sent(given: Given, able: bool, others: Others) -> list[str]:
    offered = receivers(given, able, others)
    if not offered:
        return ["konflik", "tanpa_penerima"]
    return ["konflik", *([] if offered == [UPTD] else ["penerima"]), CHECK]


def receivers(given: Given, able: bool, others: Others) -> list[str]:
    """Return who may be chosen: a declared conflict takes a team away. A child's is UPTD PPA."""
    conflicts = given.get("konflik", ())
    found = [UPTD] if able and UPTD not in conflicts else []
    if not as_child(given):
        found += [code for code, organisation in others if organisation not in conflicts]
    return found


def on_the_way(given: Given, pages: list[str]) -> dict[str, Any]:
    """Return the answers whose pages are still on the way; a changed mind takes others away."""
    kept = {name for page in pages for name in PAGES[page]}
    return {name: value for name, value in given.items() if name in kept and value}


def after(page: str, pages: list[str]) -> str:
    """Return the page after ``page``."""
    return pages[min(pages.index(page) + 1, len(pages) - 1)] if page in pages else pages[0]


def before(page: str, pages: list[str]) -> str:
    """Return the page before ``page``."""
    return pages[max(pages.index(page) - 1, 0)] if page in pages else pages[0]
