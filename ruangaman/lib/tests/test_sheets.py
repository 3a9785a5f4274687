"""Sheets of one size: blank or not looks the same, and only their server reads them."""

from __future__ import annotations

import pytest

from ruangaman.lib.sealing import SealError
from ruangaman.lib.sheets import (
    BODY,
    Head,
    blank_covers,
    body_uncover,
    copy_cut,
    copy_join,
    heads_uncover,
    sheet_cover,
    stack_size,
)

SECRET, OTHER = b"s" * 32, b"o" * 32
ABOUT = {"report": b"r" * 16, "holder": b"h" * 16, "item": b"i" * 16, "version": 7}


@pytest.mark.parametrize("length", [0, 1, BODY - 4, BODY - 3, 5 * BODY])
def test_a_copy_comes_back_whole_and_looks_like_blank_sheets(length: int) -> None:
    copy = b"x" * length
    rows = [sheet_cover(*one, server_secret=SECRET) for one in copy_cut(copy, **ABOUT)]
    blank = list(blank_covers(2, server_secret=SECRET))
    assert len({(len(head), len(body)) for head, body in [*rows, *blank]}) == 1
    assert len({part for row in [*rows, *blank] for part in row}) == 2 * (len(rows) + 2)
    heads = dict(heads_uncover(enumerate(head for head, _ in rows), server_secret=SECRET))
    assert heads == {
        place: Head(b"r" * 16, b"h" * 16, b"i" * 16, 7, place, len(rows))
        for place in range(len(rows))
    }
    bodies = [body_uncover(body, server_secret=SECRET) for _, body in rows]
    assert copy_join(bodies) == copy
    assert dict(heads_uncover(enumerate(h for h, _ in blank), server_secret=SECRET)) == {
        0: None,
        1: None,
    }


def test_another_server_reads_nothing_and_a_missing_sheet_is_noticed() -> None:
    first, second = (
        sheet_cover(*one, server_secret=SECRET) for one in copy_cut(b"x" * BODY, **ABOUT)
    )
    assert list(heads_uncover([(1, first[0])], server_secret=OTHER)) == []
    assert list(heads_uncover([(1, first[1]), (2, b"")], server_secret=SECRET)) == []
    with pytest.raises(SealError):
        body_uncover(second[1], server_secret=OTHER)
    with pytest.raises(SealError):
        copy_join([body_uncover(first[1], server_secret=SECRET)])


def test_the_number_of_sheets_tells_little() -> None:
    assert [stack_size(sheets) for sheets in (0, 64, 65, 1000)] == [64, 64, 128, 1024]
