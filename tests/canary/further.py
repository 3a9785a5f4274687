"""Beside a case, each field marked: why another reader, why it is held, an incident and lessons."""

from __future__ import annotations

import datetime as dt
import re
import secrets

from tests.canary.browse import Browser

_PERSON = re.compile(r'<select[^>]*name="penerima".*?<option value="([0-9a-f-]{36})"', re.S)


def beside(desk: Browser, officer: Browser, number: str) -> list[str]:
    """Write a mark into every field, also where it is refused first; return the marks."""
    told, code = _told(desk, number)
    return [*_asked(desk, number), *told, *_lessons(officer, code), *_held(desk, number)]


def _marks(count: int) -> list[str]:
    return [f"kenari9{secrets.token_hex(6)}" for _ in range(count)]


def _asked(desk: Browser, number: str) -> list[str]:
    """Ask her for another reader: refused without a part, then sent."""
    marks = _marks(2)
    for mark, chosen in zip(marks, ({}, {"minta": "needs"}), strict=True):
        desk.get(f"/kasus/{number}/")
        desk.send("/buka/")
        person = _PERSON.search(desk.page)
        assert person, desk.page
        desk.send("/pembaca/", penerima=person[1], alasan=mark, **chosen)
        assert ("Permintaan terkirim." if chosen else mark) in desk.page
    return marks


def _told(desk: Browser, number: str) -> tuple[list[str], str]:
    """Record an incident at the case and tell her; return the marks and the incident's code."""
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(hours=1)
    found = {"jenis": "lain", "terkait": ["needs"], "cara": "sendiri"}
    note, gap, told = _marks(3)
    desk.get(f"/kasus/{number}/")
    desk.send("/buka/")
    desk.send("/berkas/insiden/")
    desk.send("/lapor/", **found, tanggal=str(at.date()), jam=str(at.hour), catatan=note)
    code = re.search(r"INS-\d{5}", desk.page)
    assert code, desk.page
    desk.send("/beritahu/", teks=f"{gap} …")
    assert gap in desk.page
    desk.send("/beritahu/", teks=told)
    assert "Penyintas sudah diberi tahu." in desk.page
    return [note, gap, told], code[0]


def _lessons(officer: Browser, code: str) -> list[str]:
    """Let the officer note a receipt and what is changed."""
    receipt, lessons = _marks(2)
    at = dt.datetime.now(dt.timezone(dt.timedelta(hours=8))) - dt.timedelta(minutes=90)
    when = {"tanggal": str(at.date()), "jam": str(at.hour)}
    officer.get(f"/insiden/{code}/")
    officer.send("/lembaga/", lembaga="sudah", surat=receipt, **when)
    officer.get(f"/insiden/{code}/")
    officer.send("/pelajaran/", pelajaran=lessons)
    page = officer.get(f"/insiden/{code}/")
    assert receipt in page
    assert lessons in page
    return [receipt, lessons]


def _held(desk: Browser, number: str) -> list[str]:
    """Hold the report from disposal: refused without a term, then held."""
    marks = _marks(2)
    for mark, chosen in zip(marks, ({}, {"lama": "3"}), strict=True):
        desk.get(f"/kasus/penghapusan/{number}/tahan/")
        desk.send("/tahan/", alasan=mark, **chosen)
        assert ("Ditahan." if chosen else mark) in desk.page
    return marks
