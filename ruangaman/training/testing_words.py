"""What tests are called on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ruangaman.core.pack_content import said
from ruangaman.lib.testing import ItemFigures, Lack
from ruangaman.training.models import Content
from ruangaman.training.selectors.content import contents

SUBJECTS = {
    "confidentiality": gettext_lazy("kerahasiaan"),
    "no-investigation": gettext_lazy("tidak menyelidiki"),
    "child": gettext_lazy("anak"),
    "consent": gettext_lazy("persetujuan"),
}
"""The subjects of which an item must be answered rightly."""


def subjects_said(keys: Iterable[str]) -> list[Any]:
    """Return must-pass subjects by name, in our order."""
    wanted = set(keys)
    return [label for key, label in SUBJECTS.items() if key in wanted]


def module_titles() -> dict[int, str]:
    """Return what the modules of the curriculum are called, by their numbers."""
    return {
        one.body["number"]: str(said(one.body, "title")) for one in contents(Content.Kind.MODULE)
    }


def module_said(number: int, titles: dict[int, str]) -> str:
    """Return a module with its number, and its title where the pack tells one."""
    known = _("Modul %(number)d") % {"number": number}
    return f"{known}: {titles[number]}" if number in titles else known


def lack_said(lack: Lack) -> str:
    """Say what a form lacks."""
    if lack.subject:
        return _("Bentuk %(form)s: tidak ada soal wajib tentang %(subject)s") % {
            "form": lack.form,
            "subject": SUBJECTS[lack.subject],
        }
    return _("Bentuk %(form)s, modul %(module)d: perlu %(wanted)d soal, ada %(found)d") % {
        "form": lack.form,
        "module": lack.module,
        "wanted": lack.wanted,
        "found": lack.found,
    }


def minutes_said(seconds: float) -> str:
    """Return how long is left, in whole minutes, never more than there is."""
    minutes = int(seconds // 60)
    if minutes < 1:
        return _("kurang dari 1 menit")
    return ngettext("%(count)d menit", "%(count)d menit", minutes) % {"count": minutes}


def advice_said(figures: ItemFigures) -> str:
    """Say what a trainer might do about an item; empty where its figures say nothing odd."""
    if figures.difficulty is None:
        return _("Terlalu sedikit yang menjawab.")
    if figures.discrimination is not None and figures.discrimination < 0:
        return _("Yang paham justru sering salah. Periksa kalimat dan kuncinya.")
    if figures.difficulty < 0.3:
        return _("Sulit. Bahas lagi topiknya, atau periksa kalimatnya.")
    if figures.difficulty > 0.95:
        return _("Hampir semua benar.")
    if figures.discrimination is not None and figures.discrimination < 0.1:
        return _("Tidak membedakan yang paham dari yang belum.")
    return ""
