"""What ``deploy/try-install`` runs in the booted machine: install, use, update, look."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from deploy.trial import closing, files, people, services, withdrawal
from deploy.trial.checks import ENTRIES, Entry
from deploy.trial.outcome import passed
from deploy.trial.scratch import ONION_HOST, PUBLIC_HOST, ROOT, STAFF_HOST, Scratch, certificate

_ETC = Path("/etc/ruangaman")
_STAFF_HOME, _PUBLIC_HOME = (Path("/var/lib") / f"ruangaman-{one}" for one in ("staff", "public"))


@dataclass
class Installed(Scratch):
    """The installation that ``deploy/install`` made."""

    def run(self, *command: str, role: str = "owner") -> str:  # noqa: ARG002
        """Run the installed command, which chooses its role itself."""
        return done("/usr/local/sbin/ruangaman", *command)


def main() -> int:
    """Return 0 when everything that was tried passed."""
    scratch = Installed(ROOT, ports={"http": 80, "https": 443})
    install()
    scratch.world = json.loads(scratch.run("demo", "--json"))
    finish(scratch)
    install()
    names = tuple(module.__name__ for module in (people, files, withdrawal, closing, services))
    chosen = [entry for entry in ENTRIES if entry.check.__module__ in names]
    failed = sum(not passed(scratch, entry) for entry in in_order(chosen, names))
    print(f"{len(chosen) - failed} of {len(chosen)} passed")
    return 1 if failed else 0


def in_order(entries: list[Entry], names: tuple[str, ...]) -> list[Entry]:
    """Return the checks by module, in the order of ``names``."""
    return sorted(entries, key=lambda entry: names.index(entry.check.__module__))


def install() -> None:
    """Run the installer, as for a first time or an update."""
    hosts = ("--public-host", PUBLIC_HOST, "--staff-host", STAFF_HOST, "--onion-host", ONION_HOST)
    print(done(str(ROOT / "deploy" / "install"), *hosts)[-200:], flush=True)


def finish(scratch: Scratch) -> None:
    """Do by hand what the operator does: the root's public half, certificates, the backup key.

    And the mark of a demo for the public pages: a database may not tell them to wait for nothing.
    """
    (_PUBLIC_HOME / "demo").touch()
    root = (_STAFF_HOME / "manifest" / "root").read_text()
    (_ETC / "local.env").write_text(f"RUANGAMAN_MANIFEST_ROOT={root}\n")
    for surface, host in (("public", PUBLIC_HOST), ("staff", STAFF_HOST)):
        certificate(_ETC / "certificates", surface, host)
    public = _STAFF_HOME / "backup.pub"
    scratch.run("backup-key", str(public), "--out", str(_STAFF_HOME / "words"))
    shutil.copyfile(public, _ETC / "backup.pub")


def done(*command: str) -> str:
    """Return what a command printed; its failure ends the trial with its words."""
    ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{' '.join(command)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


if __name__ == "__main__":
    sys.exit(main())
