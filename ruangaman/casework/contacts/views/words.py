"""What each page of a contact record shows beside its form; only what it shows is looked up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from ruangaman.casework.contacts import flow
from ruangaman.casework.contacts.labels import CHOICES
from ruangaman.casework.contacts.selectors import CHECKS, other_receivers
from ruangaman.casework.contacts.services.handover import Handed, answers_of
from ruangaman.casework.contacts.views.carried import FIELD, Carried
from ruangaman.core.notes import open_notes
from ruangaman.core.rules import rule_numbers
from ruangaman.directory.entries import Entry, service_entries
from ruangaman.directory.guide import police_notice
from ruangaman.directory.selectors import health_hours, hotlines, services_for
from ruangaman.people.selectors import recovery_key
from ruangaman.reporting.effects import effect_of
from ruangaman.reporting.views.pages import readers_of

Given = Mapping[str, Any]


def page_words(carried: Carried) -> dict[str, Any]:
    """Return the context of the page at which ``carried`` stands."""
    given = carried.given
    context: dict[str, Any] = {
        "part": f"casework/contacts/_{carried.page}.html",
        "unsafe": given.get("aman") == "tidak",
        "child": flow.as_child(given),
        "unsure": given.get("umur") == "tidak_tahu",
        "other": given.get("sendiri") == "lain",
        "paper": given.get("cara") == "kertas",
        "able": carried.able,
        "address": address(),
        "saves": carried.page in ("info", "rujukan"),
        "sends": carried.page == flow.CHECK,
        "ends": carried.page == "tanpa_penerima",
    }
    if carried.page == "penerima":
        context |= {"teams": _effects(carried.receivers), "police": police_notice()}
        context["with_uptd"] = flow.UPTD in carried.receivers
    build = _WORDS.get(carried.page)
    return context | build(given) if build else context


def receiver_choices(codes: list[str]) -> list[tuple[str, str]]:
    """Return who may be chosen, with the name; in the order of ``codes``."""
    names = {team.code: team.name for team in other_receivers()}
    uptd = {flow.UPTD: str(dict(CHOICES["penerima"])[flow.UPTD])}
    return [(code, (uptd | names)[code]) for code in codes if code in uptd | names]


def _effects(codes: list[str]) -> list[dict[str, Any]]:
    """Return what the law makes each of the other teams do once told."""
    return [
        {"name": team.name, "effect": effect_of(team)}
        for team in other_receivers()
        if team.code in codes
    ]


def code_words(carried: Carried, handed: Handed) -> dict[str, Any]:
    """Return the context of the page with the eight words, which is shown once."""
    context: dict[str, Any] = {
        "due_at": handed.sent.due_at,
        "mailbox_address": f"{address()}/pesan",
        "other_language_url": "",
        "changed": handed.sent.state == "changed",
    }
    if handed.shows_code:
        context["words"] = handed.code.words
        context[FIELD] = carried.sealed()
    return context


def address() -> str:
    """Return where she can write by herself, as people say it."""
    return urlsplit(settings.PUBLIC_ADDRESS).netloc


def _services(_given: Given) -> dict[str, Any]:
    services, lines = services_for(), list(hotlines())
    entries = zip(services, service_entries(services, lines), strict=True)
    found: dict[str, list[Entry]] = {}
    for service, entry in entries:
        for need in service.needs:
            found.setdefault(need, []).append(entry)
    kinds = [(words, found[need]) for need, words in CHOICES["rujuk"] if need in found]
    days = rule_numbers(*CHECKS)
    asked = ", ".join(str(days[key]) for key in CHECKS if key in days)
    return {"kinds": kinds, "asked": asked}


def _health(given: Given) -> dict[str, Any]:
    """Return what a doctor may still do; no hours left where she came before it is typed in."""
    health, later = health_hours(str(given.get("kapan", ""))), flow.typed_later(given)
    if later:
        health = replace(health, items=[replace(item, left="") for item in health.items])
    return {"health": health, "typed_later": later}


def _check(given: Given) -> dict[str, Any]:
    answers = answers_of(given)
    chosen = str(given.get("penerima", flow.UPTD))
    return {
        "readers": readers_of(answers),
        "police": police_notice(),
        "recovery": recovery_key(),
        "to_uptd": flow.as_child(given) or chosen == flow.UPTD,
        "teams": _effects([chosen]),
    }


_WORDS: Mapping[str, Callable[[Given], dict[str, Any]]] = {
    "jelaskan": lambda _given: {"police": police_notice(), "notes": open_notes("tujuan")},
    "awal": lambda _given: {"hotlines": hotlines()},
    "anak": lambda _given: {"notes": open_notes("anak")},
    "kesehatan": _health,
    "pilih": lambda _given: {"police": police_notice(), "notes": open_notes("tujuan")},
    "info": lambda _given: {"hotlines": hotlines()},
    "rujukan": _services,
    "tanpa_penerima": lambda _given: {"hotlines": hotlines()},
    "periksa": _check,
}
