"""Leading elsewhere: headers, hosts and redirects are ours, whatever a request says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest
from django.core.cache import cache

from ruangaman.people.tests.steps import totp
from tests.clients import PublicClient, StaffClient
from tests.contracts.attacks.addresses import addresses, plain
from tests.contracts.attacks.forms import forms_of
from tests.contracts.attacks.town import Town, undone
from tests.world import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.once]

EVIL = "jahat.example"
TARGETS = (
    f"https://{EVIL}/", f"//{EVIL}/", f"///{EVIL}", f"////{EVIL}", rf"\\{EVIL}", rf"/\{EVIL}/", rf"\/{EVIL}",
    f"https:{EVIL}", f"https:/{EVIL}", f"http:///{EVIL}", f"//testserver@{EVIL}/", f"https://testserver@{EVIL}",
    f"//testserver.{EVIL}", f"/\t/{EVIL}", f"/\n/{EVIL}", f"\t//{EVIL}", f" //{EVIL}", f"\x00//{EVIL}", f"\x1f//{EVIL}",
    f"/%09/{EVIL}", f"//{EVIL}%2f..", f"javascript:alert('{EVIL}')", f"data:text/html,{EVIL}", f"//{EVIL}\\@testserver",
    f"//[{EVIL}", f"https://{EVIL}#@testserver/", f"https://{EVIL}?@testserver/", f"／／{EVIL}", f"/。/{EVIL}",
    f"//{EVIL}:80/", f"ftp://{EVIL}", f"//1/{EVIL}/../..", "a" * 5000,
)  # fmt: skip
BREAKS = ("/a\r\nX-Kenari: 1", "/\r\r\n\n<kenari>", "/a\u560d\u560aX-Kenari: 1", "/\x0b\u2028\x85X-Kenari: 1")  # fmt: skip
NAMES = (
    "next",
    "url",
    "lang",
    "language",
    "q",
    "page",
    "sesudah",
    "keadaan",
    "nama",
    "berkas",
    "urut",
)


def goes_elsewhere(response: Any, path: str) -> bool:
    r"""Say whether a browser would leave this host. Browsers read ``\`` as ``/``, and drop tabs."""
    place = response.get("Location", "")
    seen = "".join(one for one in place.replace("\\", "/").strip() if one not in "\t\r\n\x00")
    found = urlsplit(urljoin(f"http://testserver{path}", seen))
    return (found.scheme, found.netloc) != ("http", "testserver")


def browsers(town: Town) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Yield a browser and where it goes."""
    yield PublicClient(), plain("public")
    for name in ("maria", "anton"):
        yield town.client(name), plain("staff")
    yield StaffClient(), plain("staff")


def takes_a_way_back(client: Any, path: str) -> bool:
    """Say whether a page does anything with ``next``: redirects at all, or repeats it."""
    with undone(client):
        answers = (client.get(f"{path}?next=/akun/"), client.post(path, {"next": "/akun/"}))
        return any(a.status_code in (301, 302) or 'name="next"' in str(a.content) for a in answers)


def targets_for(client: Any, path: str, number: int) -> Sequence[str]:
    """Return all targets for a page about signing in, else a share: pages redirect by one rule."""
    if not takes_a_way_back(client, path):
        return TARGETS[:1]
    if path.startswith(("/masuk/", "/keluar/")):
        return TARGETS
    return (*TARGETS[:2], TARGETS[5], *TARGETS[number % 12 :: 12])


@pytest.mark.parametrize("who", range(4), ids=("public", "maria", "anton", "nobody"))
def test_no_page_leads_elsewhere(town: Town, who: int) -> None:
    client, paths = list(browsers(town))[who]
    for number, path in enumerate(paths):
        for target in targets_for(client, path, number):
            with undone(client):
                query = f"{path}?next={quote(target)}&url={quote(target)}"
                for answer in (client.get(query), client.post(query, {"next": target})):
                    assert answer.status_code < 500, (query, answer.status_code)
                    assert not goes_elsewhere(answer, path), (query, answer["Location"])
                    assert f'action="{target}' not in answer.content.decode(errors="replace")


def test_whoever_really_signs_in_stays_here(town: Town) -> None:
    """The redirect after signing in and after the password asked again, for each target."""
    known = town.client("tono")
    for target in TARGETS:
        for client, path, given in (
            (StaffClient(), "/masuk/", {"login": "tono", "password": PASSWORD}),
            (known, "/masuk/lagi/", {"password": PASSWORD, "code": totp()}),
            (known, "/keluar/", {}),
        ):
            cache.clear()
            with undone(client):
                answer = client.post(path, {**given, "next": target})
                assert answer.status_code == 302, (path, target)
                assert not goes_elsewhere(answer, path), (path, target, answer["Location"])


