"""Files: whoever sends bombs is refused with a sentence, and the memory stays small."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ruangaman.reporting.models import Report
from tests.clients import PublicClient
from tests.contracts.attacks.addresses import plain
from tests.contracts.attacks.bombs import bombs
from tests.contracts.attacks.contents import Contents
from tests.contracts.attacks.forms import Form, forms_of
from tests.contracts.attacks.town import Town, undone

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOST_MEMORY = 150
"""Megabytes that reading all bombs may need; unpacked, each is larger."""


def doors(town: Town) -> Iterator[tuple[Any, str, Form]]:
    """Yield every form that takes a file, the mailbox' and the desk's behind their POSTs too."""
    public = PublicClient()
    words = " ".join(town.codes["uptd"].words)
    opened = [(public, "/pesan/", public.post("/pesan/", {"kode": words, "buka": "1"}))]
    maria = town.client("maria")
    for number in Report.objects.values_list("number", flat=True):
        path = f"/kasus/{number}/buka/"
        page = maria.post(path, {"bagian": ["needs", "messages"]})
        opened += [(maria, path, page), *acknowledged(maria, page)]
    for name in ("maria", "anton", "agustina", "dewi"):
        client = town.client(name)
        opened += [(client, path, client.get(path)) for path in plain("staff")]
    opened += [(public, path, public.get(path)) for path in plain("public")]
    for client, path, answer in opened:
        for form in forms_of(answer):
            for place, button in form.elsewhere:
                behind = client.post(place, {**form.filled(None), **button})
                yield from ((client, place, one) for one in forms_of(behind) if one.files)
            if form.files:
                yield client, form.action or path, form


def acknowledged(client: Any, page: Any) -> Iterator[tuple[Any, str, Any]]:
    """Answer a case first: only then its page has a form for messages, and files beside it."""
    for form in forms_of(page):
        if form.action.endswith("/jawab/"):
            yield client, form.action, client.post(form.action, form.filled("Halo."))


def test_the_doors_for_files_are_found(town: Town, files_home: Path) -> None:
    """Those of mailbox and desk; without them the next test would try nothing."""
    found = {path for _, path, _ in doors(town)}
    (number,) = Report.objects.filter(teams__code="uptd-ppa").values_list("number", flat=True)
    assert found >= {"/pesan/file/", f"/kasus/{number}/file/"}


def file_of(name: str) -> SimpleUploadedFile:
    title, kind, body = bombs()[name]
    file = SimpleUploadedFile("x", body, content_type=kind)
    file.name = title
    return file


def test_a_form_that_takes_files_refuses_bombs(town: Town, files_home: Path) -> None:
    """Forms are found by their controls; where there is none, the next test says what holds."""
    bombs()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for client, path, form in doors(town):
        for control, name in ((c, name) for c in form.files for name in bombs()):
            with undone(client):
                answer = client.post(path, {**form.filled("x"), control: file_of(name)})
                assert answer.status_code < 500, (path, name, answer.status_code)
                assert b"kenari()" not in answer.content
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) >> 10 < MOST_MEMORY


def shared(turn: int) -> list[str]:
    """Return a fourth of the bombs: pages that take no file refuse them by one rule."""
    return list(bombs())[turn % 4 :: 4]


def test_a_form_that_takes_none_refuses_them_all(town: Town, files_home: Path) -> None:
    taking = {path for _, path, _ in doors(town)}
    town.client("anton")
    before = Contents()
    for client, paths in (
        (PublicClient(), plain("public")),
        (town.client("anton"), plain("staff")),
    ):
        refusing = sorted(set(paths) - taking)
        for path, name in ((one, name) for one in refusing for name in shared(refusing.index(one))):
            with undone(client):
                answer = client.post(path, {"berkas": file_of(name), "isi": "x"})
                assert "/keluar" in path or before.same(), path
            assert 300 < answer.status_code < 500, (path, name)
