"""The shred store's disk is full while people send: a clear page, and nothing half or lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.client import answer_of
from bench.crash import Target
from bench.installation import Installation
from tests.crash.senders import codes_in, installed, is_clear, nothing_is_wrong, page_of, prepared
from tests.crash.test_full_disk import POSTGRESQL, disk, filled

PEOPLE, EACH = 2, 3

pytestmark = [
    pytest.mark.skipif(
        os.getuid() != 0, reason="a disk of its own is needed, and only root may mount one"
    ),
    pytest.mark.skipif(POSTGRESQL, reason="the shred store is the same file on both databases"),
]


class StoreElsewhere(Installation):
    """An installation whose shred store lies beside its home."""

    def environment(self, **more: str) -> dict[str, str]:
        store = str(self.home.parent / "store")
        return super().environment(**{"RUANGAMAN_SHRED_HOME": store, **more})


def test_without_room_for_a_shred_key_nothing_is_sent_and_nothing_lost(tmp_path: Path) -> None:
    """Processes that have just begun hold no keys yet; each makes its own before it sends."""
    plain = installed(tmp_path / "home")
    made = StoreElsewhere(plain.home, plain.database, plain.label)
    with disk(tmp_path / "store", 1) as store:
        target = Target(made)
        people = prepared(made, target, tmp_path, PEOPLE, EACH)
        waiting = [request for requests in people for request in requests]
        ballast = filled(store)
        target.begin()
        try:
            for request in waiting:
                answer = answer_of(target.port, request)
                assert is_clear(answer), page_of(answer)
            ballast.unlink()
            codes = codes_in([answer_of(target.port, request) for request in waiting])
            assert codes_in([answer_of(target.port, request) for request in waiting]) == codes
        finally:
            target.end()
        nothing_is_wrong(made, tmp_path, codes)
