"""What stands on the observer's checklist for paper, in the language that is active."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.words import words
from ruangaman.training.practice.rule import needed
from ruangaman.training.selectors.practice import checklist, checklist_body, talks


def observation_sheet() -> dict[str, Any]:
    """Return the data of ``roleplay.typ``: one page to tick, and the rule."""
    body, found = checklist_body(), checklist()
    rule = _(
        "Lulus: paling sedikit %(needed)d dari %(all)d perilaku, dan kesalahan kritis tidak lebih "
        "dari %(errors)d. Hasilnya dihitung saat lembar ini dimasukkan; jangan ditulis di sini."
    ) % {
        "needed": needed(body),
        "all": len(body["behaviour"]),
        "errors": int(body["pass"]["errors"]),
    }
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": "Ruang Aman",
        "title": _("Lembar pengamatan bermain peran"),
        "lines": [_("Yang bermain"), _("Pengamat"), _("Hari"), _("Percobaan ke")],
        "intro": _(
            "Tandai hanya yang Anda lihat atau dengar. Jangan menulis cerita, nama lain, atau "
            "kejadian nyata. Siapa pun boleh berhenti bermain tanpa alasan."
        ),
        "behaviours_title": _("Perilaku yang terlihat"),
        "behaviours": [[words(one, "title"), words(one, "text")] for one in body["behaviour"]],
        "errors_title": _("Kesalahan kritis"),
        "errors": [[words(one, "title"), words(one, "text")] for one in body["error"]],
        "talks_title": _("Percakapan yang dimainkan (lingkari satu)"),
        "talks": [[str(one.body["number"]), words(one.body, "title")] for one in talks()],
        "rule": rule,
        "unreviewed": "" if found and found.reviewed else _("Belum ditinjau ahli."),
    }
