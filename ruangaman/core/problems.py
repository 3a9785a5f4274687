"""What a program is told when it gets nothing: JSON, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

MACHINES = "/api/v1/"
"""Below it programs ask, and no person."""

_WORDS: Mapping[int, tuple[str, Promise | str]] = {
    400: ("bad_request", _("Permintaan ini tidak bisa dibaca.")),
    401: ("no_key", _("Kunci tidak ada, salah, sudah berakhir, atau sudah dicabut.")),
    403: ("not_in_scope", _("Kunci ini tidak dibuat untuk bagian ini.")),
    404: ("not_found", _("Tidak ada apa-apa di alamat ini.")),
    405: ("read_only", _("Alamat ini hanya untuk dibaca: pakai GET.")),
    412: ("changed", _("Isi alamat ini tidak sama dengan yang disebut If-Match.")),
    413: ("too_large", _("Permintaan ini terlalu besar.")),
    422: ("unreadable", _("Ada isian yang tidak bisa dibaca.")),
    429: ("too_often", _("Terlalu sering. Coba lagi sesudah detik yang disebut Retry-After.")),
    500: ("our_fault", _("Ada kesalahan di pihak kami. Coba lagi nanti.")),
    503: ("later", _("Layanan belum bisa menjawab. Coba lagi sebentar lagi.")),
}

Words = tuple[str, Promise | str]


def problem(status: int, faults: Sequence[Words] = ()) -> JsonResponse:
    """Return the answer ``status``; ``faults`` say which field is wrong, and how."""
    code, words = _WORDS.get(status, _WORDS[500 if status >= 500 else 400])
    body = {"status": status, "code": code, **both("message", words)}
    body["faults"] = [{"at": at, **both("message", text)} for at, text in faults]
    return JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})


def both(name: str, text: Promise | str) -> dict[str, Any]:
    """Return a text in each language, as ``name_id`` and ``name_en``."""
    found = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            found[f"{name}_{language}"] = str(text)
    return found
