"""Markup: every text of every form of every role, written and looked at by everybody, is text."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest

from ruangaman.people.services.vault import COOKIE
from ruangaman.reporting.models import Report
from tests.clients import PublicClient, StaffClient, code_of
from tests.contracts.attacks.addresses import addresses, plain
from tests.contracts.attacks.forms import Form, Values, forms_of
from tests.contracts.attacks.town import Town, undone
from tests.world import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MARK = "kenari"
PAYLOADS = (
    f"'\"><{MARK} x=1>{{{{7919*7907331}}}}",
    f"</textarea></title></script><{MARK} on{MARK}=1>{{% {MARK} %}}",
    f'" on{MARK}=1 x="%(x)s%s{{0}}',
)
CALCULATED = str(7919 * 7907331)
"""What a template would make of the sum in the first payload."""
_PUBLIC_STEPS = 400


class _Tags(HTMLParser):
    """Looks for a tag or an attribute that only a payload can have made."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.made: list[str] = []

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        for name in (tag, *(name for name, _ in pairs)):
            if MARK in name:
                self.made.append(name)


@dataclass
class Looked:
    """What was seen: pages on which something became markup, and how many showed a payload."""

    faults: list[str] = field(default_factory=list)
    shown: int = 0
    written: set[tuple[str, str]] = field(default_factory=set)

    def at(self, response: Any, where: str) -> Any:
        if response.status_code >= 500:
            self.faults.append(f"{where}: {response.status_code}")
        if "html" not in response.get("Content-Type", "") or response.streaming:
            return response
        page = response.content.decode()
        tags = _Tags()
        tags.feed(page)
        self.faults += [f"{where}: {one}" for one in tags.made]
        if CALCULATED in page:
            self.faults.append(f"{where}: a template was made of it")
        self.shown += MARK in unescape(page)
        return response


def send(client: Any, page: str, form: Form, values: Values) -> Any:
    target = form.action or page
    if form.method == "get":
        return client.get(target, values)
    return client.post(target, values)


def fillings(form: Form) -> Iterator[Values]:
    """Yield the form with payloads as they are, and once with fields of a strict shape right."""
    yield form.filled(PAYLOADS[1])
    yield form.filled(PAYLOADS[2])
    yield form.filled(PAYLOADS[0], valid=True)


def look_around(town: Town, looked: Looked, where: str) -> None:
    """Look at what others see of it."""
    for name, paths in (
        ("anton", ("/pengguna/", f"/pengguna/{town.world.maria.pk}/", "/")),
        ("maria", ("/kasus/", "/akun/", "/")),
        ("agustina", ("/kasus/tim/",)),
    ):
        for path in paths:
            looked.at(town.client(name).get(path), f"{where}, then {name} at {path}")


@pytest.mark.parametrize("name", ["maria", "anton", "agustina", "lena", "dewi"])
def test_what_staff_write_is_never_markup(town: Town, name: str) -> None:
    looked, client, tried = Looked(), town.client(name), set()
    for page, response in list(pages_of(town, client)):
        looked.at(response, page)
        for form in forms_of(response):
            key = (urlsplit(form.action or page).path, tuple(sorted(form.controls)))
            if key not in tried and any(form.controls[t].kind != "password" for t in form.texts):
                tried.add(key)
                _write_and_look(town, looked, client, page, form)
    assert looked.faults == []
    assert not tried or looked.shown


def pages_of(town: Town, client: StaffClient) -> Iterator[tuple[str, Any]]:
    """Yield every page that answers to a GET, and what the forms of a case lie behind."""
    for address in addresses("staff"):
        for path in town.paths(address):
            with undone(client):
                answer = client.get(path)
                if answer.status_code == 200:
                    yield path, answer
            if path.endswith("/buka/"):
                parts = ["needs", "account", "identity", "messages"]
                answer = client.post(path, {"bagian": parts})
                if answer.status_code == 200:
                    yield path, answer


def _write_and_look(town: Town, looked: Looked, client: StaffClient, page: str, form: Form) -> None:
    for values in fillings(form):
        for way in form.ways():
            with undone(client):
                answer = looked.at(send(client, page, form, {**values, **way}), form.action)
                looked.written.update((form.action, text) for text in form.texts)
                if answer.status_code in (200, 302) and form.method == "post":
                    _follow(town, looked, client, answer, form.action)


def _follow(town: Town, looked: Looked, client: StaffClient, answer: Any, where: str) -> None:
    """Look where it led, and at what others see."""
    if answer.status_code == 302:
        looked.at(client.get(answer["Location"]), f"{where}, then {answer['Location']}")
    look_around(town, looked, where)


