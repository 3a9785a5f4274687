"""Every page of the staff surface in both languages: axe, 320 px, no fault in the console."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Worker, press

pytestmark = pytest.mark.browser


@pytest.fixture(params=["", "/en"], ids=["id", "en"])
def look(request: pytest.FixtureRequest) -> Iterator[Look]:
    """Collects faults in one language; there must be none at the end."""
    look = Look(request.param)
    yield look
    assert look.faults == []


@pytest.fixture
def somebody(worker: Any, look: Look) -> Any:
    """Somebody with an account, signed in, with JavaScript."""

    def begin(username: str) -> Worker:
        return worker(username, look.prefix, script=True).sign_in()  # type: ignore[no-any-return]

    return begin


def test_pages_before_signing_in(worker: Any, look: Look) -> None:
    stranger = worker("maria", look.prefix, script=True)
    for path, template in (
        ("/masuk/", "account/login.html"),
        ("/masuk/passkey/", "account/passkey.html"),
        ("/masuk/ditangguhkan/", "account/suspended.html"),
        ("/undangan/tidak-berlaku/", "people/invitation_closed.html"),
        ("/tidak-ada/", "errors/staff.html"),
    ):
        stranger.goto(path)
        look(stranger.page, template)
    stranger.goto("/masuk/")
    press(stranger.page.locator("main form button").first)
    look(stranger.page, "account/login.html")


def test_one_s_own_account(somebody: Any, look: Look) -> None:
    rina = somebody("rina")
    for path, template in (
        ("/", "staff/home.html"),
        ("/akun/", "account/account.html"),
        ("/akun/kata-sandi/", "account/password.html"),
        ("/akun/dua-langkah/", "mfa/set_up.html"),
        ("/akun/aplikasi-kode/", "mfa/totp/activate_form.html"),
        ("/akun/passkey/", "mfa/webauthn/add_form.html"),
        ("/masuk/lagi/", "account/reauthenticate.html"),
    ):
        rina.goto(path)
        look(rina.page, template)
    rina.goto("/akun/kata-sandi/")
    press(rina.page.locator("main form button").first)
    look(rina.page, "account/password.html")


def test_one_s_own_key(somebody: Any, look: Look) -> None:
    rina = somebody("rina")
    rina.goto("/kunci/")
    look(rina.page, "people/vault/unlock.html")
    press(rina.page.locator("main form button").first)
    look(rina.page, "people/vault/unlock.html")
    rina.goto("/kunci/hilang/")
    look(rina.page, "people/vault/lost.html")
    rina.goto("/kunci/ganti/")
    look(rina.page, "people/vault/write_down.html")
    press(rina.page.locator("main form button").first)
    look(rina.page, "people/vault/confirm.html")


@pytest.mark.parametrize("username", ["maria", "agustina", "admin", "koordinator"])
def test_the_first_page_of_each_kind_of_person(somebody: Any, look: Look, username: str) -> None:
    look(somebody(username).page, "staff/home.html")


def test_the_desk(somebody: Any, look: Look) -> None:
    maria = somebody("maria").unlock()
    maria.goto("/kasus/")
    look(maria.page, "casework/list.html")
    maria.goto("/kasus/?q=%3F%3F")
    look(maria.page, "casework/list.html")
    for number in sorted(maria.numbers())[:2]:
        maria.goto(f"/kasus/{number}/")
        look(maria.page, "casework/sealed.html")
        maria.open(number)
        look(maria.page, "casework/opened.html")
        if maria.page.locator('button[value="account"]').count():
            maria.open_part("account")
        look(maria.page, "casework/opened.html")
    maria.write("pembaca")
    assert maria.page.locator(".govuk-error-summary").count() == 1
    look(maria.page, "casework/opened.html")


def test_a_text_that_was_typed_while_the_key_closed(somebody: Any, look: Look) -> None:
    maria = somebody("maria").unlock()
    maria.open(sorted(maria.numbers())[0])
    maria.page.context.clear_cookies(name="kunci")
    maria.write("tutup", teks="Sampai di sini.", alasan="terpenuhi")
    assert maria.page.locator('[name="teks"]').input_value() == "Sampai di sini."
    look(maria.page, "casework/locked.html")


def test_a_supervisor_s_clocks(somebody: Any, look: Look) -> None:
    agustina = somebody("agustina")
    agustina.goto("/kasus/tim/")
    look(agustina.page, "casework/teams.html")
    agustina.goto("/kasus/")
    look(agustina.page, "errors/staff.html")


def test_accounts(somebody: Any, look: Look) -> None:
    anton = somebody("admin")
    anton.goto("/pengguna/")
    look(anton.page, "people/users/list.html")
    press(anton.page.locator('main a[href*="/pengguna/"]', has_text="Beni").first)
    look(anton.page, "people/users/detail.html")
    anton.goto("/pengguna/undang/")
    look(anton.page, "people/users/invite.html")
    press(anton.page.locator("main form button").first)
    look(anton.page, "people/users/invite.html")
