"""``ruangaman backup-key``."""

from __future__ import annotations

import json
import os
import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.backup_key import private_text, public_text, words_of
from ruangaman.lib.sealing import SEED_BYTES, KeyPair


class Command(BaseCommand):
    """Exit code 0: made; 1: a file is in the way; 2: wrong usage."""

    help = (
        "Make the key pair of backups, best on a machine without network that is not the server."
        " The public half goes into PUBLIC and may be known to everybody. The private half, 24"
        " words, is printed once: write it on paper. It is needed to restore and for nothing else;"
        " whoever has it, a backup and the secrets has the database."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("public", type=Path, metavar="PUBLIC", help="file of the public half")
        parser.add_argument(
            "--out",
            type=Path,
            metavar="FILE",
            help="write the private half there (access for the owner only), do not print it",
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it and print it once."""
        seed = secrets.token_bytes(SEED_BYTES)
        public = KeyPair(seed).public
        _written(options["public"], public_text(public), 0o644)
        if options["out"]:
            _written(options["out"], private_text(seed), 0o600)
        if options["json"]:
            told: dict[str, Any] = {"public": str(options["public"]), "key": public.fingerprint}
            told["words"] = None if options["out"] else list(words_of(seed))
            self.stdout.write(json.dumps(told))
            return
        self.stdout.write(f"Public half: {options['public']}\nFingerprint: {public.fingerprint}")
        if options["out"]:
            self.stdout.write(f"Private half: {options['out']}. Keep it away from the server.")
        else:
            self.stdout.write(f"Private half, shown only now:\n\n{private_text(seed)}")


def _written(path: Path, text: str, mode: int) -> None:
    """Write a new file; one that is there is never written over."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        raise CommandError(f"{path}: {fault.strerror}") from fault
