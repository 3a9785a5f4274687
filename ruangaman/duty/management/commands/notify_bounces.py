"""``ruangaman notify-bounces``: reads letters that came back."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.duty.services.bounces import bounce_take
from ruangaman.notify.bounces import MOST_BYTES


class Command(BaseCommand):
    """Mark the addresses of letters that came back."""

    help = (
        "Read delivery status mails (RFC 3464) about notices, from a maildir or one mail from"
        " standard input, and mark the addresses. Mails of the maildir that were read are moved"
        " from new/ to cur/; nothing is deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a maildir."""
        parser.add_argument("maildir", nargs="?", type=Path, help="folder with new/ and cur/")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Read; the answer says how many, never whose."""
        maildir: Path | None = options["maildir"]
        if maildir is None:
            taken = int(bounce_take(raw=sys.stdin.buffer.read(MOST_BYTES + 1)))
            self.stdout.write(f"Letters that came back: {taken} of 1.")
            return
        new, cur = maildir / "new", maildir / "cur"
        if not new.is_dir() or not cur.is_dir():
            raise CommandError("This is no maildir: new/ and cur/ are needed.")
        paths = sorted(path for path in new.iterdir() if path.is_file())
        taken = 0
        for path in paths:
            with path.open("rb") as mail:
                taken += bounce_take(raw=mail.read(MOST_BYTES + 1))
            path.rename(cur / f"{path.name}:2,S")
        self.stdout.write(f"Letters that came back: {taken} of {len(paths)}.")
