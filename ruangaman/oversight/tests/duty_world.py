"""Units that keep up their duties, or do not, for the tests of duties and strips."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.core.models import RuleValue
from ruangaman.directory.models import Service, ServiceChange
from ruangaman.lib.pack.faults import FaultList
from ruangaman.lib.pack.oversight import read_oversight
from ruangaman.lib.tests.pack_copy import NTT
from ruangaman.oversight.services.content import oversight_contents_write
from ruangaman.policy.models import Document
from ruangaman.surveys.models import Briefing, Stratum, Survey

HEALTH, SOCIAL, GENERAL = "dinas-kesehatan", "dinas-sosial", "biro-umum"
_numbers = itertools.count(1)


def content_load() -> None:
    """Load what the pack says about oversight, and for how long a check of a service counts."""
    oversight_contents_write(oversight=read_oversight(NTT, FaultList()))
    rule = {"label_id": "a", "label_en": "a", "unit": "days", "clock": "calendar", "source": "uji"}
    RuleValue.objects.create(
        key="directory_fresh", value=90, mark="D", valid_from=dt.date(2026, 1, 1), **rule
    )


def on(monkeypatch: pytest.MonkeyPatch, day: str) -> dt.date:
    """Let it be noon UTC of a day, or the moment that is said."""
    moment = dt.datetime.fromisoformat(day if "T" in day else f"{day}T04:00:00")
    monkeypatch.setattr(timezone, "now", lambda: moment.replace(tzinfo=dt.UTC))
    return timezone.localdate()


def briefing(unit: str, day: str, **more: Any) -> Briefing:
    """Note a briefing."""
    once = next(_numbers).to_bytes(32, "big")
    values = {"kind": Briefing.Kind.BRIEFING, "reached": 12, "day": dt.date.fromisoformat(day)}
    return Briefing.objects.create(unit_code=unit, once=once, **values | more)


def document(unit: str, kind: str, since: str, **more: Any) -> Document:
    """Put a document into force."""
    values = {
        "state": Document.State.IN_FORCE,
        "title": kind,
        "in_force_from": dt.date.fromisoformat(since),
        "review_on": dt.date(2028, 1, 1),
    }
    return Document.objects.create(unit_code=unit, kind=kind, **values | more)


def service(code: str, *regions: str, checked: str = "", **more: Any) -> Service:
    """Record a service, and the last day on which somebody found it right."""
    day = dt.date.fromisoformat(checked) if checked else None
    return Service.objects.create(
        code=code, position=next(_numbers), name=code, level="prov", regions=list(regions),
        what_id="a", what_en="a", verified_on=day, verified_by="UPTD PPA" if day else "", **more
    )  # fmt: skip


def service_change(to: Service, kind: str, day: str) -> None:
    """Put a change of a service on record, at noon."""
    at = dt.datetime.fromisoformat(f"{day}T04:00:00+00:00")
    ServiceChange.objects.create(service=to, kind=kind, at=at)


def survey(first: str, last: str, *parts: list[str], state: str = "closed") -> Survey:
    """Run a survey of strata with these units."""
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    made = Survey.objects.create(
        title="Suasana kerja", state=state, opened_on=begin, opens_on=begin, closes_on=end,
        closed_on=end if state == "closed" else None,
    )  # fmt: skip
    for position, codes in enumerate(parts, start=1):
        Stratum.objects.create(
            survey=made, position=position, name=str(position), unit_codes=codes, staff=400
        )
    return made
