"""``ruangaman receivers-root``: make the root key of receivers."""

from __future__ import annotations

import secrets
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ruangaman.lib.manifest import root_public
from ruangaman.lib.sealing import SEED_BYTES
from ruangaman.people.pinned import PinFault, root_path, root_pin, root_pinned

GROUP = 4


class Command(BaseCommand):
    """Print the private half once; with ``--pin`` write the public half of a root made before."""

    help = (
        "Make the root key of receivers: prints its private half once, to be kept on paper, and"
        " its public half, to be pinned. Run it on a computer without a network if you can; then"
        " give the public half to the server with --pin."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--pin", metavar="HEX", help="pin this public half, make no key")
        parser.add_argument(
            "--print-only", action="store_true", help="make a key and pin nothing on this machine"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make a root, or pin one."""
        if options["pin"]:
            self._pin(_read(options["pin"]))
            return
        if not options["print_only"]:
            self._refuse_second()
        seed = secrets.token_bytes(SEED_BYTES)
        public = root_public(seed)
        self.stdout.write("Private half. Write it on paper, twice; it is shown only now:\n")
        self.stdout.write(f"  {grouped(seed)}\n")
        self.stdout.write("Public half:\n")
        self.stdout.write(f"  {public.hex()}\n")
        if not options["print_only"]:
            self._pin(public)

    def _pin(self, public: bytes) -> None:
        self._refuse_second()
        root_pin(public)
        self.stdout.write(f"Pinned in {root_path()}.")

    def _refuse_second(self) -> None:
        """A root that is pinned is never replaced by a command: everything rests on it."""
        try:
            pinned = root_pinned()
        except PinFault as fault:
            raise CommandError(str(fault)) from fault
        if pinned is not None:
            where = "RUANGAMAN_MANIFEST_ROOT" if settings.MANIFEST_ROOT else str(root_path())
            raise CommandError(f"A root key is pinned already ({where}).")


def grouped(raw: bytes) -> str:
    """Return hexadecimal digits in groups that can be copied by hand."""
    digits = raw.hex()
    return " ".join(digits[i : i + GROUP] for i in range(0, len(digits), GROUP))


def _read(text: str) -> bytes:
    try:
        public = bytes.fromhex(text)
    except ValueError as fault:
        raise CommandError("--pin: 64 hexadecimal digits are needed") from fault
    if len(public) != SEED_BYTES:
        raise CommandError("--pin: 64 hexadecimal digits are needed")
    return public
