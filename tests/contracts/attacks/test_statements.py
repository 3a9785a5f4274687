"""Statements and templates: what somebody searches for is a value, in SQL, in a page, in a log."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from django.db import connection

from ruangaman.core.logs import PrivateFormatter
from ruangaman.ops.web import ProcessFormatter
from tests.clients import PublicClient, StaffClient
from tests.contracts.attacks.addresses import addresses, plain
from tests.contracts.attacks.forms import Form, forms_of
from tests.contracts.attacks.test_elsewhere import links
from tests.contracts.attacks.town import Town, undone

pytestmark = pytest.mark.django_db

STRANGER = "zzqqxxkk"
"""Nobody and nothing is called so."""
SQL = (
    "zzqqxxkk' OR '1'='1", "zzqqxxkk\" OR \"\"=\"", "zzqqxxkk') OR 1=1 --", "zzqqxxkk'; DELETE FROM people_user; --",
    "zzqqxxkk%", "%zzqqxxkk_", "zzqqxxkk\\", "zzqqxxkk\\' OR 1=1 --", "zzqqxxkk\x00", "zzqqxxkk' UNION SELECT 1,2,3 --",
    "zzqqxxkk*", "zzqqxxkk?", "zzqqxxkk[a-z]", "zzqqxxkk$$", "zzqqxxkk%s%(a)s{0}", "zzqqxxkk' || pg_sleep(9) --",
    "zzqqxxkk/*", "zzqqxxkk：＇ OR 1=1", "zzqqxxkk\ud7ff\U0010ffff", "zzqqxxkk" + "9" * 300,
)  # fmt: skip
WILD = ("%", "_", "%%", "__________", "*", "?", "\\%", "[!a]", ".*", "%' --")
ASKING = ("maria", "anton", "agustina", "dewi")
ODD = (*WILD, "9" * 400, "-1", "1e309", "NaN", "\x00", "\ufeff", "'", '"', ";", "\\", "null", "[]", "{}", "a" * 9000,
       "9223372036854775808", "٣", "2026-02-31", "0000-00-00", "=1+1", "@SUM(1)")  # fmt: skip
NAMES = (
    "q",
    "sesudah",
    "page",
    "keadaan",
    "cari",
    "kabupaten",
    "unit",
    "jenis",
    "tahun",
    "bulan",
    "urut",
    "dari",
)


def asked(town: Town, values: Sequence[str]) -> Iterator[tuple[Any, str, str, Sequence[str]]]:
    """Yield who asks, where, and every parameter that a form or a link of that page has.

    With a third of the values in turn, a quote always among those of ``SQL``: who see the same page
    share them among each other.
    """
    seen: dict[tuple[str, str], list[Any]] = {}
    for name in ASKING:
        client = town.client(name)
        for path in plain("staff"):
            with undone(client):
                answer = client.get(path)
            for one in parameters(answer, path) if answer.status_code == 200 else ():
                seen.setdefault((path, one), []).append(client)
    for path in plain("public"):
        for one in {*parameters(PublicClient().get(path), path), *NAMES[:1]}:
            seen[path, one] = [PublicClient()]
    for turn, ((path, one), clients) in enumerate(seen.items()):
        for place, client in enumerate(clients):
            yield client, path, one, values[turn % 3 :: 3][place :: len(clients)]


def parameters(answer: Any, path: str) -> set[str]:
    found = {c for form in forms_of(answer) if form.method == "get" for c in form.controls}
    for link in links(answer):
        parts = urlsplit(link.replace("&amp;", "&"))
        if parts.path in ("", path):
            found |= {name for name, _ in parse_qsl(parts.query)}
    return found - {"next"}


def test_no_filter_is_a_statement(town: Town) -> None:
    """Whatever follows the stranger's name, no more is found than under it: links as the measure."""
    tried = 0
    for client, path, name, values in asked(town, SQL):
        with undone(client):
            nothing = objects(client.get(path, {name: STRANGER}))
        for value in values:
            with undone(client):
                answer = client.get(path, {name: value})
            assert answer.status_code < 500, (path, name, value)
            if answer.status_code == 200:
                assert objects(answer) <= nothing, (path, name, value)
            tried += 1
    assert tried > len(SQL)


def objects(answer: Any) -> set[str]:
    """Return the links of the page to something with a name of its own."""
    main = answer.content.decode(errors="replace").partition("<main")[2]
    return {
        link
        for link in (urlsplit(part.split('"')[0]).path for part in main.split('href="')[1:])
        if any(link.startswith(head) and len(link) > len(head) + 3 for head in heads())
    }


@cache
def heads() -> frozenset[str]:
    """Return how the addresses of things begin."""
    return frozenset(a.path.partition("{")[0] for a in addresses("staff") if a.parameters)


