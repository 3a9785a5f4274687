"""Why nobody can know whether a duty was kept up: a word that is kept, and its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ruangaman.core.pack_content import said
from ruangaman.core.rules import rule_numbers


class Unknown(models.TextChoices):
    """A reason, in the order in which pages list them."""

    NO_DATA = "no_data", _("Bulan ini tidak tercatat: sistem belum dipakai, atau sedang mati.")
    UNSEEN = (
        "unseen",
        _("Kesiapan hanya dapat dilihat pada bulannya sendiri, dan waktu itu belum dicatat."),
    )
    REVIEWED_SINCE = (
        "reviewed_since",
        _("Hari tinjau dokumennya diubah sesudah bulan ini; yang lama tidak disimpan."),
    )
    CHECKED_SINCE = (
        "checked_since",
        _("Layanan diperiksa lagi sesudah bulan ini; catatan sebelumnya tidak disimpan."),
    )
    NO_SERVICES = "no_services", _("Belum ada layanan rujukan yang dicatat untuk daerah unit ini.")
    NO_RULE = "no_rule", _("Belum ditentukan berapa lama satu pemeriksaan dihitung.")
    UNITS_UNSAID = (
        "units_unsaid",
        _("Ada survei pada masa ini, tetapi tidak dicatat unit mana saja yang ditanya."),
    )


def unknown_said(why: str) -> str:
    """Return the sentence of a reason; that of a month without data for none that is known."""
    known = why if why in Unknown.values else Unknown.NO_DATA
    return str(Unknown(known).label)


def duty_said(body: Mapping[str, Any], name: str) -> str:
    """Return words of a duty in the language of the page, with its numbers filled in."""
    text = str(said(body, name))
    if "{days}" in text:
        days = rule_numbers(body["rule"]).get(body["rule"])
        text = text.replace("{days}", "–" if days is None else str(days))
    for number in ("months", "least"):
        text = text.replace(f"{{{number}}}", str(body[number]))
    return text
