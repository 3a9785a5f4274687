"""The letter of a referral on paper: only what she signed, a neutral subject, a code to answer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.templatetags.dates import day
from ruangaman.documents.pdf import pdf_render
from ruangaman.lib.onetime import code_shown
from ruangaman.reporting.referrals import lines_of
from ruangaman.reporting.services.referrals import Made


def letter_pdf(made: Made, *, sender: str) -> bytes:
    """Return the PDF of a letter. ``sender`` is the worker's role and team."""
    address = settings.PUBLIC_ADDRESS.rstrip("/").partition("://")[2]
    data: dict[str, Any] = {
        "title": _("Surat pengantar"),
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": _("Layanan Informasi"),
        "date": day(timezone.localdate()),
        "to_label": _("Kepada"),
        "to": made.referral.name,
        "from_label": _("Dari"),
        "sender": sender,
        "about_label": _("Perihal"),
        "about": _("Pengantar layanan"),
        "words": _(
            "Seseorang yang kami dampingi membutuhkan layanan Anda. Dengan izinnya kami"
            " sampaikan hal-hal ini saja. Hal lain tidak kami sampaikan."
        ),
        "lines": [[line.label, line.words] for line in lines_of(made.referral.sent)],
        "ask": _(
            "Jangan menanyakan ceritanya lebih dari yang perlu untuk menolong. Jangan menyalin"
            " surat ini, dan jangan meneruskannya."
        ),
        "answer_title": _("Mohon dijawab tanpa nama siapa pun"),
        "address": f"{address}/rujukan/",
        "code_label": _("Kode sekali pakai"),
        "code": code_shown(made.code),
        "until": _("Berlaku sampai %(day)s.") % {"day": day(made.until)},
    }
    return pdf_render("referral", data)
