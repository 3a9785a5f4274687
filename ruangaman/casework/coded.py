"""How a case is coded for statistics: the choices of the pack, and what follows from them.

Every field is a choice from a list, by month and in bands; nothing free, no place smaller than the
province (docs/adr/0039). Derived contexts are asked of nobody (GBVIMS).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.core.models import PackText
from ruangaman.core.texts import pack_texts
from ruangaman.core.words import words as in_words

UNKNOWN = "unknown"
OLDER = "older"
MONTHS = 24
"""So many months are offered to choose from; what is older is only that."""

MANY = frozenset({"kind", "exchange_kind", "service"})
LONGER = frozenset({"type"})
"""Fields whose choices are read one after the other: the first that fits counts."""

QUESTIONS: Mapping[str, Any] = {
    "type": _("Jenis kejadian: baca dari atas, pilih yang pertama cocok"),
    "kind": _("Jenis kekerasan menurut Simfoni (boleh lebih dari satu)"),
    "exchange": _("Ada imbalan uang, barang, atau jasa yang diminta atau dijanjikan?"),
    "exchange_kind": _("Imbalan apa? (boleh lebih dari satu)"),
    "abduction": _("Ada penculikan atau perdagangan orang?"),
    "practice": _("Ada praktik atas nama adat yang merugikan?"),
    "channel": _("Langsung atau lewat perangkat?"),
    "daytime": _("Waktu kejadian"),
    "place": _("Tempat kejadian"),
    "setting": _("Dalam keadaan apa?"),
    "sex": _("Jenis kelamin penyintas"),
    "age": _("Umur penyintas waktu kejadian"),
    "education": _("Pendidikan penyintas"),
    "occupation": _("Golongan pekerjaan penyintas"),
    "disability": _("Penyintas punya disabilitas?"),
    "before": _("Pernah mengalami kekerasan berbasis gender sebelumnya?"),
    "elsewhere": _("Kejadian ini pernah dilaporkan di tempat lain?"),
    "accused_count": _("Jumlah terduga pelaku"),
    "accused_sex": _("Jenis kelamin terduga pelaku"),
    "accused_age": _("Umur terduga pelaku"),
    "relation": _("Hubungan terduga pelaku dengan penyintas"),
    "referred_from": _("Dirujuk kepada kami oleh siapa?"),
    "to_shelter": _("Dirujuk ke rumah aman?"),
    "to_health": _("Dirujuk ke layanan kesehatan?"),
    "to_psychosocial": _("Dirujuk ke layanan psikososial?"),
    "to_legal": _("Dirujuk ke bantuan hukum?"),
    "to_police": _("Dirujuk ke polisi?"),
    "to_livelihood": _("Dirujuk ke layanan mata pencaharian?"),
    "to_child_protection": _("Dirujuk ke perlindungan anak?"),
    "legal_wish": _("Penyintas ingin tindakan hukum?"),
    "service": _("Layanan yang diberikan menurut Simfoni (boleh lebih dari satu)"),
}
GROUPS: Sequence[tuple[Any, tuple[str, ...]]] = (
    (
        _("Kejadian"),
        (
            *("type", "kind", "exchange", "exchange_kind", "abduction", "practice", "channel"),
            *("bulan", "daytime", "place", "setting"),
        ),
    ),
    (
        _("Penyintas"),
        ("sex", "age", "education", "occupation", "disability", "before", "elsewhere"),
    ),
    (_("Terduga pelaku"), ("accused_count", "accused_sex", "accused_age", "relation")),
    (
        _("Rujukan dan layanan"),
        (
            *("referred_from", "to_shelter", "to_health", "to_psychosocial", "to_legal"),
            *("to_police", "to_livelihood", "to_child_protection", "legal_wish", "service"),
        ),
    ),
)
CONTEXTS: Mapping[str, Any] = {
    "partner": _("kekerasan oleh pasangan"),
    "child": _("kekerasan seksual terhadap anak"),
    "early_marriage": _("perkawinan usia anak"),
    "exploitation": _("kemungkinan eksploitasi seksual"),
    "slavery": _("kemungkinan perbudakan seksual"),
    "practice": _("praktik atas nama adat yang merugikan"),
}
VERSION, ASKED = 2, "v"
"""Of the list of questions, and the field of a record that names it; without it, the first."""

SINCE: Mapping[str, int] = dict.fromkeys(
    ("exchange_kind", "abduction", "practice", "education", "occupation"), 2
)
"""Questions that an older record was never asked: nothing there is not "left empty"."""
_SEXUAL = frozenset({"rape", "sexual_assault"})
_YOUNG = frozenset({"0_5", "6_12", "13_17"})

Choices = Mapping[str, Sequence[tuple[str, str]]]


def choices_of() -> Choices:
    """Return the choices of each field in the words of the language spoken; one query."""
    found: dict[str, list[tuple[str, str]]] = {}
    for text in pack_texts("coding"):
        name = str(text.body["field"])
        found.setdefault(name, []).append((_code(text, name), in_words(text.body, "label")))
    return found


def months_before(today: dt.date) -> list[str]:
    """Return this month and those before it, newest first, as ``2026-11``."""
    count = today.year * 12 + today.month - 1
    return [f"{one // 12}-{one % 12 + 1:02}" for one in range(count, count - MONTHS, -1)]


def contexts_of(values: Mapping[str, Any]) -> list[str]:
    """Return the contexts that follow from what was coded."""
    act, young = values.get("type"), values.get("age") in _YOUNG
    given = set(values.get("exchange_kind", ())) - {UNKNOWN}
    found = {
        "partner": values.get("relation") in {"spouse", "partner"},
        "child": young and act in _SEXUAL,
        "early_marriage": young and act == "forced_marriage",
        "exploitation": act in _SEXUAL and (values.get("exchange") == "yes" or bool(given)),
        "slavery": act in _SEXUAL and _told(values, "abduction"),
        "practice": _told(values, "practice"),
    }
    return [name for name, holds in found.items() if holds]


def was_asked(values: Mapping[str, Any], name: str) -> bool:
    """Say whether the record was made when this was asked; an old one stays readable."""
    return int(values.get(ASKED, 1)) >= SINCE.get(name, 1)


def _told(values: Mapping[str, Any], name: str) -> bool:
    return values.get(name) not in (None, "", "no", UNKNOWN)


def labels_of(values: Mapping[str, Any], choices: Choices) -> Iterable[tuple[Any, str]]:
    """Yield question and answers of what was coded, in words."""
    for name, question in QUESTIONS.items():
        given = values.get(name)
        if values and not was_asked(values, name):
            yield question, str(_("Belum ditanyakan waktu itu"))
        if not given:
            continue
        words = {**dict(choices.get(name, ())), UNKNOWN: str(_("Belum tahu"))}
        several = given if isinstance(given, list) else [given]
        yield question, ", ".join(words.get(one, "–") for one in several)


def _code(text: PackText, name: str) -> str:
    return str(text.body["key"]).removeprefix(f"{name}_")
