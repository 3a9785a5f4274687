"""People who send the last step of a report, whatever happens, until they see their eight words."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from bench.client import answer_of, code_of, forms
from bench.crash import Sent, Target
from bench.installation import Installation, install
from bench.rows.crash import looked_for
from tests.house import copied

NOTHING_WRONG = {"lost": 0, "half": 0, "twice": 0}


def prepared(
    made: Installation, target: Target, folder: Path, people: int, each: int
) -> list[list[bytes]]:
    """Return the requests of each person."""
    place = folder / f"forms-{target.port}"
    place.mkdir()
    paths = made.inside("states", str(place), f"127.0.0.1:{target.port}", str(people), str(each))
    return [list(forms(Path(path))) for path in paths]


def page_of(answer: bytes) -> tuple[int, str]:
    """Return status and page of an answer."""
    head, _, body = answer.partition(b"\r\n\r\n")
    if b"content-encoding: gzip" in head.lower():
        body = zlib.decompress(body, wbits=31)
    return int(head.split()[1]), body.decode()


def is_clear(answer: bytes) -> bool:
    """Say whether a page tells somebody that it was not sent, and still holds all she answered."""
    status, page = page_of(answer)
    says = "Belum terkirim karena gangguan" in page or "Yang Anda tulis masih ada" in page
    return status == 503 and says and 'name="isi" value="' in page and "<button" in page


def at_once(port: int, requests: Iterable[bytes]) -> list[bytes]:
    """Send each in a thread of its own and return the answers."""
    with ThreadPoolExecutor(16) as pool:
        return list(pool.map(lambda request: answer_of(port, request), requests))


def codes_in(answers: Sequence[bytes]) -> list[str]:
    """Return the eight words of each answer; ``Fault`` where there are none."""
    return [code_of(answer) for answer in answers]


def nothing_is_wrong(made: Installation, folder: Path, codes: Sequence[str]) -> None:
    """Every code opens a whole report, and there is no other one."""
    assert looked_for(made, folder, Sent(codes=list(codes))) == NOTHING_WRONG


def installed(home: Path) -> Installation:
    """An installation with twelve receivers on SQLite."""
    copied(home, server="", name="", demo=False)
    made = Installation(home, f"sqlite:///{home / 'ruangaman.sqlite3'}", "SQLite")
    made.inside("world")
    return made


@contextmanager
def on_server(
    server: str, name: str, home: Path, *, tablespace: str = ""
) -> Iterator[Installation]:
    """An installation on a database of its own, perhaps on a disk of its own."""
    named = sql.Identifier(name)
    where = (
        sql.SQL(" TABLESPACE {}").format(sql.Identifier(tablespace)) if tablespace else sql.SQL("")
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}{}").format(named, where))
        try:
            database = urlsplit(server)._replace(path=f"/{name}").geturl()
            yield install(home, database=database)
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))
