"""``ruangaman recovery-open``: two holders give one receiver access, offline."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.core.ceremony import Interrupted, Terminal
from ruangaman.lib.recovery import FileFault, PublicFile, check_line, public_file_read
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.shares import NEEDED, ShareFault, seed_from, share_read
from ruangaman.reporting.exported import Export, export_read
from ruangaman.reporting.passed_on import handover_written, pass_on

_ORDINALS = ("the first holder", "the second holder")


class Command(BaseCommand):
    """Ask two holders for their shares, open the boxes, seal them for the receiver."""

    help = (
        "On a machine without a network: two holders type their shares, and the named reports are"
        " sealed anew for the one receiver of the export. Reports from which she is excluded, and"
        " those whose reporters refuse, are left out."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the three files."""
        parser.add_argument("file", type=Path, help="file that recovery-export wrote")
        parser.add_argument("--public", required=True, type=Path, help="file of the public half")
        parser.add_argument("--to", required=True, type=Path, help="new file to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Hold the ceremony; the file is written last, or not at all."""
        if options["to"].exists():
            raise CommandError(f"{options['to']} is there already. Name a new file.")
        terminal = Terminal(sys.stdin, self.stdout)
        try:
            text = options["file"].read_text("utf-8")
            export, public = (
                export_read(text),
                public_file_read(options["public"].read_text("utf-8")),
            )
            _compare(terminal, export, check_line(text))
            self._seal(terminal, export, _pair(terminal, public), options["to"])
        except (FileFault, OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault)) from fault
        except (Interrupted, ShareFault) as fault:
            terminal.clear()
            raise CommandError(str(fault) or "Stopped. Nothing was opened.") from fault

    def _seal(self, terminal: Terminal, export: Export, pair: KeyPair, path: Path) -> None:
        outcome = pass_on(export, pair, dt.datetime.now(tz=dt.UTC).astimezone().date())
        for number, why in outcome.refused.items():
            self.stderr.write(f"{number}: not given; {why}.")
        if not outcome.passed:
            raise CommandError("No report could be given. No file was written.")
        with path.open("x", encoding="utf-8") as file:
            file.write(handover_written(export, outcome, pair))
        terminal.say(f"{len(outcome.passed)} of {len(export.reports)} reports are in {path}.")
        terminal.say("Each reporter will see it. Now switch this machine off.")


def _compare(terminal: Terminal, export: Export, line: str) -> None:
    """Let the people in the room compare what cannot be seen from the file."""
    receiver, numbers = export.receiver, ", ".join(one.number for one in export.reports)
    terminal.say(f"Reports: {numbers}")
    terminal.say(f"Receiver: {receiver.label}; organisations: {', '.join(receiver.organisations)}")
    terminal.say(f"Her fingerprint: {receiver.public.fingerprint}")
    terminal.say(f"Check line of the file: {line}")
    terminal.say(
        "Let the receiver read her fingerprint out, and the server's people the check line."
    )
    if terminal.ask("Is everything the same? Type YES:") != "YES":
        raise Interrupted


def _pair(terminal: Terminal, public: PublicFile) -> KeyPair:
    shares: list[str] = []
    for who in _ORDINALS[:NEEDED]:
        terminal.alone(who)
        shares.append(_share(terminal))
        terminal.clear()
    pair = KeyPair(seed_from(shares))
    if pair.public.raw != public.public.raw:
        raise ShareFault("These shares belong to another recovery key than this public half.")
    return pair


def _share(terminal: Terminal) -> str:
    """Ask until the words are in order; what is typed stays on the screen until cleared."""
    while True:
        try:
            return share_read(terminal.ask("Your 33 words in order, four letters each are enough:"))
        except ShareFault as fault:
            terminal.say(str(fault))
