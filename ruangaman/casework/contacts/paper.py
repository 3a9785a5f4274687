"""The paper form for where there is no signal: the same questions, boxes to tick, no line to write.

Printed on one side and folded inwards it shows nothing. Its title says nothing either.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ruangaman.casework.contacts.labels import CHOICES, QUESTIONS
from ruangaman.documents.pdf import pdf_render

ASKED = ("aman", "dijelaskan", "umur", "sendiri", "kapan", "butuh")
"""What is asked, in the order of the pages."""

HEARD = ("jenis", "konteks", "unit", "kelamin")
"""What is ticked only if she said it herself."""

ENDS = ("akhir", "rujuk")
_LEFT_OUT = {"akhir": {"serah"}}


def paper_pdf(language: str) -> bytes:
    """Return the form in the active language: A5, one side."""
    return pdf_render("contact", _words() | {"lang": language})


def _words() -> dict[str, Any]:
    return {
        "title": _("Formulir layanan"),
        "publisher": _("Layanan Informasi"),
        "say": [
            _("“Terima kasih sudah datang. Ini bukan salah Anda.”"),
            _("“Saya tidak perlu nama Anda, dan tidak perlu cerita rinci.”"),
            _("“Anda yang memilih langkah berikutnya.”"),
        ],
        "child": _(
            "Di bawah 18 tahun? Berhenti bertanya. Hubungi UPTD PPA atau 129 hari ini juga."
        ),
        "asked": _groups(*ASKED),
        "heard_title": _("Hanya bila ia menyebutnya sendiri:"),
        "heard": _groups(*HEARD),
        "ends": _groups(*ENDS),
        "blank": _("Jangan tulis nama, nomor telepon, tanggal, atau cerita. Semua boleh kosong."),
        "fold": _("Lipat ke dalam, simpan di badan. Ketik di Catatan kontak, lalu hancurkan."),
    }


def _groups(*names: str) -> list[dict[str, Any]]:
    return [
        {
            "question": str(QUESTIONS[name]),
            "answers": [
                str(words)
                for value, words in CHOICES[name]
                if value not in _LEFT_OUT.get(name, set())
            ],
        }
        for name in names
    ]
