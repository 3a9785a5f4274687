"""The answers of one report: what is sealed where, and for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from ruangaman.core.rules import rule_numbers
from ruangaman.core.statements import rows_asked
from ruangaman.people.models import Team
from ruangaman.people.selectors import SERVING
from ruangaman.reporting.grants import Grant
from ruangaman.reporting.work import PLACES

UNSURE = frozenset({"saya_ragu", "ragu_lain"})
"""Nobody knows the age: treated as a child, and no age is stated. Only a worker sends these."""

CHILD = frozenset({"saya_anak", "anak_lain"}) | UNSURE
OTHER_PERSON = frozenset({"lain", "anak_lain", "ragu_lain"})
SOON = frozenset({"kurang_24_jam", "1_3_hari"})
ACCOUNT_FIELDS = ("apa", "di_mana", "posisi", "cerita")
NEED_FIELDS = ("aman", "tentang", "tahu", "kapan", "butuh", "dewasa", "balas", "lewat")
ANSWER_WRITTEN, ANSWER_SOON = "acknowledge_written", "acknowledge_hotline"
UPTD_CHOICES = frozenset({"uptd_kebutuhan", "uptd_cerita"})
_FALLBACK_HOURS = 24
"""Without a pack: one day."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers by the name of their control (``reporter-flow``), each checked by its form."""

    given: Mapping[str, Any]

    @property
    def kind(self) -> str:
        """``tanya`` (a consultation), ``lapor``, or ``pemberitahuan`` (a witness' alert)."""
        if self.about == "lain" and self.given.get("tujuan") == "lapor":
            return "pemberitahuan"
        return str(self.given.get("tujuan", "lapor"))

    @property
    def about(self) -> str:
        """Whom it is about."""
        return str(self.given.get("tentang", ""))

    @property
    def is_child(self) -> bool:
        """Whether a person under 18 is concerned."""
        return self.about in CHILD

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The organisations the person concerned belongs to, by the conflict question."""
        return tuple(c for c in self.given.get("konflik", ()) if c != "tidak")

    @property
    def may_say_place(self) -> bool:
        """Whether it is asked what she is here: only of an adult who writes about herself."""
        return self.about == "saya"

    @property
    def place(self) -> str:
        """What she is here (``work.PLACES``), if she said so before she chose a receiver."""
        said = str(self.given.get("di_sini", "")) if self.may_say_place else ""
        return said if said in dict(PLACES) else ""

    @property
    def chosen_teams(self) -> list[str]:
        """The codes of the teams for her group, or of one that a worker named to her."""
        asked = self.place or self.given.get("lewat")
        return list(self.given.get("izin_tim", ())) if asked else []

    def may_choose(self, team: Team) -> bool:
        """Whether a team serves her group and no declared conflict takes it away.

        Together with a worker, who reads aloud what the team must do, any receiving team.
        """
        serves = self.place in team.serves or bool(self.given.get("lewat"))
        return serves and team.organisation not in self.conflicts

    @property
    def with_account(self) -> bool:
        """Whether the question about what happened is asked (page 9)."""
        tells = self.kind == "lapor" and not self.is_child
        return tells and (self._tells_uptd or self._tells_team)

    @property
    def _tells_uptd(self) -> bool:
        return self.given.get("izin") == "uptd_cerita" and "uptd_ppa" not in self.conflicts

    @property
    def _tells_team(self) -> bool:
        return bool(self.chosen_teams) and self.given.get("tim_baca") == "tim_cerita"

    @property
    def with_contact(self) -> bool:
        """Whether a safe number was given."""
        return (
            self.by_phone and self.given.get("balas") == "telepon" and bool(self.given.get("nomor"))
        )

    @property
    def by_phone(self) -> bool:
        """Whether anybody chosen may read a phone number: never a focal point."""
        uptd = self.is_child or self.given.get("izin") in UPTD_CHOICES
        return bool(self.chosen_teams) or (uptd and "uptd_ppa" not in self.conflicts)

    @property
    def refuses_recovery(self) -> bool:
        """Whether the recovery key must not help with this report."""
        return "tolak" in self.given.get("cadangan", ())

    def grants(self) -> list[Grant]:
        """Return the consents these answers give. A declared conflict takes a team away."""
        parts = self._uptd_parts()
        grants = [
            Grant(parts, team=team)
            for team, organisation in rows_asked(_uptd)
            if parts and organisation not in self.conflicts
        ]
        grants += [Grant(self._parts(self._tells_team), team=one.pk) for one in self._serving()]
        if "fokal_point" not in self.conflicts:
            grants += [Grant(frozenset({"needs", "messages"}), team=t) for t in self._focal_teams()]
        return grants

    def _uptd_parts(self) -> frozenset[str]:
        if not self.is_child and self.given.get("izin") not in UPTD_CHOICES:
            return frozenset()
        return self._parts(self._tells_uptd)

    def _serving(self) -> list[Team]:
        if not self.chosen_teams:
            return []
        found = Team.objects.filter(code__in=self.chosen_teams, kind__in=SERVING, active=True)
        return [one for one in found.order_by("pk") if self.may_choose(one)]

    def _parts(self, told: bool) -> frozenset[str]:
        parts = {"needs", "messages"}
        if told and self.with_account:
            parts.add("account")
        if self.with_contact:
            parts.add("identity")
        return frozenset(parts)

    def _focal_teams(self) -> list[Any]:
        if self.is_child:
            return []
        chosen = self.given.get("izin_fokal", ())
        units = [str(self.given[name]) for name in chosen if self.given.get(name)]
        refused = refused_units(self.conflicts) if units else set()
        codes = [f"fp-{unit}" for unit in units if unit not in refused]
        if not codes:
            return []
        teams = Team.objects.filter(code__in=codes, kind=Team.Kind.FOCAL_POINT, active=True)
        return list(teams.values_list("id", flat=True))

    def due(self, now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
        """Return when an answer is due, and the due moment whose day stands in the open.

        Due by the rule for written messages; by the faster one for a child, danger now, or an
        event within 72 hours. In the open stands the faster one for everybody: a later day for
        some would tell from the open columns whose need is urgent.
        """
        soon = self.is_child or self.given.get("aman") == "tidak" or self.given.get("kapan") in SOON
        hours = rule_numbers(ANSWER_SOON, ANSWER_WRITTEN)
        soonest = now + dt.timedelta(hours=hours.get(ANSWER_SOON, _FALLBACK_HOURS))
        written = now + dt.timedelta(hours=hours.get(ANSWER_WRITTEN, _FALLBACK_HOURS))
        return (soonest if soon else written), soonest

    def bodies(self, now: dt.datetime, due_at: dt.datetime) -> dict[str, dict[str, Any]]:
        """Return what is written first into each part; one with nothing to say is still there."""
        at = {"at": now.isoformat(timespec="minutes")}
        needs = {name: self.given[name] for name in NEED_FIELDS if self.given.get(name)}
        if self.place:
            needs["di_sini"] = self.place
        account = {name: self.given[name] for name in ACCOUNT_FIELDS if self.given.get(name)}
        identity = {n: self.given[n] for n in ("nomor", "jam") if self.given.get(n)}
        question = self.given.get("pertanyaan")
        return {
            "needs": {
                "kind": "needs",
                **at,
                "purpose": self.kind,
                "answers": needs,
                "conflicts": list(self.conflicts),
                "due_at": due_at.isoformat(timespec="minutes"),
            },
            "account": {"kind": "account", **at, "answers": account if self.with_account else {}},
            "identity": {
                "kind": "identity",
                **at,
                "answers": identity if self.with_contact else {},
            },
            "messages": {"kind": "question" if question else "start", **at, "text": question or ""},
        }

    def to_json(self) -> dict[str, Any]:
        """Return the answers for the digest and the carried state."""
        return dict(self.given)


def _uptd() -> QuerySet[Team, tuple[Any, ...]]:
    found = Team.objects.filter(kind=Team.Kind.UPTD_PPA, active=True)
    return found.order_by("pk").values_list("id", "organisation")[:1]


def refused_units(conflicts: Collection[str]) -> set[str]:
    """Return the units to which the teams of declared conflicts belong: nobody there may read."""
    teams = Team.objects.filter(organisation__in=conflicts).exclude(kind=Team.Kind.FOCAL_POINT)
    return set(teams.exclude(unit_code="").values_list("unit_code", flat=True))
