"""The recovery key is made among three holders, and adopted from a file nobody can alter."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from ruangaman.core.models import AuditEvent
from ruangaman.lib.recovery import PublicFile, public_file_read
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.shares import seed_from
from ruangaman.people.models import ReceiverProposal, RecoveryKey
from ruangaman.people.selectors import recovery_key
from tests.clients import StaffClient
from tests.world import World

HOLDERS = ["Kejaksaan Uji", "Universitas Uji", "Lembaga Uji"]
CHAINS = ["kejaksaan", "universitas", "nasional"]
NUMBERED = re.compile(r"(\d+)\. ([a-z]+)")
ASKED = re.compile(r"Word (\d+) of your paper: $")
CLEARED = "\x1b[2J\x1b[3J\x1b[H"


class Holder:
    """Everybody in the room, one after the other: reads the screen, writes down, types."""

    def __init__(self, *, wrong: int = 0) -> None:
        """Type ``wrong`` wrong words before the right ones."""
        self.screen, self.papers, self.wrong = "", [], wrong

    def readline(self) -> str:
        """Answer what the screen asks for last."""
        shown = self.screen.rpartition(CLEARED)[2]
        words = {int(place): word for place, word in NUMBERED.findall(shown)}
        if words:
            self.papers.append(words)
        asked = ASKED.search(shown)
        if not asked:
            return "\n"
        if self.wrong:
            self.wrong -= 1
            return "salah\n"
        return f"{self.papers[-1][int(asked[1])]}\n"

    def write(self, text: str) -> None:
        """Show something on the screen."""
        self.screen += text

    def flush(self) -> None:
        """Have shown everything."""


def create(monkeypatch: pytest.MonkeyPatch, holder: Holder, path: Path, **other: object) -> None:
    monkeypatch.setattr("sys.stdin", holder)
    options = {"holders": HOLDERS, "chains": CHAINS, "to": path, **other}
    call_command("recovery_create", stdout=holder, **options)


def test_each_holder_alone_writes_and_reads_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, path = Holder(wrong=2), tmp_path / "public.json"
    create(monkeypatch, holder, path)
    shares = [" ".join(paper[n] for n in range(1, 34)) for paper in holder.papers]
    assert len(shares) == 3
    file = public_file_read(path.read_text())
    assert list(file.holders) == HOLDERS
    for pair in (shares[:2], shares[1:], shares[::2]):
        assert KeyPair(seed_from(pair)).public == file.public
    screens = holder.screen.split(CLEARED)
    assert all(
        sum(holders in screen for holders in HOLDERS) <= 1
        for screen in screens
        if "share" in screen
    )
    assert file.public.fingerprint in screens[-1]
    assert not NUMBERED.search(screens[-1])


def test_nothing_of_the_shares_is_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder, path = Holder(), tmp_path / "public.json"
    create(monkeypatch, holder, path)
    written = [one.read_text() for one in tmp_path.iterdir()]
    assert len(written) == 1
    words = set().union(*(set(paper.values()) for paper in holder.papers))
    assert not words & set(re.findall(r"[a-z]{4,}", " ".join([written[0].split('"holders"')[1]])))


@pytest.mark.parametrize(
    ("holders", "chains"),
    [
        (HOLDERS, ["provinsi", "nasional", "Provinsi"]),
        (HOLDERS, ["pemprov A", "provinsi B", "nasional"]),
        (["Sama", "sama", "Lain"], CHAINS),
        (["", "B", "C"], CHAINS),
        (["A;B", "B", "C"], CHAINS),
    ],
)
def test_three_chains_of_command_at_most_one_of_the_province(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holders: list[str], chains: list[str]
) -> None:
    path = tmp_path / "public.json"
    with pytest.raises(CommandError):
        create(monkeypatch, Holder(), path, holders=holders, chains=chains)
    assert not path.exists()


def test_a_ceremony_on_a_terminal_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    """A real terminal: the first holder reads her share, then the line drops."""
    path = tmp_path / "public.json"
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "ruangaman", "recovery-create", "--holders", *HOLDERS]
    command += ["--chains", *CHAINS, "--to", str(path)]
    home = {
        **os.environ,
        "RUANGAMAN_HOME": str(tmp_path / "home"),
    }
    process = subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=home
    )
    os.write(ours, b"\n\x04")
    shown, said = process.communicate(timeout=120)
    os.close(ours)
    os.close(theirs)
    assert b"The share of Kejaksaan Uji" in shown, said
    assert shown.rstrip().endswith(CLEARED.encode().rstrip())
    assert process.returncode == 1, said
    assert b"Stopped" in said
    assert not path.exists()


def test_an_existing_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "public.json"
    path.write_text("mine")
    with pytest.raises(CommandError, match="already"):
        create(monkeypatch, Holder(), path)
    assert path.read_text() == "mine"


def written(seed: bytes = b"q" * 32) -> str:
    pair = KeyPair(seed)
    return PublicFile(pair.public, tuple(HOLDERS), tuple(CHAINS)).written(pair)


def adopt(path: Path, text: str) -> str:
    path.write_text(text)
    out = io.StringIO()
    call_command("recovery_adopt", str(path), stdout=out)
    return out.getvalue()


def sign(world: World, name: str, path: str) -> object:
    client = world.sign_in(StaffClient(), name, unlock=True)
    groups = KeyPair(b"q" * 32).public.fingerprint.split()[-4:]
    return client.post(path, {"groups": " ".join(groups)})


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ruangaman.people.selectors.manifest.DELAY", dt.timedelta())


@pytest.mark.django_db
@pytest.mark.usefixtures("at_once")
def test_the_command_makes_it_known_and_two_receivers_adopt_it(
    world: World, tmp_path: Path
) -> None:
    assert "Known now" in adopt(tmp_path / "a", written())
    assert "known before" in adopt(tmp_path / "a", written())
    assert recovery_key() is None
    page = world.sign_in(StaffClient(), "maria", unlock=True).get("/penerima/").content.decode()
    assert "Kunci baru menunggu dua tanda tangan" in page
    assert sign(world, "maria", "/penerima/kunci-cadangan/").status_code == 302  # type: ignore[attr-defined]
    assert recovery_key() is None
    path = f"/penerima/usulan/{ReceiverProposal.objects.get().pk}/"
    assert sign(world, "maria", path).status_code == 422  # type: ignore[attr-defined]
    assert sign(world, "yosef", path).status_code == 302  # type: ignore[attr-defined]
    in_force = recovery_key()
    assert in_force is not None
    assert in_force.public == KeyPair(b"q" * 32).public
    assert in_force.holders == "; ".join(HOLDERS)
    page = world.sign_in(StaffClient(), "maria", unlock=True).get("/penerima/").content.decode()
    assert "menunggu dua tanda tangan" not in page
    assert in_force.public.fingerprint in page


@pytest.mark.django_db
def test_who_hears_another_fingerprint_signs_nothing(world: World, tmp_path: Path) -> None:
    client = world.sign_in(StaffClient(), "maria", unlock=True)
    assert client.get("/penerima/kunci-cadangan/").status_code == 404
    adopt(tmp_path / "a", written())
    answer = client.post("/penerima/kunci-cadangan/", {"groups": "0000 1111 2222 3333"})
    assert answer.status_code == 422
    assert not ReceiverProposal.objects.exists()


@pytest.mark.django_db
def test_an_ended_key_does_not_come_back(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no recovery key"):
        call_command("recovery_adopt", end=True, stdout=io.StringIO())
    adopt(tmp_path / "a", written())
    call_command("recovery_adopt", end=True, stdout=io.StringIO())
    with pytest.raises(CommandError, match="ended"):
        adopt(tmp_path / "a", written())
    actions = AuditEvent.objects.values_list("action", flat=True)
    assert [a for a in actions if a.startswith("recovery")] == [
        "recovery-adopted",
        "recovery-ended",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["holders", "public", "signature", "format", "cut", "binary"])
def test_an_altered_file_is_refused(tmp_path: Path, change: str) -> None:
    body = json.loads(written())
    other = json.loads(written(b"r" * 32))
    if change == "holders":
        body["holders"][0] = "Kantor Lain"
    elif change in ("public", "signature"):
        body[change] = other[change]
    elif change == "format":
        body["format"] = "something else"
    text = json.dumps(body)
    with pytest.raises(CommandError):
        adopt(tmp_path / "a", {"cut": text[:50], "binary": "\0\1"}.get(change, text))
    assert not RecoveryKey.objects.exists()


def adopt_by_two(world: World, folder: Path) -> None:
    adopt(folder / "a", written())
    sign(world, "maria", "/penerima/kunci-cadangan/")
    sign(world, "yosef", f"/penerima/usulan/{ReceiverProposal.objects.get().pk}/")


@pytest.mark.django_db
@pytest.mark.usefixtures("at_once")
def test_supervisors_and_administrators_are_told_that_there_is_none(
    world: World, tmp_path: Path
) -> None:
    def told(name: str) -> bool:
        page = world.sign_in(StaffClient(), name).get("/").content.decode()
        return "Kunci cadangan belum ada" in page

    assert [told(name) for name in ("agustina", "anton", "maria")] == [True, True, False]
    adopt_by_two(world, tmp_path)
    assert [told(name) for name in ("agustina", "anton")] == [False, False]


@pytest.mark.django_db
@pytest.mark.usefixtures("at_once")
def test_the_page_for_a_lost_pass_phrase_is_honest(world: World, tmp_path: Path) -> None:
    client = world.sign_in(StaffClient(), "maria")
    assert "Kunci cadangan belum ada" in client.get("/kunci/hilang/").content.decode()
    adopt_by_two(world, tmp_path)
    assert "dua pemegang kunci cadangan" in client.get("/kunci/hilang/").content.decode()
