"""Padding comes off as it went on, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruangaman.lib.padding import STEP, BadPadding, pad, unpad


@given(st.binary(max_size=4000))
def test_padding_comes_off_again(body: bytes) -> None:
    assert unpad(pad(body)) == body
    assert len(pad(body)) % STEP == 0


@pytest.mark.parametrize(
    "padded",
    [
        b"",
        b"\0\0\0",
        bytes(4),
        b"\xff" * STEP,
        pad(b"x")[:-1],
        pad(b"x") + bytes(STEP),
        pad(b"x")[:-1] + b"y",
    ],
)
def test_other_bytes_are_refused(padded: bytes) -> None:
    with pytest.raises(BadPadding):
        unpad(padded)
