"""The order of the reporter's pages: which question comes after which, by the answers so far.

The pages and their words: ``docs/reporter.md``. What telling someone sets in motion comes
before any question about what happened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from ruangaman.people.models import Team
from ruangaman.people.selectors import ready_kinds, teams_serving
from ruangaman.reporting.answers import Answers

Given = Mapping[str, Any]
Ready = Callable[[], frozenset[str]]
FIRST = "aman"
CHECK = "periksa"
HEALTH_BANDS = frozenset({"kurang_24_jam", "1_3_hari", "3_5_hari"})


def path(given: Given, *, ready: Ready = ready_kinds) -> list[str]:
    """Return the pages of this person's way, in order, as far as the answers tell.

    ``ready`` tells the kinds of teams in which somebody can read.
    """
    pages = [FIRST]
    if given.get("aman") == "tidak":
        pages.append("bantuan")
    pages.append("tujuan")
    if given.get("tujuan") == "info":
        return [*pages, "info"]
    pages.append("tentang")
    return pages + _after_about(given, ready)


def _after_about(given: Given, ready: Ready) -> list[str]:
    answers = Answers(given)
    if answers.is_child:
        return ["anak", "konflik", *_child(answers), CHECK]
    witness = ["saksi"] if answers.about == "lain" else []
    if answers.kind == "pemberitahuan" and given.get("pemberitahuan") != "ya":
        return ["saksi", "teruskan"]
    questions = [*_questions(given, answers), *_reply(answers), *_last(answers)]
    return [*witness, "konflik", *_readers(given, ready), *questions]


def _child(answers: Answers) -> list[str]:
    if "uptd_ppa" in answers.conflicts:
        return ["tanpa_penerima"]
    asking = ["pertanyaan"] if answers.kind == "tanya" else []
    return ["kapan", *_health(answers.given), "butuh", "dewasa", *asking, "balas"]


def _reply(answers: Answers) -> list[str]:
    return ["balas"] if answers.by_phone else []


def _readers(given: Given, ready: Ready) -> list[str]:
    if not readers_offered(given, ready=ready):
        return ["tanpa_penerima"]
    chosen = given.get("izin_fokal", ())
    place = ["di_sini"] if Answers(given).may_say_place and given.get("di_sini") else []
    return [*place, "izin", *[name for name in ("unit_saya", "unit_lain") if name in chosen]]


def _questions(given: Given, answers: Answers) -> list[str]:
    if answers.kind == "tanya":
        return ["pertanyaan"]
    return ["kapan", *_health(given), "butuh"]


def _health(given: Given) -> list[str]:
    return ["kesehatan"] if given.get("kapan") in HEALTH_BANDS else []


def _last(answers: Answers) -> list[str]:
    return ["apa", CHECK] if answers.with_account else [CHECK]


def readers_offered(given: Given, *, ready: Ready = ready_kinds) -> dict[str, list[str]]:
    """Return the choices of page 5 by control; empty when nobody could read.

    A declared conflict takes choices away; so does a team in which nobody can read. A witness
    cannot consent for someone else: her way offers no account.
    """
    answers = Answers(given)
    offered: dict[str, list[str]] = {}
    able = ready()
    if answers.place:
        serving = [one for one in teams_serving(answers.place) if answers.may_choose(one)]
        if serving:
            offered["izin_tim"] = [one.code for one in serving]
    if "uptd_ppa" not in answers.conflicts and "uptd_ppa" in able:
        with_account = answers.kind == "lapor"
        offered["izin"] = ["uptd_kebutuhan", *(["uptd_cerita"] if with_account else [])]
    if "fokal_point" not in answers.conflicts and "focal_point" in able:
        offered["izin_fokal"] = ["unit_lain", "unit_saya"]
    if "izin" in offered and offered.keys() & {"izin_tim", "izin_fokal"}:
        offered["izin"].append("tidak")
    return offered


def on_the_way(given: Given) -> dict[str, Any]:
    """Return the answers whose pages are still on the way; a changed mind takes the others away."""
    pages = set(path(given))
    return {name: value for name, value in given.items() if page_of(name) in pages}


def without_teams(given: Given, teams: Collection[Team]) -> dict[str, Any]:
    """Return the answers without the choice of these teams; everything else stays."""
    units = {team.unit_code for team in teams if team.kind == Team.Kind.FOCAL_POINT}
    codes = {team.code for team in teams}
    gone = {name for name in ("unit_saya", "unit_lain") if given.get(name) in units}
    kept = {name: value for name, value in given.items() if name not in gone}
    if "izin_tim" in kept:
        kept["izin_tim"] = [code for code in kept["izin_tim"] if code not in codes]
    chosen = [name for name in given.get("izin_fokal", ()) if name not in gone]
    return {**kept, "izin_fokal": chosen}


def page_of(name: str) -> str:
    """Return the page on which a control stands."""
    return _PAGE_OF.get(name, name)


def after(page: str, given: Given) -> str:
    """Return the page after ``page``."""
    pages = path(given)
    return pages[min(pages.index(page) + 1, len(pages) - 1)] if page in pages else FIRST


def before(page: str, given: Given) -> str:
    """Return the page before ``page``; the first page has none before it."""
    pages = path(given)
    return pages[max(pages.index(page) - 1, 0)] if page in pages else FIRST


def missing(given: Given) -> str | None:
    """Return the first page whose necessary answer is missing, or None: nothing is skipped.

    Who can read is not asked here: sealing finds out for itself.
    """
    pages = path(given, ready=_everybody)
    needed = {
        "tujuan": bool(given.get("tujuan")),
        "tentang": bool(given.get("tentang")),
        "izin": any(given.get(name) for name in ("izin", "izin_tim", "izin_fokal")),
        "unit_saya": bool(given.get("unit_saya")),
        "unit_lain": bool(given.get("unit_lain")),
        "pertanyaan": bool(given.get("pertanyaan")),
    }
    return next((page for page in pages if not needed.get(page, True)), None)


def progress(page: str, given: Given) -> tuple[int, int] | None:
    """Return which question of how many this is; None for pages that ask nothing."""
    asked = [p for p in path(given) if p not in _SILENT]
    return (asked.index(page) + 1, len(asked)) if page in asked else None


def _everybody() -> frozenset[str]:
    return frozenset({"uptd_ppa", "focal_point"})


_PAGE_OF = {
    "tahu": "saksi",
    "pemberitahuan": "saksi",
    "izin_tim": "izin",
    "tim_baca": "izin",
    "izin_fokal": "izin",
    "cadangan": "izin",
    "di_mana": "apa",
    "posisi": "apa",
    "cerita": "apa",
    "nomor": "balas",
    "jam": "balas",
}
_SILENT = frozenset({"bantuan", "info", "anak", "kesehatan", "teruskan", "tanpa_penerima", CHECK})
