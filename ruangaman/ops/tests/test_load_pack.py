"""``load-pack``: everything or nothing, once, with the history of what changed."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from ruangaman.core.models import AuditEvent, PackLoad, PackText, Region, RuleValue
from ruangaman.core.rules import rule
from ruangaman.directory.models import Hotline, Service
from ruangaman.network.models import Unit
from ruangaman.network.selectors import unit, units_in_force
from ruangaman.ops.packs import PackRefused, pack_load
from ruangaman.people.models import Team

TABLES = (Hotline, PackText, Region, RuleValue, Service, Team, Unit)
DAY = timedelta(days=1)


def everything() -> dict[str, list[dict[str, object]]]:
    """Every row of reference data, with its keys."""
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in TABLES}


def test_the_pack_of_ntt_is_all_there(load) -> None:
    load()
    counts = {table.__name__: table.objects.count() for table in (Unit, Region, Hotline)}
    assert counts == {"Unit": 42, "Region": 22, "Hotline": 4}
    assert Team.objects.filter(kind=Team.Kind.FOCAL_POINT).count() == 42
    assert rule("police_notice").value == 72
    desk = Team.objects.get(code="uptd-ppa")
    assert desk.effect_rules == ["police_notice"]
    assert (desk.organisation, desk.unit_code) == ("uptd_ppa", "dinas-p3ap2kb")
    assert unit("dinas-p3ap2kb").team.code == "fp-dinas-p3ap2kb"


def test_the_second_time_nothing_changes(load) -> None:
    load()
    before, events = everything(), AuditEvent.objects.count()
    assert not load().changed
    assert everything() == before
    assert AuditEvent.objects.count() == events == 1


def test_a_load_is_on_record(load, pack) -> None:
    load()
    pack.replace("hotlines.csv", "Ambulans, gawat darurat kesehatan", "Ambulans")
    load()
    event = AuditEvent.objects.get(sequence=2)
    assert (event.action, event.actor) == ("pack_load", None)
    assert event.detail["changed"] == {"hotlines": {"ambulans-119": ["label_id"]}}
    assert event.detail["digest"] == PackLoad.objects.get(name="ntt").digest


def test_a_corrected_value_keeps_the_wrong_one(load, pack, today) -> None:
    load()
    pack.replace("rules.csv", "a written message,48,", "a written message,36,")
    assert load().changes["rules"].changed == {"acknowledge_written": ["value"]}
    old, new = RuleValue.objects.filter(key="acknowledge_written").order_by("pk")
    assert (old.value, old.valid_to) == (48, today - DAY)
    assert (new.value, new.valid_from, new.valid_to) == (36, old.valid_from, None)
    assert rule("acknowledge_written").value == 36
    assert not load().changed


def test_a_value_of_a_later_day_waits_for_that_day(load, pack, today) -> None:
    load()
    begins = today + timedelta(days=40)
    line = pack.line_of("rules.csv", "acknowledge_written,")
    row = (pack.path / "rules.csv").read_text("utf-8").splitlines()[line - 1]
    pack.append("rules.csv", row.replace(",48,", ",24,").replace("2026-01-01", f"{begins}") + "\n")
    load()
    old, new = RuleValue.objects.filter(key="acknowledge_written").order_by("pk")
    assert (old.value, old.valid_to) == (48, begins - DAY)
    assert (new.value, new.valid_from) == (24, begins)
    assert rule("acknowledge_written").value == 48
    assert not load().changed


def test_a_withdrawn_later_value_never_holds(load, pack, today) -> None:
    begins = today + timedelta(days=40)
    text = (pack.path / "rules.csv").read_text("utf-8")
    line = pack.line_of("rules.csv", "acknowledge_written,")
    row = text.splitlines()[line - 1]
    pack.append("rules.csv", row.replace(",48,", ",24,").replace("2026-01-01", f"{begins}") + "\n")
    load()
    (pack.path / "rules.csv").write_text(text, encoding="utf-8")
    load()
    kept, withdrawn = RuleValue.objects.filter(key="acknowledge_written").order_by("pk")
    assert (kept.value, kept.valid_to) == (48, None)
    assert withdrawn.valid_to < withdrawn.valid_from
    assert not load().changed


def test_a_value_that_goes_back_is_recorded_again(load, pack) -> None:
    load()
    there, back = "a written message,48,", "a written message,36,"
    for old, new in ((there, back), (back, there)):
        pack.replace("rules.csv", old, new)
        load()
    values = RuleValue.objects.filter(key="acknowledge_written").order_by("pk")
    assert [row.value for row in values] == [48, 36, 48]
    assert [row.valid_to is None for row in values] == [False, False, True]


def test_a_confirmed_value_is_the_same_value(load, pack) -> None:
    load()
    pack.replace(
        "rules.csv",
        "Rancangan tindak lanjut,D,,",
        "Rancangan tindak lanjut,D,Biro Hukum,2026-11-02",
    )
    changed = load().changes["rules"].changed
    assert list(changed.values()) == [["verified_by", "verified_on"]]
    row = RuleValue.objects.get(key=next(iter(changed)))
    assert (row.verified_by, row.verified_on) == ("Biro Hukum", date(2026, 11, 2))


def test_a_renamed_unit_keeps_its_former_name_and_its_team(load, pack, today) -> None:
    load()
    team = unit("dinas-peternakan").team
    pack.replace("units.csv", "Dinas Peternakan,", "Dinas Peternakan dan Kesehatan Hewan,")
    assert load().changes["units"].changed == {"dinas-peternakan": ["name"]}
    old, new = Unit.objects.filter(code="dinas-peternakan").order_by("pk")
    assert (old.name, old.valid_to) == ("Dinas Peternakan", today - DAY)
    assert (new.name, new.valid_to) == ("Dinas Peternakan dan Kesehatan Hewan", None)
    assert new.team == team
    assert team.name == "Fokal point Dinas Peternakan"
    assert Team.objects.get(pk=team.pk).name == "Fokal point Dinas Peternakan dan Kesehatan Hewan"
    assert units_in_force().count() == 42
    assert not load().changed


def test_what_left_the_pack_is_not_shown_and_not_lost(load, pack, today) -> None:
    load()
    for file, code in (("units.csv", "biro-umum,"), ("services.csv", "uptd-ppa-manggarai,")):
        path = pack.path / file
        lines = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith(code)), "utf-8")
    pack.replace("pack.toml", "units = 42", "units = 41")
    changes = load().changes
    assert changes["units"].retired == ["biro-umum"]
    assert changes["services"].retired == ["uptd-ppa-manggarai"]
    assert Unit.objects.get(code="biro-umum").valid_to == today - DAY
    assert not Team.objects.get(code="fp-biro-umum").active
    assert not Service.objects.get(code="uptd-ppa-manggarai").active
    assert not load().changed


def test_a_broken_pack_writes_nothing_and_names_every_fault(db, pack, capsys) -> None:
    pack.replace("units.csv", "biro-hukum,biro,", "biro-hukum,kantor,")
    pack.replace("hotlines.csv", "phone,110,110", "phone,110,11o")
    with pytest.raises(CommandError) as refusal:
        call_command("load_pack", str(pack.path))
    lines = capsys.readouterr().err.splitlines()
    assert refusal.value.returncode == 1
    assert [line.split(":")[0] for line in lines] == [
        "hotlines.csv, row 4, dial",
        "hotlines.csv, row 4, display",
        "units.csv, row 3, kind",
    ]
    assert not any(rows for rows in everything().values())
    assert not AuditEvent.objects.exists()


def test_faults_as_json(db, pack, capsys) -> None:
    pack.replace("units.csv", "biro-hukum,biro,", "biro-hukum,kantor,")
    with pytest.raises(CommandError):
        call_command("load_pack", str(pack.path), "--json")
    (fault,) = json.loads(capsys.readouterr().out)["faults"]
    assert (fault["file"], fault["row"], fault["field"]) == ("units.csv", 3, "kind")
    assert fault["code"] == "unknown-choice"


def test_a_dry_run_says_what_it_would_write(db, pack, capsys) -> None:
    call_command("load_pack", str(pack.path), "--dry-run", "--json")
    report = json.loads(capsys.readouterr().out)
    assert report["added"]["units"] == 42
    assert report["dry_run"] is True
    assert not any(rows for rows in everything().values())
    assert not PackLoad.objects.exists()


def test_a_second_pack_is_refused(load, pack) -> None:
    load()
    other = pack.path.rename(pack.path.with_name("ntb"))
    text = (other / "pack.toml").read_text("utf-8").replace('name = "ntt"', 'name = "ntb"')
    (other / "pack.toml").write_text(text, "utf-8")
    before = everything()
    with pytest.raises(PackRefused, match="ntt is loaded here"):
        pack_load(folder=other)
    assert everything() == before


def test_an_unknown_pack_is_named(db) -> None:
    with pytest.raises(CommandError, match="Known packs: ntt"):
        call_command("load_pack", "tidak-ada")


def test_texts_keep_their_order_and_names(load) -> None:
    load()
    needs = PackText.objects.filter(section="needs")
    assert next(iter(needs)).key == needs.get(position=0).key
    window = PackText.objects.get(section="windows", key="kurang_24_jam").body
    assert window["items"][0].keys() >= {"text_id", "text_en", "rules"}
    times = PackText.objects.get(section="working_time", key="working_time").body
    assert times["days"][0]["weekday"] == 1
    assert len(times["days"][0]["start"]) == len("07:30")
