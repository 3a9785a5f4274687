"""Makes the pictures of the README: a demo world in a temporary home, seen through Chromium."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tools.browser import browser_found

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "screenshots"
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1200, "height": 760}
WAY = (
    ("aman", "ya"),
    ("tujuan", "lapor"),
    ("tentang", "saya"),
    ("konflik", "tidak"),
    ("izin", "uptd_kebutuhan"),
    ("kapan", "lebih_lama"),
    ("butuh", "teman_bicara"),
    ("balas", "kode"),
)


def main() -> None:
    """Write every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with world() as (demo, public, staff), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_found(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-sync",
            ],
        )
        reporter = browser.new_context(
            viewport=PHONE, device_scale_factor=2, java_script_enabled=False
        ).new_page()
        reporter_pictures(reporter, public, demo["reports"][1]["codename"])
        accounts = {one["username"]: one for one in demo["accounts"]}
        worker = browser.new_context(viewport=DESK).new_page()
        worker_pictures(worker, staff, demo["accounts"][0])
        head = browser.new_context(viewport=DESK).new_page()
        signed_in(head, staff, accounts["kepala-unit"])
        head.goto(f"{staff}/kebijakan/")
        head.locator("main .app-cards a").first.click()
        picture(head, "unit")
        keeper = browser.new_context(viewport=DESK).new_page()
        signed_in(keeper, staff, accounts["koordinator"])
        survey_pictures(keeper, staff)
        oversight_pictures(keeper, staff, public)
        browser.close()


def reporter_pictures(page: Page, address: str, code: str) -> None:
    """Take the landing page, question 5, the code and a mailbox."""
    page.goto(address)
    picture(page, "landing")
    page.goto(f"{address}/lapor/")
    for name, value in WAY:
        if name == "izin":
            picture(page, "izin")
        page.locator(f'[name="{name}"][value="{value}"]').check()
        page.locator("main form button").first.click()
    page.locator('[name="kirim"]').click()
    picture(page, "kode")
    page.goto(f"{address}/pesan/")
    page.fill('[name="kode"]', code)
    page.locator("main form button").first.click()
    picture(page, "pesan")


def worker_pictures(page: Page, address: str, account: dict[str, str]) -> None:
    """Take the list of cases and one case."""
    signed_in(page, address, account)
    page.goto(f"{address}/kunci/")
    page.locator("main form input:not([type=hidden])").first.fill(account["passphrase"])
    page.locator("main form button").first.click()
    page.goto(f"{address}/kasus/")
    picture(page, "kasus")
    page.locator("table a").last.click()
    page.locator("main form button").first.click()
    picture(page, "satu-kasus")


def survey_pictures(page: Page, address: str) -> None:
    """Take the results of a closed survey."""
    page.goto(f"{address}/survei/")
    page.locator("main tbody tr", has_text="tahu ke mana").last.locator("a").click()
    page.locator('main a[href$="/hasil/"]').click()
    picture(page, "hasil-survei")


def oversight_pictures(page: Page, staff: str, public: str) -> None:
    """Take the picture of all units, and a table of what was released."""
    page.goto(f"{staff}/pantau/")
    page.locator("main table").first.scroll_into_view_if_needed()
    page.evaluate("() => document.querySelector('main table').scrollIntoView()")
    picture(page, "pantau")
    page.goto(f"{public}/statistik/")
    page.locator('main li a[href*="/statistik/"]').first.click()
    page.locator("main h2[id]").first.evaluate("(title) => title.scrollIntoView()")
    picture(page, "statistik")


def signed_in(page: Page, address: str, account: dict[str, str]) -> None:
    """Sign in with a demo account."""
    page.goto(f"{address}/masuk/")
    page.fill('[name="login"]', account["username"])
    page.fill('[name="password"]', account["password"])
    page.locator("main form button").first.click()


def picture(page: Page, name: str) -> None:
    """Keep what the page shows."""
    page.wait_for_load_state("load")
    page.screenshot(path=PICTURES / f"{name}.png")
    sys.stdout.write(f"docs/screenshots/{name}.png\n")


@contextmanager
def world() -> Iterator[tuple[dict[str, Any], str, str]]:
    """Give a demo world that is served: its contents and the addresses of both surfaces."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "RUANGAMAN_HOME": home}

        def command(*arguments: str) -> str:
            done = subprocess.run(
                [sys.executable, "-m", "ruangaman", *arguments],
                cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
            )  # fmt: skip
            return done.stdout

        command("migrate", "--verbosity", "0")
        command("load-pack", "ntt")
        demo = json.loads(command("demo", "--json"))
        ports = [free_port(), free_port()]
        server = subprocess.Popen(
            [sys.executable, "-m", "ruangaman", "serve",
             "--public-port", str(ports[0]), "--staff-port", str(ports[1])],
            cwd=ROOT, env=environment, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        public, staff = (f"http://127.0.0.1:{port}" for port in ports)
        try:
            wait_for(f"{public}/healthz")
            wait_for(f"{staff}/healthz")
            yield demo, public, staff
        finally:
            server.terminate()
            server.wait()


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(address: str, *, tries: int = 600) -> None:
    """Wait until a surface answers, or raise ``TimeoutError``."""
    for _ in range(tries):
        try:
            with urllib.request.urlopen(address):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
