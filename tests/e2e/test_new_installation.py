"""A real installation begins: the first administrator, a case worker, second factors, a key.

No demo here, so nobody reads anything without a second factor, and nothing can be sent before
somebody can read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

from ruangaman.people.tests.steps import totp
from tests.e2e.look import Look
from tests.e2e.people import Open, Reporter, fill, press
from tests.house import House, new_house

pytestmark = pytest.mark.browser
PASSWORD = "kopi pahit di teras belakang"
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
    "hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
QUESTION: list[dict[str, Any]] = [
    {}, {"tujuan": "tanya"}, {"tentang": "saya"}, {}, {"izin": "uptd_kebutuhan"},
    {"pertanyaan": "Bolehkah saya menolak?"}, {},
]  # fmt: skip


class Person:
    """Somebody of the office, at a browser of her own."""

    def __init__(self, page: Page, address: str, look: Look) -> None:
        """Use ``page`` for the staff pages at ``address``."""
        self.page, self.address, self.look = page, f"{address}{look.prefix}", look

    def goto(self, path: str, template: str = "") -> None:
        """Open an address, and look at the page if it is named."""
        self.page.goto(f"{self.address}{path}")
        if template:
            self.look(self.page, template)

    def follow(self, selector: str, template: str = "") -> None:
        """Press a link or a button, and look at where it leads if that is named."""
        press(self.page.locator(selector).first)
        if template:
            self.look(self.page, template)

    def submit(self, template: str, **fields: str) -> None:
        """Fill in the form, press its first button, and look at the answer."""
        form = self.page.locator("main form:has(.govuk-button)").first
        for name, value in fields.items():
            fill(form, name, value)
        press(form.locator(".govuk-button").first)
        self.look(self.page, template)

    def list_of(self, selector: str) -> list[str]:
        """Return the words of a list that is shown once."""
        words = self.page.locator(f"{selector} li").all_inner_texts()
        assert words
        return words

    def touch(self) -> None:
        """Use the passkey; its device answers at once."""
        with self.page.expect_navigation():
            self.page.locator("#passkey_go").click()


@pytest.fixture
def empty(tmp_path_factory: pytest.TempPathFactory, elsewhere: str) -> Iterator[House]:
    """A house without a demo world, with its pack."""
    house = new_house(tmp_path_factory.mktemp("empty"), RUANGAMAN_EXIT_URL=elsewhere)
    try:
        house.build(demo=False).serve()
        yield house
    finally:
        house.remove()


@pytest.fixture
def tab(open_page: Open, empty: House) -> Callable[[], Page]:
    """Open a browser of one's own."""

    def opened() -> Page:
        page = open_page()
        page.watch.allowed |= {empty.public, named(empty)}  # type: ignore[attr-defined]
        return page

    return opened


def named(house: House) -> str:
    """Return the address of the staff pages under a name, as passkeys need it."""
    return house.staff.replace("127.0.0.1", "localhost")


def test_from_nothing_to_the_first_answer(
    empty: House, tab: Callable[[], Page], look: Look
) -> None:
    she = Reporter(tab(), empty.public, look.prefix).goto("/")
    look(she.page, "public/landing.html")
    assert she.page.locator('main a[href$="/lapor/"]').count() == 0

    root = empty.run("receivers-root")
    anton, maria = (Person(tab(), named(empty), look) for _ in range(2))
    link = empty.run("invite-administrator", "--name", "Anton Contoh", "--email", "a@contoh.id")
    make_account(anton, link.strip(), "anton")
    codes = add_app_of_codes(anton)
    make_account(maria, invite_a_case_worker(anton), "maria")
    add_passkey(maria)
    make_key(maria)
    assert she.goto("/").page.locator('main a[href$="/lapor/"]').count() == 0

    yosef = Person(tab(), named(empty), look)
    make_account(yosef, invite_a_case_worker(anton, "Yosef Contoh"), "yosef")
    add_passkey(yosef)
    make_key(yosef)
    found_receivers(empty, root, maria, yosef)

    code = she.walk(QUESTION).send()
    answer(maria)
    assert "Tentu boleh." in she.come_back(code).text()

    come_again_with_a_code(anton, codes)
    come_again_with_the_passkey(maria)
    look_after_factors(maria)


def make_account(person: Person, link: str, username: str) -> None:
    """Follow an invitation up to the place where a second factor is asked for, and no further."""
    person.goto(link[link.index("/undangan/") :], "people/invitation.html")
    person.submit("people/invitation.html", username=username, password=PASSWORD, again="lain")
    person.submit("mfa/set_up.html", password=PASSWORD, again=PASSWORD)
    for path in ("/", "/akun/", "/pengguna/", "/kasus/", "/kunci/"):
        person.goto(path)
        assert person.page.url.endswith("/akun/dua-langkah/")


