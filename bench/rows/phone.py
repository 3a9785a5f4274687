"""A cheap phone on a bad line: Chromium, four times slower, at 400 kbit/s and 400 ms."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.calibration import calibrate
from bench.installation import install
from bench.line import Line, over_tls
from bench.measures import CannotMeasure, Measure, Rows
from bench.way import CHECK, WAY

if TYPE_CHECKING:
    from playwright.sync_api import Page

BITS, ROUND_TRIP, SLOWER = 400_000, 0.4, 4
LONGEST = 60_000
READS_FOR = 6.0
"""Seconds on the last page before "send": the server has closed the idle connection by then."""
_SEEN = """async () => {
    const paint = await new Promise(seen => new PerformanceObserver(list => {
        const [first] = list.getEntriesByName("first-contentful-paint");
        if (first) seen(first.startTime);
    }).observe({type: "paint", buffered: true}));
    while (!performance.getEntriesByType("navigation")[0].loadEventEnd)
        await new Promise(frame => requestAnimationFrame(frame));
    return Math.max(paint, performance.getEntriesByType("navigation")[0].loadEventEnd);
}"""


def phone(folder: Path, runs: int) -> Rows:
    """From the address to a page one can use, and from "send" to the code."""
    usable = Measure("phone", "/lapor/ usable, 400 kbit/s, 400 ms, 4x slower CPU", "s", 2.0)
    code = Measure("phone", 'from "send" to the code, the same phone', "s", 2.0)
    made = install(folder)
    with made.serving() as served:
        for _ in range(runs):
            line = Line.slow(bits=BITS, round_trip=ROUND_TRIP)
            with over_tls(line, served.public, folder) as line, opened() as page:
                beside = calibrate()
                page.goto(f"https://localhost:{line.port}/lapor/")
                usable.add(_seconds(page), beside)
                code.add(sent(page), beside)
    yield usable
    yield code


def sent(page: Page) -> float:
    """Fill in every page, send, and return the seconds until the code was there."""
    for name, answers in WAY:
        form = page.locator("main form", has=page.locator(".govuk-button")).first
        for control, value in answers.items():
            field = form.locator(f'[name="{control}"]')
            if field.first.get_attribute("type") in ("radio", "checkbox"):
                field.and_(page.locator(f'[value="{value}"]')).check()
            elif name != CHECK:
                field.fill(value)
        if name == CHECK:
            time.sleep(READS_FOR)
        with page.expect_navigation(timeout=LONGEST):
            form.locator("button").first.click()
    if page.locator("#kode").count() != 1:
        raise RuntimeError("no code on the last page")
    return _seconds(page)


def _seconds(page: Page) -> float:
    return float(page.evaluate(_SEEN)) / 1000


@contextmanager
def opened() -> Iterator[Page]:
    """Open a page in a Chromium of its own, with nothing in its cache."""
    chromium = shutil.which("chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as fault:
        raise CannotMeasure("playwright is not installed (bin/setup --for-tests)") from fault
    if chromium is None:
        raise CannotMeasure("Chromium is not installed (apt-get install chromium)")
    arguments = ["--ignore-certificate-errors", *(["--no-sandbox"] if os.getuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        page = browser.new_page(viewport={"width": 320, "height": 640}, locale="id-ID")
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page
        browser.close()
