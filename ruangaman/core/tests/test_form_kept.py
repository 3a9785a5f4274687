"""A fault of ours gives the form back: what was written is sent once more with one button."""

from __future__ import annotations

from html import unescape

import pytest

WRITTEN = {"cerita": 'Ia <b>berkata</b> "kasar"\nlagi.', "butuh": ["a", "b"], "isi": "x" * 3000}


@pytest.mark.parametrize("name", ["down", "broken"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_what_was_written_is_still_there(either, name: str, prefix: str) -> None:
    page = unescape(either.post(f"{prefix}/fail/{name}", WRITTEN).content.decode())
    assert f'<form method="post" action="{prefix}/fail/{name}"' in page
    assert f'name="cerita" value="{WRITTEN["cerita"]}"' in page.replace("\r\n", "\n")
    assert page.count('name="butuh"') == 2
    assert WRITTEN["isi"] in page
    assert ("Try again" if prefix else "Coba lagi") in page


def test_markup_in_it_stays_text(either) -> None:
    assert "<b>berkata" not in either.post("/fail/down", WRITTEN).content.decode()


@pytest.mark.parametrize("secret", ["password", "passphrase", "old", "code"])
def test_a_secret_is_never_shown(either, secret: str) -> None:
    page = either.post("/fail/down", {secret: "kata rahasia", "next": "/"}).content.decode()
    assert "kata rahasia" not in page
    assert "Coba lagi" not in page


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_code_is_not_shown_but_asked_for_again(either, prefix: str) -> None:
    given = {"kode": "kempes editor kargo", "isi": "tersegel", "buka": "1"}
    page = either.post(f"{prefix}/fail/down", given).content.decode()
    assert "kempes" not in page
    assert 'name="isi" value="tersegel"' in page
    field = page.partition('name="kode"')[0].rpartition("<")[2]
    assert 'type="text"' in field
    assert ("type your code again" if prefix else "tulis lagi kode Anda") in page


def test_a_visit_has_no_form(either) -> None:
    assert "<form" not in either.get("/fail/down").content.decode().partition("<main")[2]
