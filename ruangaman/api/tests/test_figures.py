"""Figures as programs get them: months with their reasons, releases as signed, SDMX-CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from ruangaman.api.tests.test_keys import ask, made
from ruangaman.lib.signatures import signature_holds
from ruangaman.oversight.models import Agreement, Partner, PartnerReport
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.tests.told import figure, indicator, release
from tests.world import World

pytestmark = pytest.mark.django_db


def rows_of(answer: Any) -> list[dict[str, str]]:
    assert answer.headers["Content-Type"].startswith("application/vnd.sdmx.data+csv; version=2.0.0")
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def test_months_say_what_is_known_and_why_not(world: World) -> None:
    """A month nobody computed, one without a value, the running one; parts that are numbers."""
    _, secret = made(world)
    now = month_of()
    indicator("C1", parts=("pair", "note"))
    figure("C1", month_after(now, -3), 50.0, numerator=21, denominator=42)
    figure("C1", month_after(now, -1), None, why="no_units")
    figure("C1", now, 60.0, detail={"pair": 3, "note": "x", "other": 9})
    found = ask(secret, "indicators/C1").json()
    assert (found["title_id"], found["title_en"]) == ("title id", "title en")
    assert [(one["value"], one["why"]) for one in found["months"]] == [
        (50.0, ""),
        (None, "not_recorded"),
        (None, "no_units"),
        (60.0, ""),
    ]
    assert found["months"][2]["why_id"].startswith("Belum ada unit")
    assert [one["running"] for one in found["months"]] == [False, False, False, True]
    assert found["months"][3]["parts"] == {"pair": 3}
    since = f"{month_after(now, -1):%Y-%m}"
    assert len(ask(secret, f"indicators/C1?since={since}&until={since}").json()["months"]) == 1
    assert ask(secret, "indicators/c1").status_code == 404
    assert ask(secret, "indicators/C1?since=2026-13").status_code == 422
    for path in ("indicators/C1", "sdmx/indicators"):
        turned = ask(secret, f"{path}?since=2026-05&until=2026-04")
        assert turned.status_code == 422
        faults = turned.json()["faults"]
        assert [one["at"] for one in faults] == ["since", "until"]
        assert "must not come after the last month" in faults[0]["message_en"]
    status = [
        (one["OBS_VALUE"], one["OBS_STATUS"]) for one in rows_of(ask(secret, "sdmx/indicators"))
    ]
    assert status == [("50.0", "A"), ("", "O"), ("", "O"), ("60.0", "P"), ("3.0", "P")]


def test_what_exists_in_releases_alone_has_no_month(world: World) -> None:
    """Whatever stands in the table."""
    _, secret = made(world)
    indicator("R1", released=True)
    figure("R1", month_of(), 7.0)
    assert ask(secret, "indicators/R1").json()["months"] == []
    assert rows_of(ask(secret, "sdmx/indicators")) == []


def test_a_release_is_given_as_it_was_signed(world: World) -> None:
    _, secret = made(world)
    cells = [
        {"at": ["female"], "hidden": "protected"},
        {"at": ["male"], "hidden": "protected"},
        {"at": ["*"], "count": 40},
    ]
    one = release(cells)
    found = ask(secret, "releases/2026-S1").json()
    text = json.dumps(found["document"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    proof = (bytes.fromhex(found["signature"]), bytes.fromhex(found["public_key"]))
    assert signature_holds(text.encode(), *proof)
    given = rows_of(ask(secret, "sdmx/releases/2026-S1"))
    assert [(row["SEX"], row["OBS_VALUE"], row["OBS_STATUS"]) for row in given] == [
        ("female", "", "Q"),
        ("male", "", "Q"),
        ("_T", "40", "A"),
    ]
    assert given[0]["STRUCTURE_ID"] == "RUANGAMAN:RELEASES(1.0)"
    assert [row["number"] for row in ask(secret, "releases").json()["items"]] == [1]
    assert ask(secret, "releases/2025-S1").status_code == 404
    one.document = one.document.replace("40", "41")
    one.signature, one.pk = bytes(64), 2
    one.semester = "2025-S2"
    one.save(force_insert=True)
    assert ask(secret, "releases/2025-S2").status_code == 404
    assert len(ask(secret, "releases").json()["items"]) == 1


def test_a_key_reads_the_reports_to_its_own_partner(world: World) -> None:
    key, secret = made(world)
    said = {"starts": "2026-01-01", "ends": "2026-12-31", "parts": []}
    ids = []
    for partner in (key.partner, Partner.objects.create(name="Mitra Dua")):
        agreement = Agreement.objects.create(partner=partner, title=partner.name, **said)
        made_then = {"semester": "2026-S1", "number": 1, "made_on": "2026-08-01"}
        row = PartnerReport.objects.create(agreement=agreement, content={"a": 1}, **made_then)
        ids.append(str(row.pk))
    mine, theirs = ids
    assert [row["id"] for row in ask(secret, "reports").json()["items"]] == [mine]
    assert ask(secret, f"reports/{mine}").json()["content"] == {"a": 1}
    assert ask(secret, f"reports/{theirs}").status_code == 404
