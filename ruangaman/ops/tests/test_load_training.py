"""``load-pack`` and training: words that were read stay, events changed here stay hers."""

from __future__ import annotations

import shutil

import pytest
from django.core.management import CommandError, call_command

from ruangaman.core.models import AuditEvent
from ruangaman.training.models import Content, Counted, Event

ITEMS = "training/items/m05.toml"


def current(kind: str) -> dict[str, Content]:
    """The entries in force, by key."""
    return {one.key: one for one in Content.objects.filter(kind=kind, current=True)}


def test_a_changed_item_is_a_new_row_and_the_old_words_stay(load, pack) -> None:
    first = load()
    assert len(first.changes["training_item"].added) == len(current("item")) >= 60
    assert all(current(kind) for kind in Content.Kind.values)
    old = current("item")["m05-may-record"]
    pack.replace(ITEMS, old.body["text_id"], "Kalimat yang lain?")
    changes = load().changes["training_item"]
    assert changes.changed == {old.key: ["text_id"]}
    new = current("item")[old.key]
    old.refresh_from_db()
    assert (old.current, new.current, new.position) == (False, True, old.position)
    assert new.body["text_id"] == "Kalimat yang lain?" != old.body["text_id"]
    pack.replace(ITEMS, "Kalimat yang lain?", old.body["text_id"])
    load()
    assert current("item")[old.key].pk == old.pk
    assert not load().changed


def test_an_item_that_goes_is_kept_for_the_answers_that_point_at_it(load, pack) -> None:
    load()
    shutil.rmtree(pack.path / "training")
    changes = load().changes
    assert changes["training_item"].retired
    assert not Content.objects.filter(current=True).exists()
    assert Content.objects.filter(kind="item").count() >= 60


def test_a_reviewed_item_may_gate(load, pack) -> None:
    load()
    assert not Content.objects.filter(reviewed=True).exists()
    pack.replace(ITEMS, 'reviewed_by = ""', 'reviewed_by = "UPTD PPA"')
    pack.replace(ITEMS, 'reviewed_on = ""', 'reviewed_on = "2026-11-20"')
    load()
    assert Content.objects.filter(kind="item", reviewed=True, current=True).count() == 1


def test_the_first_training_is_there_once_and_stays_as_it_was_changed_here(load, pack) -> None:
    load()
    event = Event.objects.get(key="kupang-2025")
    assert (event.state, event.declared, event.course) == (Event.State.CLOSED, 41, "basic")
    assert [one.number for one in event.counted.all()] == [22, 2, 9, 7]
    pack.replace("training/events.toml", "Hotel Kristal, Kupang", "Hotel Kristal")
    assert load().changes["training_events"].changed == {"kupang-2025": ["venue"]}
    Event.objects.filter(pk=event.pk).update(version=2, explanation="Daftar hadir: 41.")
    event.counted.filter(number=7).update(number=8)
    loaded = load()
    assert loaded.changes["training_events"].kept == ["kupang-2025"]
    assert not loaded.changed
    event.refresh_from_db()
    assert event.explanation == "Daftar hadir: 41."
    assert Counted.objects.filter(event=event, number=8).exists()


def test_training_is_counted_in_the_summary_and_on_record(load) -> None:
    load()
    added = AuditEvent.objects.get(action="pack_load").detail["added"]
    assert (added["training_module"], added["training_dialogue"], added["training_events"]) == (
        12,
        10,
        1,
    )


def test_an_expert_checks_a_conversation_alone(pack, capsys: pytest.CaptureFixture[str]) -> None:
    file = pack.path / "training/dialogues/01-grup-obrolan.toml"
    call_command("check_dialogue", str(file))
    assert "nothing is wrong" in capsys.readouterr().out
    pack.replace("training/dialogues/01-grup-obrolan.toml", 'then = "', 'then = "tidak-ada-')
    with pytest.raises(CommandError, match="fault"):
        call_command("check_dialogue", str(file))
    assert "There is no turn or ending" in capsys.readouterr().err