def test_the_other_language_is_never_elsewhere(town: Town) -> None:
    for client in (PublicClient(), StaffClient(), town.client("anton")):
        for start in (f"/en//{EVIL}", rf"/en/\{EVIL}", f"//{EVIL}", f"/en/%09/{EVIL}", f"/en///{EVIL}/%2e%2e",
                      f"/en/?next=//{EVIL}", f"//{EVIL}/..;/", f"/en/%5c%5c{EVIL}"):  # fmt: skip
            answer = client.get(start)
            assert not goes_elsewhere(answer, start), start
            for place in links(answer):
                seen = place.replace("\\", "/")
                assert not seen.startswith("//"), (start, place)


def links(response: Any) -> list[str]:
    page = response.content.decode(errors="replace")
    return [part.split('"')[0] for part in page.split('href="')[1:]]


def test_no_header_is_added(town: Town) -> None:
    """Each page is tried by each browser with a plain break and with another one, in turn."""
    for turn, (client, paths) in enumerate(browsers(town)):
        for number, path in enumerate(paths):
            for odd in BREAKS[(turn + number) % 2 :: 2]:
                query = "&".join(f"{name}={quote(odd)}" for name in NAMES)
                with undone(client):
                    for answer in (
                        client.get(f"{path}?{query}"),
                        client.post(path, dict.fromkeys((*NAMES, "login", "kode", "isi"), odd)),
                        client.get(path + quote(odd)),
                    ):
                        headers_are_ours(answer, path)


def headers_are_ours(answer: Any, path: str) -> None:
    assert answer.status_code < 500, (path, answer.status_code)
    for name, value in answer.items():
        assert "kenari" not in name.lower()
        assert value == "".join(one for one in value if " " <= one <= "~"), (path, name, value)


def test_no_header_is_believed(town: Town) -> None:
    """What a request says about its host or its path stands in no answer and no redirect."""
    said = {
        "HTTP_X_FORWARDED_HOST": EVIL, "HTTP_X_HOST": EVIL, "HTTP_X_FORWARDED_SERVER": EVIL,
        "HTTP_FORWARDED": f"host={EVIL}", "HTTP_X_ORIGINAL_URL": "/pengguna/", "HTTP_X_REWRITE_URL": "/pengguna/",
        "HTTP_X_FORWARDED_PREFIX": f"//{EVIL}", "HTTP_X_FORWARDED_PORT": "666", "HTTP_X_HTTP_METHOD_OVERRIDE": "DELETE",
        "HTTP_ACCEPT_LANGUAGE": f"{EVIL}\r\nX-Kenari: 1", "HTTP_USER_AGENT": f"{{{{7*7}}}} {EVIL}",
        "HTTP_REFERER": f"http://{EVIL}/", "HTTP_X_FORWARDED_PROTO": "https",
    }  # fmt: skip
    for client, paths in browsers(town):
        for path in paths:
            with undone(client):
                plainly = client.get(path)
                answer = client.get(path, **said)
                assert answer.status_code == plainly.status_code, path
                assert answer.get("Location") == plainly.get("Location")
                assert EVIL not in answer.content.decode(errors="replace")
                assert "666" not in answer.get("Location", "")


HOSTS = (
     EVIL, f"testserver.{EVIL}", f"{EVIL}:80", f"testserver@{EVIL}", f"testserver, {EVIL}", "", "*", ".testserver",
     f"testserver:80@{EVIL}", f"testserver#{EVIL}", "[::1", "testserver:abc", f"testserver/{EVIL}", "x" * 3000,
     f"testserver\t{EVIL}", "127.0.0.1.nip.io", "２130706433",
)  # fmt: skip


def test_another_host_gets_nothing(town: Town) -> None:
    for (client, paths), host in product(browsers(town), HOSTS):
        for path in (*paths[:6], "/tidak-ada/"):
            answer = client.get(path, HTTP_HOST=host, SERVER_NAME=EVIL)
            assert answer.status_code in (400, 404), (path, host, answer.status_code)
            assert EVIL not in answer.content.decode(errors="replace")


def test_every_form_of_every_page_is_sent_to_us(town: Town) -> None:
    for client, paths in browsers(town):
        for path in paths:
            for form in forms_of(client.get(path)):
                assert form.action == "" or form.action.startswith("/"), (path, form.action)
                assert not form.action.startswith(("//", "/\\"))


def test_every_address_was_walked() -> None:
    assert {one.surface for one in (*addresses("public"), *addresses("staff"))} == {
        "public",
        "staff",
    }
    assert len(plain("staff")) > 20