def add_app_of_codes(person: Person) -> list[str]:
    """Add an app of codes and return the recovery codes, which are shown once."""
    person.follow('main a[href$="/akun/aplikasi-kode/"]', "mfa/totp/activate_form.html")
    secret = (person.page.locator("details strong").text_content() or "").replace(" ", "")
    person.submit("mfa/recovery_codes/index.html", code=totp(secret))
    codes = person.list_of(".app-code")
    person.goto("/akun/aplikasi-kode/hapus/", "mfa/totp/deactivate_form.html")
    person.goto("/kunci/")
    assert person.page.locator("form[action$='/kunci/']").count() == 0
    return codes


def found_receivers(house: House, root: str, *people: Person) -> None:
    """Let the root key vouch for the first two, whose fingerprints are those they see."""
    private = root.splitlines()[1].strip()
    printed = house.run("receivers-found", "maria", "yosef", given=f"{private}\n")
    for person in people:
        person.goto("/kunci/", "people/vault/unlock.html")
        assert person.page.locator("#sidik").inner_text() in printed
        person.goto("/", "staff/home.html")
    assert "nobody" in house.run("receivers")


def invite_a_case_worker(person: Person, name: str = "Maria Contoh") -> str:
    """Invite somebody into the team of UPTD PPA and return the link."""
    person.goto("/pengguna/undang/")
    team = person.page.locator("option", has_text="UPTD").first.get_attribute("value") or ""
    person.submit(
        "people/users/invited.html",
        name=name,
        email=f"{name.split(maxsplit=1)[0].lower()}@contoh.id",
        role="case_worker",
        place=team,
    )
    link = person.page.locator("#tautan").inner_text()
    person.goto("/pengguna/", "people/users/list.html")
    return link


def add_passkey(person: Person) -> None:
    """Give the browser a device that signs with a finger, and add it."""
    session = person.page.context.new_cdp_session(person.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    person.follow('main a[href$="/akun/passkey/"]', "mfa/webauthn/add_form.html")
    person.page.locator('[name="passwordless"]').check()
    person.touch()
    assert "/akun/passkey/" not in person.page.url


def make_key(person: Person) -> None:
    """Make a key: write the words down, read them back."""
    person.goto("/", "staff/home.html")
    person.follow('main a[href$="/kunci/baru/"]', "people/vault/write_down.html")
    words = " ".join(person.list_of(".app-code"))
    person.submit("people/vault/confirm.html")
    person.submit("people/vault/confirm.html", passphrase="kata yang salah")
    person.submit("staff/home.html", passphrase=words.upper())


def answer(person: Person) -> None:
    """Read the one question there is, and answer it."""
    person.follow('main a[href$="/kasus/"]')
    person.follow("main table a")
    person.follow('form[action$="/buka/"] button')
    assert "Bolehkah saya menolak?" in person.page.locator("main").inner_text()
    person.submit("casework/opened.html", teks="Tentu boleh.")


def come_again_with_a_code(person: Person, codes: list[str]) -> None:
    """Sign out. The password leads no further than to the second step; a code works once."""
    for code, lets_in in ((codes[0], True), (codes[0], False)):
        press(person.page.locator('form[action$="/keluar/"] button').first)
        person.submit("mfa/authenticate.html", login="anton", password=PASSWORD)
        person.goto("/pengguna/")
        assert "/masuk/" in person.page.url
        person.goto("/masuk/dua-langkah/")
        person.submit("staff/home.html" if lets_in else "mfa/authenticate.html", code=code)


def come_again_with_the_passkey(person: Person) -> None:
    """Sign out, and in again with the passkey alone."""
    press(person.page.locator('form[action$="/keluar/"] button'))
    person.follow('main a[href$="/masuk/passkey/"]')
    person.touch()
    assert "Maria Contoh" in person.page.locator(".app-header__who").inner_text()


def look_after_factors(person: Person) -> None:
    """Look at the pages of somebody who has a passkey."""
    for link, template in (
        ('[href$="/hapus/"]', "mfa/webauthn/authenticator_confirm_delete.html"),
        ('[href$="/kode-cadangan/baru/"]', "mfa/recovery_codes/generate.html"),
        ('[href*="/akun/passkey/"]:not([href$="/hapus/"])', "mfa/webauthn/edit_form.html"),
    ):
        person.goto("/akun/", "account/account.html")
        person.follow(f"main a{link}", template)
    person.submit("account/account.html", name="Sidik jari")
