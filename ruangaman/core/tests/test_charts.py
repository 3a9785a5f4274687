"""Charts say their figures in words too, fit any value, and let nobody's text become markup."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from django.template.loader import render_to_string

from ruangaman.core.charts import Bar, Chart

CHART = Chart(
    "Keyakinan <b>per modul</b>",
    (
        Bar(
            "Percakapan & pertolongan pertama psikologis untuk orang yang datang",
            3.5,
            "3,5",
            2,
            "2,0",
        ),
        Bar('"Nol"', 0, "0"),
        Bar("Terlalu banyak", 900, "900"),
    ),
    most=5,
    names=("Sesudah", "Sebelum"),
)


def test_a_drawing_stays_inside_its_box_and_is_well_formed() -> None:
    drawn = ET.fromstring(CHART.svg)
    width, height = map(float, drawn.attrib["viewBox"].split()[2:])
    bars = [one for one in drawn.iter() if one.tag.endswith("rect")]
    assert len(bars) == 4, "the earlier value has a bar of its own"
    for bar in bars:
        right = float(bar.attrib["x"]) + float(bar.attrib["width"])
        assert 0 < right < width
        assert float(bar.attrib["y"]) + float(bar.attrib["height"]) <= height
    assert {bar.attrib["fill"] for bar in bars} == {"#fff", "#0b5d66"}
    assert "style" not in CHART.svg
    phone = 280  # pixels between the margins of a page 320 wide
    assert float(drawn.attrib["font-size"]) * phone / width >= 12, "letters are read there"


def test_the_table_has_every_figure_and_no_markup_of_others() -> None:
    page = render_to_string("components/chart.html", {"chart": CHART})
    table = page[page.index("<table") :]
    for said in ("3,5", "2,0", "900", "Sebelum", "Sesudah", "&quot;Nol&quot;"):
        assert said in table
    assert "<b>" not in page


def test_a_range_is_drawn_within_the_box_and_said_in_the_table() -> None:
    bars = (
        Bar("Sedikit", 2, "2 %", ends=(-3, 7), ends_said="−3 – 7 %"),
        Bar("Hampir semua", 98, "98 %", ends=(90, 104), ends_said="90 – 104 %"),
    )
    chart = Chart("Bagian", bars)
    drawn = ET.fromstring(chart.svg)
    width, height = map(float, drawn.attrib["viewBox"].split()[2:])
    lines = [one.attrib["d"] for one in drawn.iter() if one.tag.endswith("path")]
    assert len(set(lines)) == 2, "a dark line within a white one, for each bar"
    for line in lines:
        across = [float(one) for one in re.findall(r"[MH]([\d.]+)", line)]
        down = [float(one) for one in re.findall(r"[ V]([\d.]+)", line)]
        assert 0 < min(across) < max(across) < width
        assert 0 < min(down) < max(down) < height
    figures = [float(one.attrib["x"]) for one in drawn.iter() if one.tag.endswith("text")][1::2]
    assert figures[0] > 7 / 100 * (width - 80), "the figure stands behind its range"
    page = render_to_string("components/chart.html", {"chart": chart})
    assert "−3 – 7 %" in page
    assert "Rentang" in page
    assert "Rentang" not in render_to_string("components/chart.html", {"chart": CHART})
