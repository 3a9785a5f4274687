"""Heat maps tell everything by shape or number, and let nobody's text become markup."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from ruangaman.core.heat_maps import (
    SHAPES,
    Cell,
    Column,
    HeatMap,
    Mark,
    Part,
    Row,
    percent_of,
    share_svg,
)

COLUMNS = (Column("C1", "SK <berlaku>", "/satu/"), Column("P2", "Penilaian"))


def shown(*rows: Row, name: str = "") -> str:
    """Return a heat map as a page shows it."""
    made = HeatMap("Unit menurut indikator", COLUMNS, "Unit", (Part(name, rows),))
    return render_to_string("components/heat_map.html", {"map": made})


def test_every_mark_has_a_shape_of_its_own_and_its_word_in_the_cell() -> None:
    assert len(set(SHAPES.values())) == len(Mark)
    rows = [Row(mark.value, (Cell(mark), Cell(mark, said="7 dari 16"))) for mark in Mark]
    page = shown(*rows)
    for mark in Mark:
        row = re.search(rf'<tr><th scope="row">{mark.value}</th>(.*?)</tr>', page)
        assert row is not None
        assert row[1].count(SHAPES[mark]) == 2
        assert f">{mark.label}</span>" in row[1]
        assert f">{mark.label}: 7 dari 16</span>" in row[1]


def test_shares_are_numbers_and_only_all_is_a_hundred() -> None:
    assert [percent_of(one) for one in (0, 0.001, 0.5, 0.999, 1)] == [0, 1, 50, 99, 100]
    assert "share--4" in share_svg(0.999)
    assert "share--0" in share_svg(0.194)
    page = shown(Row("Ende", (Cell(share=0.25, said="1 dari 4"), Cell(Mark.UNKNOWN))))
    assert ">25</text>" in page
    assert "80–100 %" in page, "the legend has the grounds"


def test_names_of_others_are_no_markup() -> None:
    page = shown(Row('<i>"', (Cell(Mark.FULL, said="<b>"), Cell(Mark.NONE)), href="/a?b=1&c=2"))
    assert "<i>" not in page
    assert "<b>C1" in page
    assert "<b><" not in page
    assert "/a?b=1&amp;c=2" in page
    assert "SK &lt;berlaku&gt;" in page
    assert 'scope="rowgroup">A &amp; B' in shown(name="A & B")
