"""A real Chromium, and one house with real servers for each test process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache, wraps
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

from tests.e2e.look import DESKTOP, PHONE, Look
from tests.e2e.people import Begin, Open, Reporter, Worker
from tests.e2e.watch import Watch
from tests.house import House, new_house
from tools.browser import browser_found

_FEATURES = (
    "AimEnabled,AvoidUnnecessaryBeforeUnloadCheckSync,HttpsFirstBalancedModeAutoEnable,"
    "HttpsUpgrades,LensOverlay,MediaRouter,OptimizationHints,PaintHolding,"
    "WebUIOmniboxAimPopup,WebUIOmniboxPopup"
)
"""Playwright's own list, and the two that load two pages of Chromium's own for each new browser."""

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    f"--disable-features={_FEATURES}",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
_BELIEVED = 240.0
"""For how many seconds a sign-in is used again: after 600 the house asks for the password."""

_LIKE_A_PHONE = ["--disable-back-forward-cache"]
"""What playwright switches off and people have: the cache that makes Back instant."""


class Weather(BaseHTTPRequestHandler):
    """A page anybody might look at."""

    def do_GET(self) -> None:
        """Answer everything alike."""
        body = b"<!doctype html><title>Cuaca</title><h1>Cerah berawan</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def elsewhere() -> Iterator[str]:
    """Where the quick exit leads in these tests: another site."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[House]:
    """A house that serves."""
    house = new_house(tmp_path_factory.mktemp("house"), RUANGAMAN_EXIT_URL=elsewhere)
    try:
        house.build().serve()
        yield house
    finally:
        house.remove()


@pytest.fixture(scope="package", autouse=True)
def whole_pages() -> Iterator[None]:
    """Let a click return when the page it leads to has come, not when it only begins to."""
    click = Locator.click

    @wraps(click)
    def clicked(self: Locator, **options: Any) -> None:
        click(self, **options)
        self.page.wait_for_load_state("domcontentloaded")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Locator, "click", clicked)
        yield


@pytest.fixture(scope="package")
def browsers() -> Iterator[Callable[[str], Browser]]:
    """Start Debian's Chromium. Ends with this package: its event loop would disturb other tests."""
    with sync_playwright() as playwright, ExitStack() as started:

        @cache
        def start(path: str) -> Browser:
            browser = playwright.chromium.launch(
                executable_path=path, args=_ARGUMENTS, ignore_default_args=_LIKE_A_PHONE
            )
            started.callback(browser.close)
            return browser

        yield start


@pytest.fixture(scope="package")
def browser(browsers: Callable[[str], Browser]) -> Browser:
    """The quicker one, without windows."""
    found = browser_found()
    assert found, "no Chromium is installed; bin/test installs it"
    return browsers(found)


@pytest.fixture
def open_page(browser: Browser, house: House, elsewhere: str) -> Iterator[Open]:
    """Open a page in a browser of its own; at the end nothing may have gone wrong in any."""
    contexts, watches = [], []

    def opened(*, script: bool = True, size: ViewportSize = DESKTOP, **options: Any) -> Page:
        context = browser.new_context(
            java_script_enabled=script, viewport=size, locale="id-ID", **options
        )
        context.set_default_timeout(20_000)
        watch = Watch({house.public, house.staff, elsewhere.rstrip("/")})
        watch.begin(context)
        contexts.append(context)
        watches.append(watch)
        page = context.new_page()
        page.watch = watch  # type: ignore[attr-defined]
        page.runs_scripts = script  # type: ignore[attr-defined]
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for watch in watches for fault in watch.faults] == []


@pytest.fixture
def reporter(open_page: Open, house: House) -> Callable[..., Reporter]:
    """Somebody on a phone; without JavaScript unless ``script`` is given."""

    def begin(prefix: str = "", *, script: bool = False, **options: Any) -> Reporter:
        page = open_page(script=script, **{"size": PHONE, **options})
        return Reporter(page, house.public, prefix)

    return begin


@pytest.fixture
def worker(open_page: Open, house: House) -> Begin:
    """Somebody with an account."""

    def begin(username: str, prefix: str = "", **options: Any) -> Worker:
        page = open_page(**{"script": False, "size": PHONE, **options})
        return Worker(page, house.staff, prefix, house.accounts[username])

    return begin


@pytest.fixture(scope="package")
def kept() -> dict[str, dict[str, Any]]:
    """When and with which cookies people signed in, or unlocked too, by user name."""
    return {"signed in": {}, "unlocked": {}}


@pytest.fixture
def colleague(worker: Begin, kept: dict[str, dict[str, Any]]) -> Begin:
    """Somebody signed in: the first time by hand, then as she is."""
    return as_she_is(worker, kept["signed in"], Worker.sign_in)


@pytest.fixture
def reader(worker: Begin, kept: dict[str, dict[str, Any]]) -> Begin:
    """Somebody who reads, signed in and unlocked: the first time by hand, then as she is."""
    return as_she_is(worker, kept["unlocked"], lambda somebody: somebody.sign_in().unlock())


def as_she_is(worker: Begin, cookies: dict[str, Any], enter: Callable[[Worker], Any]) -> Begin:
    """Let people ``enter`` the first time, and again before the house asks who they are."""

    def begin(username: str, prefix: str = "", **options: Any) -> Worker:
        since, state = cookies.get(username, (0.0, None))
        fresh = state is not None and monotonic() - since < _BELIEVED
        somebody = worker(username, prefix, storage_state=state if fresh else None, **options)
        if not fresh:
            enter(somebody)
            cookies[username] = monotonic(), somebody.page.context.storage_state()
        return somebody

    return begin


@pytest.fixture(params=["", "/en"], ids=["id", "en"])
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Collects faults in one language; there must be none at the end."""
    look = Look(request.param)
    yield look
    assert not look.faults, "\n".join(look.faults)
