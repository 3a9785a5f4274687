"""A decree as a document: every line of it, in the official order, as plain text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import override

from ruangaman.core.texts import pack_texts
from ruangaman.network.models import Appointment, Decree, Placement
from ruangaman.network.private import private_open
from ruangaman.network.selectors.decrees import appointments_of, unit_names
from ruangaman.network.selectors.placements import places_of
from ruangaman.network.selectors.ranks import rank_words

UNVERIFIED = "[belum diverifikasi]"
_BLANK = "…………"
_ORDINALS = (
    "KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN",
    "KESEMBILAN", "KESEPULUH", "KESEBELAS", "KEDUA BELAS", "KETIGA BELAS", "KEEMPAT BELAS",
    "KELIMA BELAS", "KEENAM BELAS",
)  # fmt: skip
_RANKS = {
    "uud": "Undang-Undang Dasar",
    "uu": "Undang-Undang",
    "pp": "Peraturan Pemerintah",
    "perpres": "Peraturan Presiden",
    "permen": "Peraturan Menteri",
    "perda": "Peraturan Daerah",
    "pergub": "Peraturan Gubernur",
}
_WORDS = {
    "decree": "KEPUTUSAN",
    "number": "NOMOR",
    "year": "TAHUN",
    "about": "TENTANG",
    "considering": "Menimbang",
    "recalling": "Mengingat",
    "noting": "Memperhatikan",
    "decides": "MEMUTUSKAN:",
    "settling": "Menetapkan",
    "settled_at": "Ditetapkan di",
    "on_day": "pada tanggal",
    "copies": "Tembusan:",
    "attachment": "LAMPIRAN",
    "day": "TANGGAL",
    "table": "DAFTAR FOKAL POINT",
    "columns": ["No.", "Nama dan NIP", "Pangkat/golongan", "Jabatan", "Peran"],
}
"""The words of an official decree are Indonesian in every language of the pages."""

_DRAFT = "DRAF: belum ditandatangani, bukan keputusan"
_PUBLISHED = {"uu", "pp", "perpres"}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ROLES = {
    Appointment.Role.PRIMARY: "Fokal point utama",
    Appointment.Role.ALTERNATE: "Fokal point pengganti",
    Appointment.Role.EXTRA: "Fokal point tambahan",
}


def decree_paper(decree: Decree) -> dict[str, Any]:
    """Return what the templates of a decree show, in Indonesian, whatever language is spoken now.

    Without a loaded pack only the frame is there. A law that nobody has verified says so.
    """
    with override("id"):
        return _paper(decree)


def default_title(unit: str) -> str:
    """Return the title that the pack proposes for a decree of a unit."""
    return _filled(_form().get("title", ""), {"unit": unit})[:300]


def default_place() -> str:
    """Return where decrees are signed."""
    return str(_form().get("place", ""))


def nip_words(digits: str) -> str:
    """Return a number as it is printed, in groups of 8, 6, 1 and 3."""
    if len(digits) != 18:
        return digits
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def _paper(decree: Decree) -> dict[str, Any]:
    form, texts = _form(), [one.body for one in pack_texts("decree_texts")]
    unit = unit_names([decree.unit_code]).get(decree.unit_code, decree.unit_code)
    values = _values(decree, unit, str(form.get("budget", "")))
    people = [_line(one) for one in _ranked(appointments_of([decree]))]
    return {
        "draft": decree.state in (Decree.State.DRAFT, Decree.State.SUBMITTED),
        "draft_words": _DRAFT,
        "words": _WORDS,
        "letterhead": _letterhead(decree, form, unit),
        "official": decree.official_title.upper() or _BLANK,
        "number": decree.number or _BLANK,
        "year": str(decree.year or _BLANK),
        "title": decree.title,
        "considerations": _lettered(_texts(texts, "consideration", values)),
        "laws": laws(),
        "noted": [line.strip() for line in decree.noted.splitlines() if line.strip()],
        "decisions": _numbered(_rulings(decree, texts, values)),
        "place": decree.signed_at or str(form.get("place", "")) or _BLANK,
        "day": _day(decree.signed_on),
        "name": decree.official_name or _BLANK,
        "nip": _signer_nip(decree),
        "copies": _texts(texts, "copy", values),
        "people": people,
    }


def laws() -> list[dict[str, str]]:
    """Return the laws under "Mengingat" by rank, then year; "" or the mark of a doubtful one.

    The founding law, which has no number here, comes first of its rank as a line to fill in.
    """
    order = list(_RANKS)
    bodies = [one.body for one in pack_texts("legal_basis")]
    bodies.sort(key=lambda law: (order.index(law["rank"]), law.get("year") or 0))
    return [
        {"text": _law(one), "mark": "" if one.get("verified_on") else UNVERIFIED} for one in bodies
    ]


def _law(law: Mapping[str, Any]) -> str:
    name = _RANKS[law["rank"]]
    number, year = law.get("number") or _BLANK, law.get("year") or _BLANK
    text = f"{name} Nomor {number} Tahun {year} tentang {law['title']}"
    gazette = law.get("gazette")
    if not gazette and law["rank"] in _PUBLISHED:
        gazette = f"Lembaran Negara Republik Indonesia Tahun {year} Nomor {_BLANK}"
    return f"{text} ({gazette})" if gazette else text


def _values(decree: Decree, unit: str, budget: str) -> dict[str, str]:
    before = decree.amends
    return {
        "unit": unit,
        "title": decree.title,
        "starts": _day(decree.starts),
        "ends": _day(decree.ends),
        "budget": decree.budget or _filled(budget, {"unit": unit}),
        "official": decree.official_title,
        "old_number": (before.number if before else "") or _BLANK,
        "old_day": _day(before.signed_on if before else None),
    }


def _rulings(decree: Decree, texts: list[dict[str, Any]], values: dict[str, str]) -> list[str]:
    replaces = _texts(texts, "replaces", values) if decree.amends_id else []
    return [*_texts(texts, "decision", values), *replaces, *_texts(texts, "effect", values)]


def _letterhead(decree: Decree, form: Mapping[str, Any], unit: str) -> list[str]:
    """The governor's decrees stand under the governor's name, a head's under the unit."""
    if decree.authority == Decree.Authority.GOVERNOR:
        return [decree.official_title.upper() or "GUBERNUR"]
    return [str(form.get("letterhead", "")), unit.upper()]