def test_what_an_invited_person_writes_is_never_markup(town: Town) -> None:
    """Name by the administrator, user name by herself; everybody who lists accounts sees both."""
    looked, path = Looked(), f"/undangan/{town.token}/"
    for payload in (*PAYLOADS, f"<{MARK}>"):
        stranger = StaffClient()
        page = looked.at(stranger.get(path), path)
        for form in forms_of(page):
            if not form.texts:
                continue
            values = {**form.filled(payload), **passwords(form)}
            with undone(stranger):
                looked.at(send(stranger, path, form, values), path)
                look_around(town, looked, path)
    assert looked.faults == []
    assert looked.shown


def passwords(form: Form) -> Values:
    secret = "sandi-Panjang 77 " + PASSWORD
    return {one.name: [secret] for one in form.controls.values() if one.kind == "password"}


def walk(looked: Looked, valid: bool) -> list[Any]:
    """Walk the reporter's pages, every choice of each, every text filled; return the sent pages."""
    client, sent = PublicClient(), []
    queue = deque([("/lapor/", client.get("/lapor/"))])
    seen: set[tuple[str, ...]] = set()
    steps = 0
    while queue and steps < _PUBLIC_STEPS:
        page, answer = queue.popleft()
        for form in forms_of(answer):
            step = form.controls.get("langkah")
            key = (step.value if step else "", *sorted(form.controls))
            if not form.controls or key in seen:
                continue
            seen.add(key)
            for way in form.ways():
                steps += 1
                values = {**form.filled(PAYLOADS[0], valid=valid), **way}
                following = looked.at(send(client, page, form, values), str(key))
                looked.written.update((key[0], text) for text in form.texts)
                queue.append((page, following))
                if 'id="kode"' in following.content.decode():
                    sent.append(following)
    return sent


@pytest.mark.parametrize("valid", [False, True])
def test_what_a_reporter_writes_is_never_markup(town: Town, valid: bool) -> None:
    looked = Looked()
    walk(looked, valid)
    assert looked.faults == []
    texts = {text for _, text in looked.written}
    assert {"cerita", "cari", "pertanyaan"} & texts
    assert looked.shown > 3


def test_what_a_reporter_wrote_is_text_at_the_desk_and_in_the_mailbox(town: Town) -> None:
    looked, payload = Looked(), PAYLOADS[0]
    public = PublicClient()
    pages = [
        {"aman": "ya"}, {"tujuan": "lapor"}, {"tentang": "saya"}, {"konflik": "tidak"}, {"izin": "uptd_cerita"},
        {"kapan": "lebih_lama"}, {"butuh": "teman_bicara"}, {"balas": "telepon", "nomor": "081234567890", "jam": payload},
        {"apa": "ucapan", "cerita": payload}, {"kirim": "1"},
    ]  # fmt: skip
    code = code_of(public.report(*pages))
    maria = town.client("maria")
    parts = {"bagian": ["needs", "account", "identity", "messages"]}
    for number in Report.objects.values_list("number", flat=True):
        path = f"/kasus/{number}/buka/"
        opened = looked.at(maria.post(path, parts), path)
        for form in (one for one in forms_of(opened) if "/pesan/" in one.action):
            looked.at(send(maria, path, form, form.filled(payload)), form.action)
    seen_at_the_desk = looked.shown
    box = looked.at(public.post("/pesan/", {"kode": code, "buka": "1"}), "/pesan/")
    for form in forms_of(box):
        for values in fillings(form):
            for way in form.ways():
                with undone(public):
                    looked.at(send(public, "/pesan/", form, {**values, **way}), "/pesan/")
    assert looked.faults == []
    assert seen_at_the_desk >= 1
    assert looked.shown > seen_at_the_desk


def test_what_stands_in_an_address_is_never_markup(town: Town) -> None:
    looked = Looked()
    for client, surface in ((PublicClient(), "public"), (town.client("anton"), "staff"),
                            (town.client("maria"), "staff"), (StaffClient(), "staff")):  # fmt: skip
        for path in (*plain(surface), f"/{PAYLOADS[0]}/", f"/en/{PAYLOADS[1]}/"):
            for payload in PAYLOADS:
                given = dict.fromkeys(("q", "next", "sesudah", "page", "keadaan", payload), payload)
                with undone(client):
                    looked.at(client.get(path, given), path)
                    looked.at(client.post(path, {**given, "isi": payload, "kode": payload}), path)
                    looked.at(
                        client.get(path, HTTP_COOKIE=f"{COOKIE}={payload}; sesi={payload}"), path
                    )
    assert looked.faults == []
    assert looked.shown


@pytest.mark.parametrize(
    "page", [f"<p>{PAYLOADS[0]}</p>", f'<input value="{PAYLOADS[2]}">', f"<textarea>{PAYLOADS[1]}"]
)
def test_the_search_finds_what_was_planted(page: str) -> None:
    tags = _Tags()
    tags.feed(page)
    assert tags.made