def test_odd_values_break_no_filter(town: Town) -> None:
    for client, path, name, values in asked(town, ODD):
        for value in values:
            with undone(client):
                status = client.get(path, {name: value}).status_code
            assert status < 500, (path, name, value[:40], status)
        with undone(client):
            assert client.get(f"{path}?{name}=1&{name}=2").status_code < 500, (path, name)


def test_wildcards_are_letters(town: Town) -> None:
    """Nobody is called ``%``: the search for people finds nobody, not everybody."""
    anton = town.client("anton")
    everybody = objects(anton.get("/pengguna/"))
    assert len(everybody) > 5
    for value in WILD:
        assert objects(anton.get("/pengguna/", {"q": value})) < everybody, value
    assert f"/pengguna/{town.world.maria.pk}/" in objects(anton.get("/pengguna/", {"q": "maria"}))


def posted(client: Any, path: str) -> Iterator[Form]:
    answer = client.get(path)
    if answer.status_code == 200:
        yield from (form for form in forms_of(answer) if form.method == "post")


def test_no_form_is_a_statement(town: Town) -> None:
    """Every text of every form that a page shows at once, public ones in both languages.

    Each form is tried with what no statement may begin, and with some of the others in turn.
    """
    turn = 0
    browsers: list[tuple[Any, tuple[str, ...]]] = [
        (PublicClient(), (*plain("public"), *(f"/en{path}" for path in plain("public")))),
        (town.client("anton"), plain("staff")),
        (town.client("maria"), plain("staff")),
    ]
    for client, paths in browsers:
        for path in paths:
            for form in posted(client, path):
                if all(form.controls[text].kind == "password" for text in form.texts):
                    continue
                turn += 1
                some = (*SQL[turn % 4 : 12 : 4], WILD[turn % 4])
                for value in (*some, "9" * 400, "\x00", "a" * 9000):
                    with undone(client):
                        answer = client.post(form.action or path, form.filled(value))
                    assert answer.status_code < 500, (path, value[:40])


def test_a_search_for_people_or_help_finds_no_more_than_a_stranger(town: Town) -> None:
    """The public searches are POSTs: offices and services."""
    for path in ("/bantuan/", "/fokal-point/"):
        for form in posted(PublicClient(), path):
            for text in form.texts:
                nothing = PublicClient().post(path, {**form.filled(STRANGER), text: STRANGER})
                for value in SQL:
                    answer = PublicClient().post(path, {**form.filled(STRANGER), text: value})
                    assert answer.status_code in (200, 422), value
                    more = answer.content.count(b"<li") - nothing.content.count(b"<li")
                    assert answer.status_code == 422 or more <= 0, value


def test_every_model_still_has_its_rows(town: Town) -> None:
    """After all of it: nobody's table was dropped by a search."""
    anton, maria = town.client("anton"), town.client("maria")
    before = rows_of()
    for value in ODD:
        anton.get("/pengguna/", {"q": value, "page": value, "keadaan": value})
        maria.get("/kasus/", {"q": value, "sesudah": value, "keadaan": value})
    assert rows_of() == before


def rows_of() -> dict[str, int]:
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            found[table] = cursor.fetchone()[0]
        return found


LINES = (
    "kenari\n2026-11-25T00:00:00Z ERROR ruangaman forged", "kenari\r\nforged", "kenari\x1b[31mred\x1b[0m",
    "kenari\x1b]0;title\x07", "kenari\x85forged", "kenari\u2028forged", "%s%s%n kenari %(asctime)s", "{0.__class__} kenari",
    "${jndi:ldap://kenari}", "kenari\x00", "kenari\x08\x08\x08",
)  # fmt: skip


def test_nothing_that_is_sent_stands_in_a_log(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    """Paths, queries, headers, cookies, forms: every line is one line, of ours alone."""
    caplog.set_level(logging.DEBUG)
    for client, surface in (
        (PublicClient(), "public"),
        (town.client("maria"), "staff"),
        (StaffClient(), "staff"),
    ):
        for line in LINES:
            said = {
                "HTTP_USER_AGENT": line,
                "HTTP_REFERER": line,
                "HTTP_X_KENARI": line,
                "HTTP_HOST": line,
            }
            client.get(f"/{quote(line)}/?q={quote(line)}")
            client.get("/", **said)
            for path in plain(surface)[:12]:
                with undone(client):
                    client.post(
                        path, dict.fromkeys(("isi", "kode", "login", "password", "q", line), line)
                    )
    assert caplog.records
    formatters = (PrivateFormatter(), ProcessFormatter())
    for written in (one.format(record) for one in formatters for record in caplog.records):
        assert "kenari" not in written
        assert "forged" not in written
        assert written.isprintable(), written