def _signer_nip(decree: Decree) -> str:
    """A governor signs without a number; of an official it stands below the name."""
    if decree.authority == Decree.Authority.GOVERNOR:
        return ""
    return (
        nip_words(private_open(decree.official_nip, owner=decree.pk, field="official_nip"))
        or _BLANK
    )


def _line(one: Appointment) -> dict[str, str]:
    person = one.person
    place = _place(one) if not one.position else None
    role = _ROLES[Appointment.Role(one.role)]
    extra = ", ".join(part for part in (one.site, one.shift) if part)
    return {
        "name": person.name,
        "nip": nip_words(private_open(person.nip, owner=person.pk, field="nip")) or "-",
        "rank": getattr(person, "rank_words", "") or "-",
        "position": one.position or (place.position if place else "") or "-",
        "role": f"{role} ({extra})" if extra else role,
    }


def _place(one: Appointment) -> Placement | None:
    """Return where somebody serves when the decree begins."""
    today = timezone.localdate()
    return places_of([one.person_id], max(one.decree.starts or today, today)).get(one.person_id)


def _ranked(people: Iterable[Appointment]) -> list[Appointment]:
    """Give each person the words of her rank, from the pack's list."""
    found = list(people)
    words = rank_words()
    for one in found:
        known = words.get(one.person.rank, one.person.rank.upper())
        one.person.rank_words = known  # type: ignore[attr-defined]
    return found


def _texts(texts: list[dict[str, Any]], part: str, values: Mapping[str, str]) -> list[str]:
    return [_filled(one["text"], values) for one in texts if one["part"] == part]


def _filled(text: str, values: Mapping[str, str]) -> str:
    """Put values into their places, each once: what a value holds is never a placeholder."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]) or _BLANK, text)


def _lettered(texts: list[str]) -> list[dict[str, str]]:
    return [
        {"letter": f"{chr(97 + place)}.", "text": f"{text};"} for place, text in enumerate(texts)
    ]


def _numbered(texts: list[str]) -> list[dict[str, str]]:
    return [{"word": word, "text": text} for word, text in zip(_ORDINALS, texts, strict=False)]


def _day(day: dt.date | None) -> str:
    return format_date(day, "j F Y") if day else _BLANK


def _form() -> Mapping[str, Any]:
    return next((one.body for one in pack_texts("decree")), {})
