"""A line over months stays in its box, shows where nothing is known, and says all in words."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from django.template.loader import render_to_string

from ruangaman.core.line_charts import LineChart, Point, top_of


def months(many: int, *, unknown: frozenset[int] = frozenset()) -> tuple[Point, ...]:
    """Make months; the value of each is its number, those of ``unknown`` have none."""
    return tuple(
        Point(
            f"Bulan {n}",
            None if n in unknown else float(n),
            "belum ada <data>" if n in unknown else f"{n} %",
            tick=str(2020 + n // 12) if n % 12 == 0 else "",
        )
        for n in range(many)
    )


def drawn(chart: LineChart) -> tuple[ET.Element, list[ET.Element]]:
    """Return the drawing and the lines of the value: breaks are separate strokes of one path."""
    svg = ET.fromstring(chart.svg)
    lines = [one for one in svg.iter() if one.attrib.get("stroke-linejoin")]
    return svg, lines


@pytest.mark.parametrize("many", [1, 12, 60])
def test_any_number_of_months_and_any_value_stays_inside_the_box(many: int) -> None:
    chart = LineChart("Bagian", months(many), most=40, high="40", target=900, target_said="900")
    svg, lines = drawn(chart)
    width, height = map(float, svg.attrib["viewBox"].split()[2:])
    for x, y in re.findall(r"([\d.]+) ([\d.]+)", lines[0].attrib["d"]):
        assert 0 <= float(x) <= width
        assert 0 < float(y) < height
    texts = [one for one in svg.iter() if one.tag.endswith("text")]
    assert all(float(one.attrib["x"]) < width - 20 for one in texts)
    assert texts[-1].text == f"{many - 1} %", "the last value stands at the end of the line"
    assert "style" not in chart.svg


def test_no_month_and_no_value_at_all_are_drawn_too() -> None:
    assert drawn(LineChart("Kosong", ()))[1] == []
    assert drawn(LineChart("Nihil", months(3, unknown=frozenset({0, 1, 2})), most=0))[1] == []


def test_a_month_without_a_value_breaks_the_line_and_has_a_cross() -> None:
    chart = LineChart("Bagian", months(12, unknown=frozenset({5})))
    svg, lines = drawn(chart)
    assert lines[0].attrib["d"].count("M") == 2
    paths = [one.attrib["d"] for one in svg.iter() if one.tag.endswith("path")]
    assert sum("l6 6" in path for path in paths) == 1, "one cross"
    page = render_to_string("components/line_chart.html", {"chart": chart})
    assert "belum ada &lt;data&gt;" in page
    assert page.index("Bulan 11</th>") < page.index("Bulan 0</th>"), "the latest comes first"
    assert "arget" not in page


def test_the_top_is_a_round_value_that_nothing_passes() -> None:
    assert [top_of(one) for one in ([3.2], [16, None], [120], [0], [None], [0.07])] == [
        *(5, 20, 200, 1, 1),
        pytest.approx(0.1),
    ]
