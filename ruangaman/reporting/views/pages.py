"""What each page of ``/lapor/`` needs beside its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ruangaman.core.notes import open_notes
from ruangaman.core.rules import RuleMissing, rule, verified
from ruangaman.directory.guide import police_notice
from ruangaman.directory.selectors import group_said, health_hours, hotlines
from ruangaman.lib.boxes import PARTS
from ruangaman.network.selectors import unit_by_code
from ruangaman.network.selectors.ready import ready_team_ids, ready_units, units_named
from ruangaman.people.models import Team
from ruangaman.people.selectors import recipient_count, recovery_key, teams_serving
from ruangaman.people.selectors.signed_teams import (
    team_named,
    teams_named,
    unit_name,
)
from ruangaman.reporting import flow
from ruangaman.reporting.answers import Answers, refused_units
from ruangaman.reporting.effects import effect_of
from ruangaman.reporting.labels import PART_NAMES, QUESTIONS, label
from ruangaman.reporting.reader_forms import UNANSWERED

Given = Mapping[str, Any]
_CHECKED = (
    "tujuan",
    "tentang",
    "tahu",
    "konflik",
    "di_sini",
    "izin_tim",
    "tim_baca",
    "izin",
    "izin_fokal",
    "kapan",
    "butuh",
    "dewasa",
    "apa",
    "di_mana",
    "posisi",
    "cerita",
    "pertanyaan",
    "balas",
    "nomor",
    "jam",
)
_NOTED = frozenset({"tujuan", "izin", "anak"})
UNITS_SHOWN = 10


def form_options(page: str, given: Given, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the page's form is built with, beside the answers."""
    if page == "izin":
        offered = flow.readers_offered(given)
        teams = {one.code: one.name for one in _serving(Answers(given), offered)}
        return {"offered": offered, "teams": teams, "recovery": recovery_key() is not None}
    if page in ("unit_saya", "unit_lain"):
        return {"units": _units(page, given, str(data.get("cari", "")))}
    return {}


def page_context(page: str, given: Given) -> dict[str, Any]:
    """Return the context of a page; only what that page shows is looked up."""
    context: dict[str, Any] = {
        "progress": flow.progress(page, given),
        "has_back": page != flow.FIRST,
        "answers": Answers(given),
        "given": given,
        "notes": open_notes(page) if page in _NOTED else [],
    }
    build = _CONTEXTS.get(page)
    return context | build(given) if build else context


def _reader_context(given: Given) -> dict[str, Any]:
    team, answers = _uptd(), Answers(given)
    return {
        "group": group_said(answers.place) if answers.place else None,
        "serving": [
            {"name": one.name, "count": recipient_count(one.pk), "effect": effect_of(one)}
            for one in _serving(answers, flow.readers_offered(given))
        ],
        "uptd": team,
        "uptd_count": recipient_count(team.id) if team else 0,
        "recovery": recovery_key(),
        "police": _rule("police_notice"),
        "police_days": _police_days(),
    }


def _serving(answers: Answers, offered: Mapping[str, list[str]]) -> list[Team]:
    codes = offered.get("izin_tim", ())
    return [one for one in teams_serving(answers.place) if one.code in codes] if codes else []


def _check_context(given: Given) -> dict[str, Any]:
    answers = Answers(given)
    rows = [
        {
            "page": flow.page_of(name),
            "question": QUESTIONS[name],
            "answer": _answer_words(name, given),
        }
        for name in _CHECKED
        if _is_said(name, given)
    ]
    return {
        "rows": rows,
        "readers": readers_of(answers),
        "police": _police_for(answers),
        "police_days": _police_days(),
        "recovery": recovery_key(),
    }


def readers_of(answers: Answers) -> list[dict[str, Any]]:
    """Return who will read which parts, in words."""
    grants = answers.grants()
    teams = Team.objects.filter(pk__in=[grant.team for grant in grants if grant.team])
    names = {team.pk: team for team in teams_named(teams)}
    return [
        {
            "team": names[grant.team].name,
            "count": recipient_count(grant.team),
            "parts": [PART_NAMES[part] for part in PARTS if part in grant.parts],
            "closed": [PART_NAMES[part] for part in PARTS if part not in grant.parts],
        }
        for grant in grants
        if grant.team and grant.team in names
    ]


def summary_text(given: Given) -> str:
    """Return the answers as a message, one question and answer a line.

    Messages are read by everyone she chose, so what only some may read is left out: the account
    and the phone number.
    """
    lines = [
        f"{QUESTIONS[name]} {_answer_words(name, given)}"
        for name in _CHECKED
        if _is_said(name, given) and flow.page_of(name) not in ("apa", "balas")
    ]
    return "\n".join(lines)


def _is_said(name: str, given: Given) -> bool:
    return bool(given.get(name)) and given[name] != UNANSWERED


def _answer_words(name: str, given: Given) -> str:
    if name == "izin_tim":
        teams = teams_named(Team.objects.filter(code__in=given[name]).order_by("name"))
        return ", ".join(team.name for team in teams)
    if name != "izin_fokal":
        return label(name, given[name])
    units = [(kind, unit_by_code(str(given.get(kind, "")))) for kind in given[name]]
    return "; ".join(
        f"{label(name, kind)}: {unit_name(unit.code, unit.name)}" if unit else label(name, kind)
        for kind, unit in units
    )


def _police_days() -> int | None:
    told = police_notice()
    return told.days if told else None


def _police_for(answers: Answers) -> Any:
    told = any(grant.team == getattr(_uptd(), "id", None) for grant in answers.grants())
    return _rule("police_notice") if told and answers.kind == "lapor" else None


def _units(page: str, given: Given, text: str) -> list[tuple[str, str]]:
    """Offer units with a ready focal point: those found, or the first few."""
    other = given.get("unit_saya") if page == "unit_lain" else None
    refused = refused_units(Answers(given).conflicts) | {other}
    ready = ready_units(UNITS_SHOWN, text=text, without=refused)
    chosen = given.get(page)
    if chosen and chosen not in [unit.code for unit in ready]:
        kept = unit_by_code(str(chosen))
        ready += units_named([kept]) if kept and kept.team_id in ready_team_ids() else []
    return [(unit.code, unit.name) for unit in ready]


def _uptd() -> Team | None:
    return team_named(Team.objects.filter(kind=Team.Kind.UPTD_PPA, active=True).first())


def _rule(key: str) -> dict[str, Any] | None:
    try:
        value = rule(key)
    except RuleMissing:
        return None
    return {"source": value.source, "verified": verified(value)}


_CONTEXTS: Mapping[str, Any] = {
    "izin": _reader_context,
    "anak": _reader_context,
    "periksa": _check_context,
    "bantuan": lambda _given: {"hotlines": hotlines()},
    "tanpa_penerima": lambda _given: {"hotlines": hotlines()},
    "teruskan": lambda _given: {"hotlines": hotlines()},
    "kesehatan": lambda given: {"health": health_hours(str(given.get("kapan", "")))},
}
