"""Boxes: equal size for everyone, and nothing but what is allowed."""

from __future__ import annotations

from itertools import combinations

import pytest

from ruangaman.lib.boxes import PARTS, BoxContent, new_seeds, open_box, seal_box
from ruangaman.lib.sealing import KeyPair, SealError

WORKER, REPORTER = KeyPair(b"w" * 32), KeyPair(b"r" * 32)
CONTENT = BoxContent(REPORTER.public, new_seeds())


def box(parts: set[str], *, report: bytes = b"one", epoch: int = 0) -> bytes:
    allowed = CONTENT.only(frozenset(parts))
    return seal_box(allowed, to=WORKER.public, report=report, epoch=epoch)


def test_a_box_gives_just_the_allowed_seeds() -> None:
    for size in range(len(PARTS) + 1):
        for parts in combinations(PARTS, size):
            content = open_box(box(set(parts)), WORKER, report=b"one", epoch=0)
            assert content.parts == parts
            assert content.seeds == {part: CONTENT.seeds[part] for part in parts}
            assert content.reporter == REPORTER.public


def test_boxes_have_one_size_whatever_they_allow() -> None:
    assert len({len(box(set(parts))) for n in range(5) for parts in combinations(PARTS, n)}) == 1


@pytest.mark.parametrize(("report", "epoch"), [(b"two", 0), (b"one", 1)])
def test_a_moved_box_does_not_open(report: bytes, epoch: int) -> None:
    with pytest.raises(SealError):
        open_box(box(set(PARTS)), WORKER, report=report, epoch=epoch)


def test_seeds_are_fresh_each_time() -> None:
    drawn = [seed for _ in range(10) for seed in new_seeds().values()]
    assert len(set(drawn)) == 40
