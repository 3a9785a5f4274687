"""A contact as somebody at a desk notes it, page by page."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.http import HttpResponse

from ruangaman.casework.contacts.selectors import CHECKS
from ruangaman.core.models import RuleValue

_HIDDEN = re.compile(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">')

REFERRAL: tuple[dict[str, Any], ...] = (
    {"aman": "ya", "dijelaskan": "ya"},
    {"umur": "dewasa", "sendiri": "ya", "cara": "tatap"},
    {"kapan": "kurang_24_jam", "butuh": ["dokter"]},
    {},
    {"jenis": "kontak", "konteks": "kerja", "unit": "kantor", "kelamin": "perempuan"},
    {"akhir": "rujukan"},
    {"rujuk": ["dokter", "psikososial"], "setuju": "ya"},
)
INFORMATION: tuple[dict[str, Any], ...] = (
    {},
    {"umur": "dewasa"},
    {},
    {},
    {"akhir": "informasi"},
    {},
)
HAND_OVER: tuple[dict[str, Any], ...] = (
    {"aman": "tidak", "dijelaskan": "ya"},
    {"umur": "dewasa", "sendiri": "ya", "cara": "telepon"},
    {"kapan": "lebih_lama", "butuh": ["rasa_aman", "teman_bicara"]},
    {"jenis": "kontak"},
    {"akhir": "serah"},
    {"konflik": ["tidak"]},
    {"penerima": "uptd_ppa"},
)
CHILD: tuple[dict[str, Any], ...] = (
    {"aman": "ya"},
    {"umur": "anak", "sendiri": "lain"},
    {"dewasa": "guru", "lewat": "sistem"},
    {"konflik": ["tidak"]},
)
YES = {"setuju": "ya"}


def hidden(page: HttpResponse) -> dict[str, str]:
    """Return what the page's form carries."""
    return dict(_HIDDEN.findall(page.content.decode()))


def go_on(client: Any, page: HttpResponse, prefix: str = "", **fields: Any) -> Any:
    """Fill in the page and press its first button."""
    return client.post(f"{prefix}/kontak/baru/", {**hidden(page), **fields})


def walked(client: Any, *pages: dict[str, Any], prefix: str = "") -> Any:
    """Walk from the first page through ``pages`` and return the last answer."""
    page = client.get(f"{prefix}/kontak/baru/")
    for fields in pages:
        page = go_on(client, page, prefix, **fields)
    return page


def checks_in_force() -> None:
    """Put the three questions after a referral into force: after 3, 14 and 30 days."""
    for key, value in zip(CHECKS, (3, 14, 30), strict=True):
        RuleValue.objects.create(
            key=key, label_id=key, label_en=key, value=value, unit="days", clock="calendar",
            source="uji", mark="D", valid_from=dt.date(2026, 1, 1),
        )  # fmt: skip
