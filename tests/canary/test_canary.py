"""A full round trip with marked strings: afterwards none of them stands anywhere on the disk."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from tests.canary.browse import Browser
from tests.canary.contacts import handed_over
from tests.canary.further import beside
from tests.canary.handing import handed_on, typed_again
from tests.canary.hunt import found, found_in, planted
from tests.canary.work import switched_on, written
from tests.documents import text_of
from tests.house import House, new_house

WAY = (
    {"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "saya"}, {"konflik": "tidak"},
    {"izin": "uptd_cerita"}, {"kapan": "lebih_lama"}, {"butuh": "teman_bicara"},
)  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = new_house(tmp_path_factory.mktemp("canary"))
    try:
        house.build().serve()
        yield house
    finally:
        house.remove()


@pytest.fixture(scope="module")
def marks(house: House) -> list[str]:
    """Make the round trip and return everything that must not be found."""
    story, hours, message, answer, refused, name, content, said_by_service, incident = (
        f"kenari{secrets.token_hex(6)}" for _ in range(9)
    )
    phone = f"0812{secrets.randbelow(10**8):08d}"
    worker = house.accounts["maria"]
    she = Browser(house.public)
    she.get("/lapor/")
    for fields in WAY:
        she.send("/lapor/", **fields)
    she.send("/lapor/", balas="telepon", nomor=phone, jam=hours)
    she.send("/lapor/", cerita=story)
    she.send("/lapor/", kirim="1")
    code = " ".join(re.findall(r"<li>(\w+)</li>", she.page.split('id="kode"')[1])[:8])
    assert len(code.split()) == 8
    _supervisor_switches_on(house)
    desk, number, work = _worker_answers(house, worker, answer, story)
    _incident(desk, incident)
    she.get("/pesan/")
    she.send("/pesan/", kode=code, buka="1")
    assert answer in she.page
    she.send("/pesan/", pesan=message, kirim="1")
    assert message in she.page
    _file_travels(she, name, content)
    letter = _referred(desk, she, number, code, said_by_service)
    handed = handed_on(desk, she, number, code)
    _faults(house, refused)
    by_contact = handed_over(_unlocked(house, "rina"), f"kenari{secrets.token_hex(6)}")
    further = beside(desk, _unlocked(house, "dpo"), number)
    typed_again(desk, she, number, code, f"{by_contact[1]} {by_contact[-1]}")
    assert number
    said = [story, hours, message, answer, refused, phone, code, worker["passphrase"]]
    by_letter = [letter, letter.replace("-", ""), said_by_service, incident]
    return [*said, name, content, *work, *by_letter, *by_contact, *handed, *further]


def _file_travels(she: Browser, name: str, content: str) -> None:
    """Be refused one file, send another whose name and pages are marked, and see it listed."""
    she.send("/pesan/", to="/pesan/file/", lampir="1")
    she.upload("/pesan/file/", f"{name}.jpg", content.encode(), unggah="1")
    assert "Jenis file ini tidak bisa kami terima." in she.page
    she.upload("/pesan/file/", f"{name}.pdf", document(content), unggah="1")
    she.send("/pesan/file/", kirim="1")
    assert f"{name}.pdf" in she.page


def document(text: str) -> bytes:
    """Return a PDF in which ``text`` stands open on the page and in the description."""
    pdf, out = pikepdf.new(), io.BytesIO()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(f"BT ({text}) Tj ET".encode())
    pdf.docinfo["/Author"] = text
    pdf.save(out, compress_streams=False)
    return out.getvalue()


def _supervisor_switches_on(house: House) -> None:
    leader, account = Browser(house.staff), house.accounts["agustina"]
    leader.get("/masuk/")
    leader.send("/masuk/", login=account["username"], password=account["password"])
    switched_on(leader)


def _incident(desk: Browser, mark: str) -> None:
    """Record an incident with a marked remark."""
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(hours=1)
    when = {"tanggal": str(at.date()), "jam": str(at.hour)}
    desk.get("/insiden/lapor/")
    chosen = {"jenis": "lain", "terkait": ["needs"], "cara": "sendiri"}
    desk.send("/insiden/lapor/", **chosen, **when, catatan=mark)
    assert "INS-" in desk.page


def _worker_answers(
    house: House, worker: dict[str, str], answer: str, story: str
) -> tuple[Browser, str, list[str]]:
    desk = _unlocked(house, worker["username"])
    for number in re.findall(r"/kasus/([A-Z]{3}-\d{4})/", desk.get("/kasus/")):
        desk.get(f"/kasus/{number}/")
        desk.send("/buka/")
        desk.send("/buka/", bagian=["needs", "messages", "account", "identity"])
        if story in desk.page:
            desk.send("/jawab/", teks=answer)
            return desk, str(number), written(desk, number)
    raise AssertionError("the worker does not find the report")


def _unlocked(house: House, name: str) -> Browser:
    worker, desk = house.accounts[name], Browser(house.staff)
    desk.get("/masuk/")
    desk.send("/masuk/", login=worker["username"], password=worker["password"])
    desk.get("/kunci/")
    desk.send("/kunci/", **{_name_of_the_phrase(desk.page): worker["passphrase"]})
    return desk


def _referred(desk: Browser, she: Browser, number: str, code: str, said: str) -> str:
    """Refer her to a service that answers; return the code on the letter."""
    desk.get(f"/kasus/{number}/")
    desk.send("/buka/")
    desk.send("/berkas/rujukan/")
    desk.send(
        "/rujukan/usul/",
        layanan="rsud-johannes",
        izin="kesehatan",
        bantuan="periksa",
        cara="datang",
    )
    thing = re.search(r'name="hal" value="([^"]+)"', desk.page)
    assert thing, desk.page
    she.get("/pesan/")
    she.send("/pesan/", kode=code, buka="1")
    ticked = {f"boleh_{thing[1].replace('-', '')}": "bantuan"}
    she.send("/pesan/", rujukan_ya=thing[1], **ticked)
    desk.send("/berkas/rujukan/")
    desk.send("/rujukan/surat/")
    found = re.search(r"\b\w{4}(?:-\w{4}){3}\b", text_of(desk.fetch("/rujukan/surat/", "surat")))
    assert found
    service = Browser(she.address)
    service.get("/rujukan/")
    service.send("/rujukan/", kode=found[0])
    service.send("/rujukan/", jawaban="accepted", pesan=said)
    desk.get(f"/kasus/{number}/")
    desk.send("/buka/")
    desk.send("/berkas/rujukan/")
    assert said in desk.page
    return found[0]


def _name_of_the_phrase(page: str) -> str:
    form = page.split('action="/kunci/"')[1]
    named = re.search(r'<input type="(?:password|text)" name="(\w+)"', form)
    assert named
    return named[1]


def _faults(house: House, mark: str) -> None:
    """Send the mark where things go wrong: wrong codes, wrong states, unknown pages."""
    she = Browser(house.public)
    she.get(f"/{mark}/?{mark}={mark}")
    she.get("/pesan/")
    she.send("/pesan/", kode=mark)
    she.get("/lapor/")
    she.send("/lapor/", isi=mark, aman=mark)
    desk = Browser(house.staff)
    desk.get("/masuk/")
    desk.send("/masuk/", login=mark, password=mark)


def everything(house: House, folder: Path) -> list[Path]:
    """Return every file of the installation, with a dump of the database beside them."""
    dump = folder / "dump.sql"
    if house.server:
        program = shutil.which("pg_dump")
        assert program
        dump.write_bytes(
            subprocess.run([program, house.database], capture_output=True, check=True).stdout
        )
    else:
        with sqlite3.connect(house.home / "ruangaman.sqlite3") as connection:
            dump.write_text("\n".join(connection.iterdump()), encoding="utf-8")
    files = [path for path in house.folder.rglob("*") if path.is_file()]
    kinds = {path.suffix for path in files}
    assert house.server or {".sqlite3", ".sqlite3-wal"} <= kinds
    return [dump, *files]


def test_none_of_it_stands_anywhere(house: House, marks: list[str], tmp_path: Path) -> None:
    files = everything(house, tmp_path)
    assert found_in(files, marks) == {}


def test_nor_in_pieces_of_the_code(house: House, marks: list[str], tmp_path: Path) -> None:
    """Four words of the code in a row are 44 bits: none of those either."""
    words = marks[6].split()
    pieces = [" ".join(words[i : i + 4]) for i in range(5)]
    assert found_in(everything(house, tmp_path), pieces) == {}


@pytest.mark.parametrize("kind", planted("x"))
def test_the_search_finds_a_planted_leak(
    house: House, marks: list[str], tmp_path: Path, kind: str
) -> None:
    mark = marks[0]
    leak = house.scratch / f"leak-{os.getpid()}"
    leak.write_bytes(planted(mark)[kind])
    try:
        assert found_in(everything(house, tmp_path), [mark]) == {str(leak): {mark}}
    finally:
        leak.unlink()


def test_the_search_finds_a_leak_in_the_database(
    house: House, marks: list[str], tmp_path: Path
) -> None:
    if house.server:
        pytest.skip("the dump is the same text; planted on SQLite")
    with sqlite3.connect(house.home / "ruangaman.sqlite3") as connection:
        connection.execute("CREATE TABLE leak (text TEXT)")
        connection.execute("INSERT INTO leak VALUES (?)", [marks[0]])
    try:
        assert found_in(everything(house, tmp_path), [marks[0]])
    finally:
        with sqlite3.connect(house.home / "ruangaman.sqlite3") as connection:
            connection.execute("DROP TABLE leak")


def test_the_search_does_not_cry_wolf() -> None:
    assert found(os.urandom(100_000), ["kenari0123456789"]) == set()
