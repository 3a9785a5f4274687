"""What systemd says of an installation that runs, and what its daily work leaves."""

from __future__ import annotations

import subprocess
from pathlib import Path

from deploy.trial.checks import expect, tried
from deploy.trial.people import ANSWER, MESSAGE, STORY, mailbox
from deploy.trial.scratch import Scratch

_SERVICES = ("ruangaman-public", "ruangaman-staff", "ruangaman-work")
_LOGS = ("/var/log/nginx", "/var/log/postgresql", "/var/log/ruangaman")


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    expect(done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def _property(unit: str, name: str) -> str:
    return _said("systemctl", "show", "--value", f"--property={name}", unit).strip()


@tried("every unit runs, and systemd found none failed")
def _(_scratch: Scratch) -> None:
    units = (*_SERVICES, "ruangaman-ready", "ruangaman.target", "ruangaman-check.timer", "nginx")
    _said("systemctl", "is-active", *units)
    expect(not _said("systemctl", "--failed", "--plain", "--no-legend"), "a unit failed")


@tried("check, backup and the rotation of logs end well as their units")
def _(_scratch: Scratch) -> None:
    for name in ("ruangaman-check", "ruangaman-backup", "logrotate"):
        _said("systemctl", "start", f"{name}.service")
    _said("logrotate", "--force", "/etc/logrotate.d/ruangaman")
    expect(list(Path("/var/backups/ruangaman").glob("*.backup")), "no archive")


@tried("no process of ours has a right, a core dump or another way out")
def _(_scratch: Scratch) -> None:
    for unit in _SERVICES:
        number = _property(unit, "MainPID")
        status = Path(f"/proc/{number}/status").read_text()
        for line in ("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
            expect(line in status, f"{unit}: {line}")
        limits = Path(f"/proc/{number}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core"))
        expect(core.split()[4:6] == ["0", "0"], core)
        expect(_property(unit, "MemorySwapMax") == "0", f"{unit}: swap")


@tried("no service is exposed more than 2 of 10 by systemd's scale")
def _(_scratch: Scratch) -> None:
    for name in (*_SERVICES, "ruangaman-ready", "ruangaman-check", "ruangaman-backup"):
        _said("systemd-analyze", "security", "--threshold=20", "--no-pager", f"{name}.service")


@tried("the services can read neither .git nor the folder of secrets")
def _(_scratch: Scratch) -> None:
    for place in ("/opt/ruangaman/.git/HEAD", "/etc/ruangaman/secrets/seal_secret"):
        for user in ("ruangaman-public", "ruangaman-staff"):
            done = subprocess.run(["runuser", "-u", user, "--", "test", "-r", place])
            expect(done.returncode, f"{user} reads {place}")


@tried("no access log, no body on the disk, no word of a report and no page in a log")
def _(_scratch: Scratch) -> None:
    access = Path("/var/log/nginx/access.log")
    expect(not access.exists() or not access.stat().st_size, "an access log")
    expect(not any(Path("/var/lib/nginx/body").iterdir()), "a body on the disk")
    logs = [path for folder in _LOGS for path in Path(folder).rglob("*") if path.is_file()]
    texts = [path.read_text("utf-8", "replace") for path in logs]
    texts.append(_said("journalctl", "--no-pager", "--boot"))
    for mark in (STORY, MESSAGE, ANSWER, "/lapor/", "/pesan/"):
        expect(not any(mark in text for text in texts), mark)


@tried("the newest archive is put back, and her code opens her mailbox again")
def _(scratch: Scratch) -> None:
    archive = max(Path("/var/backups/ruangaman").glob("*.backup"))
    _said("systemctl", "stop", "ruangaman.target")
    words = "/var/lib/ruangaman-staff/words"
    scratch.run("restore", str(archive), "--key-file", words, "--replace")
    scratch.run("database-roles", "--apply")
    _said("systemctl", "start", "ruangaman.target")
    mailbox(scratch)
    expect(not _said("systemctl", "--failed", "--plain", "--no-legend"), "a unit failed")
