"""Carried state: bound to its step and its day, and gone after two hours."""

from __future__ import annotations

import base64
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib import carry
from ruangaman.lib.carry import Carrier, CarryError, CarryExpired

NOON = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.fixture
def carrier(tmp_path: Path) -> Carrier:
    return Carrier(tmp_path)


def test_state_opens_at_its_step(carrier: Carrier) -> None:
    text = carrier.seal("jawaban ✓".encode(), step="aman", now=NOON)
    assert carrier.open(text, step="aman", now=NOON).decode() == "jawaban ✓"


def test_state_of_another_step_is_refused(carrier: Carrier) -> None:
    text = carrier.seal(b"x", step="aman", now=NOON)
    with pytest.raises(CarryError):
        carrier.open(text, step="tujuan", now=NOON)


def test_state_expires_after_two_hours(carrier: Carrier) -> None:
    text = carrier.seal(b"x", step="aman", now=NOON)
    assert carrier.open(text, step="aman", now=NOON + dt.timedelta(minutes=119)) == b"x"
    with pytest.raises(CarryExpired):
        carrier.open(text, step="aman", now=NOON + dt.timedelta(minutes=121))


def test_state_survives_midnight_and_no_more(carrier: Carrier) -> None:
    late = NOON.replace(hour=23, minute=30)
    text = carrier.seal(b"x", step="aman", now=late)
    assert carrier.open(text, step="aman", now=late + dt.timedelta(hours=1)) == b"x"
    with pytest.raises(CarryExpired):
        carrier.open(text, step="aman", now=late + dt.timedelta(days=2))


def test_state_survives_a_clock_that_is_set_back_over_midnight(carrier: Carrier) -> None:
    early = NOON.replace(hour=0, minute=5)
    text = carrier.seal(b"x", step="aman", now=early)
    assert carrier.open(text, step="aman", now=early - dt.timedelta(minutes=30)) == b"x"


def test_a_stranger_makes_no_key(carrier: Carrier, tmp_path: Path) -> None:
    """Asking for tomorrow's key would else have deleted yesterday's."""
    text = carrier.seal(b"x", step="aman", now=NOON)
    raw = bytearray(base64.urlsafe_b64decode(text))
    raw[1:5] = (NOON.toordinal() + 1).to_bytes(4, "big")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(CarryExpired):
        carrier.open(base64.urlsafe_b64encode(raw).decode(), step="aman", now=NOON)
    assert sorted(tmp_path.iterdir()) == before


def test_old_keys_are_deleted(tmp_path: Path) -> None:
    carrier = Carrier(tmp_path)
    for day in range(5):
        carrier.seal(b"x", step="aman", now=NOON + dt.timedelta(days=day))
    assert len(list(tmp_path.glob("*.key"))) == 2


def test_key_files_are_private(tmp_path: Path) -> None:
    Carrier(tmp_path).seal(b"x", step="aman", now=NOON)
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0]


def test_processes_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    def create(_: int) -> bytes:
        carry._create(tmp_path / "1.key")
        return (tmp_path / "1.key").read_bytes()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(create, range(40)))) == 1


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_an_altered_state_is_refused(data: st.DataObject) -> None:
    carrier = Carrier(Path("/nonexistent"))
    with pytest.raises(CarryError):
        carrier.open(data.draw(st.text(max_size=400)), step="aman", now=NOON)


def test_every_changed_character_is_noticed(carrier: Carrier) -> None:
    text = carrier.seal(b"x", step="aman", now=NOON)
    for place in range(0, len(text), 7):
        changed = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        with pytest.raises(CarryError):
            carrier.open(changed, step="aman", now=NOON)


def test_states_of_like_answers_have_one_length(carrier: Carrier) -> None:
    lengths = {len(carrier.seal(b"x" * size, step="aman", now=NOON)) for size in range(400)}
    assert len(lengths) == 1
