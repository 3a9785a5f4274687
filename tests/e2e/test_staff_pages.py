"""Every page of the staff surface in both languages: axe, 320 px, no fault in the console."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.look import Look
from tests.e2e.people import Begin, Worker, press
from tests.e2e.ways import ADULT
from tests.house import House

pytestmark = pytest.mark.browser


def look_at(somebody: Worker, look: Look, pages: dict[str, str]) -> None:
    """Look at every page that has an address."""
    for path, template in pages.items():
        somebody.goto(path)
        look(somebody.page, template)


def refused(somebody: Worker, look: Look, template: str) -> None:
    """Press the page's button with something missing, and look at what it says."""
    press(somebody.page.locator("main form button").last)
    assert somebody.page.locator(".govuk-error-summary").count() == 1
    look(somebody.page, template)


def test_pages_before_signing_in(worker: Begin, look: Look) -> None:
    stranger = worker("maria", look.prefix, script=True)
    look_at(
        stranger,
        look,
        {
            "/masuk/passkey/": "account/passkey.html",
            "/masuk/ditangguhkan/": "account/suspended.html",
            "/undangan/tidak-berlaku/": "people/invitation_closed.html",
            "/tidak-ada/": "errors/staff.html",
            "/masuk/": "account/login.html",
        },
    )
    refused(stranger, look, "account/login.html")


def test_one_s_own_account(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    look_at(
        rina,
        look,
        {
            "/": "staff/home.html",
            "/akun/": "account/account.html",
            "/akun/dua-langkah/": "mfa/set_up.html",
            "/akun/passkey/": "mfa/webauthn/add_form.html",
            "/akun/aplikasi-kode/": "mfa/totp/activate_form.html",
        },
    )
    refused(rina, look, "mfa/totp/activate_form.html")
    look_at(rina, look, {"/akun/kata-sandi/": "account/password.html"})
    refused(rina, look, "account/password.html")
    look_at(rina, look, {"/masuk/lagi/": "account/reauthenticate.html"})
    refused(rina, look, "account/reauthenticate.html")


def test_one_s_own_key(colleague: Begin, look: Look) -> None:
    rina = colleague("rina", look.prefix, script=True)
    for path, template in (
        ("/kunci/", "people/vault/unlock.html"),
        ("/kunci/hilang/", "people/vault/lost.html"),
    ):
        look_at(rina, look, {path: template})
        refused(rina, look, template)
    look_at(rina, look, {"/kunci/ganti/": "people/vault/write_down.html"})
    press(rina.page.locator("main form button").last)
    look(rina.page, "people/vault/confirm.html")
    refused(rina, look, "people/vault/confirm.html")


def test_the_list_of_cases(reader: Begin, look: Look) -> None:
    maria = reader("maria", look.prefix, script=True)
    look_at(maria, look, {"/": "staff/home.html"})
    for search in ("", "?q=%3F%3F", "?q=QQQ-0000"):
        look_at(maria, look, {f"/kasus/{search}": "casework/list.html"})


def test_a_case_until_it_is_closed(reader: Begin, reporter: Any, house: House, look: Look) -> None:
    known = house.numbers()
    reporter().walk(answers for _, answers in ADULT[:-1]).send()
    (number,) = house.numbers() - known
    maria = reader("maria", look.prefix, script=True)
    look_at(maria, look, {f"/kasus/{number}/": "casework/sealed.html"})
    maria.open(number)
    look(maria.page, "casework/opened.html")
    maria.open_part("account").open_part("identity")
    look(maria.page, "casework/opened.html")
    press(maria.page.locator('form[action$="/berkas/rencana/"] button'))
    look(maria.page, "casework/section_plan.html")
    maria.write("tambah")
    look(maria.page, "casework/section_plan.html")
    maria.open(number).open_part("account").open_part("identity")
    for name, answers in (
        ("pembaca", {}),
        ("jawab", {"teks": ""}),
        ("jawab", {"teks": "Kami membaca pesan Anda."}),
        ("tutup", {}),
        ("tutup", {"teks": "Sampai di sini.", "alasan": "terpenuhi"}),
    ):
        maria.write(name, **answers)
        look(maria.page, "casework/opened.html")
        missing = "" in answers.values() or not answers
        assert maria.page.locator(".govuk-error-summary").count() == missing


def test_a_text_that_was_typed_while_the_key_closed(reader: Begin, look: Look) -> None:
    maria = reader("maria", look.prefix, script=True)
    maria.goto("/kasus/?keadaan=received")
    press(maria.page.locator("main table a").first)
    press(maria.form("buka").first.locator("button"))
    with maria.page.context.new_page() as plan:
        plan.goto(maria.page.url.replace("buka/", ""))
        press(plan.locator('form[action$="/buka/"] button').first)
        press(plan.locator('form[action$="/berkas/rencana/"] button'))
        maria.page.context.clear_cookies(name="kunci")
        press(plan.locator('form[action$="/tambah/"] button'))
        look(plan, "casework/section_locked.html")
    maria.write("jawab", teks="Kami membaca pesan Anda.")
    assert maria.page.locator('[name="teks"]').input_value() == "Kami membaca pesan Anda."
    look(maria.page, "casework/locked.html")


def test_a_supervisor_s_clocks(colleague: Begin, look: Look) -> None:
    agustina = colleague("agustina", look.prefix, script=True)
    look_at(
        agustina,
        look,
        {
            "/": "staff/home.html",
            "/kasus/tim/": "casework/teams.html",
            "/kasus/": "errors/staff.html",
        },
    )


def test_accounts(colleague: Begin, look: Look) -> None:
    admin = colleague("admin", look.prefix, script=True)
    look_at(
        admin,
        look,
        {
            "/": "staff/home.html",
            "/pengguna/": "people/users/list.html",
            "/pengguna/?q=siapa": "people/users/list.html",
            "/pengguna/?q=Paul": "people/users/list.html",
        },
    )
    press(admin.page.locator("main table a").first)
    look(admin.page, "people/users/detail.html")
    for step in ("tangguhkan", "aktifkan", "keluarkan"):
        press(admin.form(step).locator("button").last)
        look(admin.page, "people/users/detail.html")


def test_an_invitation_that_is_refused(colleague: Begin, look: Look) -> None:
    """Nobody real is invited into a demo; test_new_installation looks at the others."""
    admin = colleague("admin", look.prefix, script=True)
    look_at(admin, look, {"/pengguna/undang/": "people/users/invite.html"})
    refused(admin, look, "people/users/invite.html")
    admin.page.fill('[name="name"]', "Yuli Contoh")
    admin.page.fill('[name="email"]', "yuli@contoh.invalid")
    admin.page.select_option('[name="role"]', "coordinator")
    refused(admin, look, "people/users/invite.html")


def test_a_page_that_breaks(colleague: Begin, look: Look, house: House) -> None:
    admin = colleague("admin", look.prefix, script=True)
    with house.without("people_invitation"):
        look_at(admin, look, {"/pengguna/": "errors/staff.html"})
    assert admin.page.watch.faults  # type: ignore[attr-defined]
    admin.page.watch.faults.clear()  # type: ignore[attr-defined]
    assert admin.goto("/pengguna/") == 200
