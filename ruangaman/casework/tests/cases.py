"""Reports as somebody sent them, and the desk's forms as a worker fills them in."""

from __future__ import annotations

import html
import re
import secrets
from typing import Any

from ruangaman.lib.codename import Code
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.services.submit import report_submit

STORY = "Ia memegang tangan saya di ruang rapat."
PHONE = "081234567890"
GIVEN: dict[str, Any] = {
    "aman": "ya",
    "tujuan": "lapor",
    "tentang": "saya",
    "konflik": ["tidak"],
    "izin": "uptd_cerita",
    "kapan": "lebih_lama",
    "butuh": ["teman_bicara", "info_hukum"],
    "balas": "telepon",
    "nomor": PHONE,
    "jam": "siang",
    "apa": ["sentuhan"],
    "posisi": "atasan",
    "cerita": STORY,
}
ELSEWHERE: dict[str, Any] = {
    "konflik": ["uptd_ppa"],
    "izin": "",
    "izin_fokal": ["unit_lain"],
    "unit_lain": "dinas-sosial",
}
"""A report that keeps UPTD PPA out: only the focal points of Dinas Sosial read it."""


def sent(**changes: Any) -> tuple[Report, Code]:
    """Send a report and return it with its code."""
    known = set(Report.objects.values_list("pk", flat=True))
    answers = Answers({**GIVEN, **changes})
    code = report_submit(answers=answers, random=secrets.token_bytes(32)).code
    return Report.objects.exclude(pk__in=known).get(), code


def text_of(response: Any) -> str:
    """Return the page as a person reads it: no tags, one blank between words."""
    page = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(page))


def form_of(response: Any, name: str) -> dict[str, Any]:
    """Return what the form that posts to ``/kasus/…/name/`` already carries."""
    page = response.content.decode()
    found = re.search(
        rf'<form[^>]*action="[^"]*/kasus/[^"]*/{name}/"[^>]*>(.*?)</form>', page, re.S
    )
    assert found, page
    fields: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", found[1]):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            fields.setdefault(attributes["name"], []).append(attributes["value"])
    area = re.search(r'<textarea[^>]*name="teks"[^>]*>\s?(.*?)</textarea>', found[1], re.S)
    return {**fields, **({"teks": html.unescape(area[1])} if area else {})}


def opened(client: Any, report: Report, *parts: str, prefix: str = "") -> Any:
    """Open a case."""
    return client.post(f"{prefix}/kasus/{report.number}/buka/", {"bagian": parts} if parts else {})


def done(client: Any, report: Report, name: str, page: Any, **fields: Any) -> Any:
    """Fill in the form ``name`` of an opened page and send it."""
    return client.post(f"/kasus/{report.number}/{name}/", {**form_of(page, name), **fields})
