"""The words of answers that every survey shares."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.questionnaire import Item, Kind

_AGREE: Mapping[str, Promise] = {
    "5": _("Sangat setuju"),
    "4": _("Setuju"),
    "3": _("Di tengah-tengah"),
    "2": _("Tidak setuju"),
    "1": _("Sangat tidak setuju"),
}
_BEHAVIOUR: Mapping[str, Promise] = {
    "never": _("Tidak pernah"),
    "once": _("Satu kali"),
    "few": _("Beberapa kali"),
    "many": _("Sering"),
}
_CROSSWISE: Mapping[str, Promise] = {
    "same": _("Kedua-duanya sama: dua-duanya benar, atau dua-duanya tidak benar"),
    "one": _("Hanya salah satu yang benar"),
}
_FIXED = {Kind.AGREE: _AGREE, Kind.BEHAVIOUR: _BEHAVIOUR, Kind.CROSSWISE: _CROSSWISE}

KINDS: Mapping[str, Promise] = {
    Kind.CHOICE: _("Pilihan tunggal"),
    Kind.AGREE: _("Setuju atau tidak (lima tingkat)"),
    Kind.BEHAVIOUR: _("Perilaku dalam suatu masa"),
    Kind.CROSSWISE: _("Dua kalimat sekaligus"),
}
"""What each kind of item is called."""


def told(thing: object, stem: str) -> str:
    """Return the text ``stem`` of a part of a questionnaire in the language of the page."""
    language = "en" if (get_language() or "id").startswith("en") else "id"
    return str(getattr(thing, f"{stem}_{language}") or getattr(thing, f"{stem}_id"))


def named(row: object, field: str = "name") -> str:
    """Return what a survey or a part of the staff is called in the language of the page."""
    english = (get_language() or "").startswith("en")
    return str((getattr(row, f"{field}_en") if english else "") or getattr(row, field))


def choices_of(item: Item) -> list[tuple[str, str]]:
    """Return codes and words of the answers to an item, in the order of the page."""
    if item.kind == Kind.CHOICE:
        return [(option.code, told(option, "text")) for option in item.options]
    return [(code, str(words)) for code, words in _FIXED[item.kind].items()]


def answer_words(item: Item, code: str) -> str:
    """Return the words of an answer."""
    return dict(choices_of(item)).get(code, "")
