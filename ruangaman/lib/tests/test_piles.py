"""Piles give every row back once, in any order, and show none of them to the disk."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from ruangaman.lib.piles import PIECE, PILES, Piles


def test_every_order_is_as_likely_as_any_other(tmp_path: Path) -> None:
    seen = Counter[tuple[bytes, ...]]()
    for _ in range(6_000):
        with Piles(tmp_path) as piles:
            for row in (b"a", b"b", b"c"):
                piles.add(row)
            seen[tuple(piles.shuffled())] += 1
    assert len(seen) == 6
    assert all(780 < count < 1_220 for count in seen.values())  # 7.6 standard deviations


def test_what_is_much_lies_sealed_in_a_file_without_a_name(tmp_path: Path) -> None:
    rows = {b"plain row %06d" % number * 12 for number in range(36_000)}
    with Piles(tmp_path) as piles:
        for row in rows:
            piles.add(row)
        assert len(piles) == len(rows)
        assert piles._file
        on_disk = os.pread(piles._file.fileno(), PILES * PIECE * 3, 0)
        assert len(on_disk) > PILES * PIECE
        assert b"plain row" not in on_disk
        assert not list(tmp_path.iterdir())
        back = list(piles.shuffled())
    assert len(back) == len(rows)
    assert set(back) == rows
    assert back != sorted(rows)
