"""A contact at a desk: a mark where only choices are taken, and the code that is read aloud."""

from __future__ import annotations

import re
from typing import Any

from tests.canary.browse import Browser

WAY: tuple[dict[str, Any], ...] = (
    {"aman": "tidak", "dijelaskan": "ya"}, {"umur": "dewasa", "sendiri": "ya"}, {}, {},
    {"akhir": "serah"}, {"konflik": "tidak"}, {"penerima": "uptd_ppa"},
    {"setuju": "ya"},
)  # fmt: skip


def handed_over(desk: Browser, mark: str) -> list[str]:
    """Hand a contact over and return what must stand nowhere: the code, whole and in pieces."""
    desk.get(f"/kontak/{mark}/")
    desk.get("/kontak/baru/")
    for fields in WAY:
        name = next(iter(fields), "kapan")
        desk.send("/kontak/baru/", **{name: mark})  # refused, or left out
        desk.send("/kontak/baru/", **fields)
    words = re.findall(r"<li>(\w+)</li>", desk.page.split('id="kode"')[1])[:8]
    assert len(words) == 8
    desk.send("/kontak/baru/", selesai="1")
    return [mark, *(" ".join(words[i : i + 4]) for i in range(5))]
