"""A real installation begins: the first administrator, a case worker, second factors, a key.

No demo here, so nobody reads anything without a second factor, and nothing can be sent before
somebody can read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import CDPSession, Page

from ruangaman.people.tests.steps import totp
from tests.e2e.look import Look
from tests.e2e.people import Reporter, press
from tests.house import House, new_house

pytestmark = pytest.mark.browser
PASSWORD = "kopi pahit di teras belakang"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[House]:
    """A house without a demo world, with its pack."""
    house = new_house(tmp_path_factory.mktemp("empty"), RUANGAMAN_EXIT_URL=elsewhere)
    try:
        house.build(demo=False).serve()
        yield house
    finally:
        house.remove()


@pytest.fixture
def look() -> Iterator[Look]:
    """Collects faults; there must be none at the end."""
    look = Look()
    yield look
    assert look.faults == []


@pytest.fixture
def tab(open_page: Callable[..., Page], empty: House) -> Callable[[], Page]:
    """Open a browser of one's own. A passkey needs a name, so the staff pages are localhost."""

    def opened() -> Page:
        page = open_page()
        page.watch.allowed |= {empty.public, at(empty)}  # type: ignore[attr-defined]
        return page

    return opened


def at(house: House) -> str:
    """Return the address of the staff pages under a name."""
    return house.staff.replace("127.0.0.1", "localhost")


def submit(page: Page, **fields: str) -> None:
    """Fill in the first form of the page and press its first button."""
    form = page.locator("main form").first
    for name, value in fields.items():
        field = form.locator(f'[name="{name}"]')
        if field.evaluate("(field) => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press(form.locator("button").first)


def make_account(page: Page, link: str, username: str, look: Look) -> None:
    """Follow an invitation up to the place where a second factor is asked for."""
    page.goto(link)
    look(page, "people/invitation.html")
    submit(page, username=username, password=PASSWORD, again=PASSWORD)
    look(page, "mfa/set_up.html")


def with_app_of_codes(page: Page, look: Look) -> None:
    """Add an app of codes."""
    press(page.locator('a[href="/akun/aplikasi-kode/"]').first)
    look(page, "mfa/totp/activate_form.html")
    secret = (page.locator("details strong").text_content() or "").replace(" ", "")
    submit(page, code=totp(secret))
    look(page, "mfa/recovery_codes/index.html")


def authenticator(page: Page) -> CDPSession:
    """Give the browser a device that signs with a finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def with_passkey(page: Page, look: Look) -> None:
    """Add a passkey."""
    press(page.locator('a[href="/akun/passkey/"]').first)
    look(page, "mfa/webauthn/add_form.html")
    page.locator('[name="passwordless"]').check()
    with page.expect_navigation():
        page.locator("#passkey_go").click()


def test_from_nothing_to_the_first_answer(
    empty: House, tab: Callable[[], Page], look: Look
) -> None:
    she = Reporter(tab(), empty.public, "").goto("/")
    look(she.page, "public/landing.html")
    assert she.page.locator('main a[href="/lapor/"]').count() == 0

    first = tab()
    link = empty.run(
        "invite-administrator", "--name", "Anton Contoh", "--email", "anton@contoh.id"
    ).strip()
    make_account(first, at(empty) + link[link.index("/undangan/") :], "anton", look)
    first.goto(f"{at(empty)}/pengguna/")
    assert first.url.endswith("/akun/dua-langkah/")
    with_app_of_codes(first, look)
    first.goto(f"{at(empty)}/akun/aplikasi-kode/hapus/")
    look(first, "mfa/totp/deactivate_form.html")
    first.goto(f"{at(empty)}/kunci/")
    look(first, "errors/staff.html")

    maria = tab()
    make_account(maria, invite(first, empty, look), "maria", look)
    device = authenticator(maria)
    with_passkey(maria, look)
    make_key(maria, empty, look)

    code = send(she)
    maria.goto(f"{at(empty)}/kasus/")
    press(maria.locator('main a[href^="/kasus/"]').first)
    press(maria.locator('form[action$="/buka/"] button').first)
    look(maria, "casework/opened.html")
    assert "Bolehkah saya menolak?" in maria.locator("main").inner_text()
    maria.locator('form[action$="/jawab/"] [name="teks"]').fill("Tentu boleh.")
    press(maria.locator('form[action$="/jawab/"] button').last)
    assert "Tentu boleh." in she.come_back(code).text()

    come_again(first, empty, look)
    come_again_with_a_finger(maria, empty)
    look_after_factors(maria, empty, look)
    device.detach()


def invite(page: Page, house: House, look: Look) -> str:
    """Invite a case worker and return the link."""
    page.goto(f"{at(house)}/pengguna/undang/")
    team = page.locator("option", has_text="UPTD").first.get_attribute("value") or ""
    submit(page, name="Maria Contoh", email="maria@contoh.id", role="case_worker", place=team)
    look(page, "people/users/invited.html")
    link = page.locator("#tautan").inner_text()
    page.goto(f"{at(house)}/pengguna/")
    look(page, "people/users/list.html")
    return link


def make_key(page: Page, house: House, look: Look) -> None:
    """Make a key: write the words down, read them back."""
    page.goto(f"{at(house)}/kunci/baru/")
    look(page, "people/vault/write_down.html")
    words = " ".join(page.locator(".app-code li").all_inner_texts())
    press(page.locator("main form button").last)
    page.locator('[name="passphrase"]').fill("kata yang salah")
    press(page.locator("main form").last.locator("button"))
    look(page, "people/vault/confirm.html")
    page.locator('[name="passphrase"]').fill(words.upper())
    press(page.locator("main form").last.locator("button"))
    look(page, "staff/home.html")


def send(she: Reporter) -> str:
    """Ask a question and return the eight words."""
    she.walk(
        [
            {}, {"tujuan": "tanya"}, {"tentang": "saya"}, {}, {"izin": "uptd_kebutuhan"},
            {"pertanyaan": "Bolehkah saya menolak?"}, {},
        ]
    )  # fmt: skip
    return she.send()


def come_again(page: Page, house: House, look: Look) -> None:
    """Sign out; the password alone leads no further than to the second step."""
    press(page.locator('form[action="/keluar/"] button'))
    submit(page, login="anton", password=PASSWORD)
    look(page, "mfa/authenticate.html")
    submit(page, code="000000")
    assert page.locator(".govuk-error-summary").count() == 1
    page.goto(f"{at(house)}/pengguna/")
    assert "/masuk/" in page.url


def come_again_with_a_finger(page: Page, house: House) -> None:
    """Sign out, and in again with the passkey alone."""
    press(page.locator('form[action="/keluar/"] button'))
    page.goto(f"{at(house)}/masuk/passkey/")
    with page.expect_navigation():
        page.locator("#passkey_go").click()
    assert "Maria Contoh" in page.locator(".app-header__who").inner_text()


def look_after_factors(page: Page, house: House, look: Look) -> None:
    """Look at the pages of somebody who has a passkey."""
    page.goto(f"{at(house)}/akun/")
    look(page, "account/account.html")
    for link, template in (
        ("/hapus/", "mfa/webauthn/authenticator_confirm_delete.html"),
        ("/kode-cadangan/baru/", "mfa/recovery_codes/generate.html"),
    ):
        press(page.locator(f'main a[href$="{link}"]').first)
        look(page, template)
        page.goto(f"{at(house)}/akun/")
    press(page.locator('main a[href^="/akun/passkey/"]:not([href$="/hapus/"])').first)
    look(page, "mfa/webauthn/edit_form.html")
