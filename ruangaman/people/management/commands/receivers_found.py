"""``ruangaman receivers-found``: the root key vouches for the first receivers."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from ruangaman.lib.sealing import SEED_BYTES, PublicKey
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.people.selectors.manifest import manifest_check
from ruangaman.people.selectors.signed_teams import teams_active
from ruangaman.people.services.manifest import manifest_found
from ruangaman.people.services.vault import key_in_use


class Command(BaseCommand):
    """Read the private half of the root from standard input and sign the people named."""

    help = (
        "Sign the first receivers in with the root key, whose private half is read from standard"
        " input, and with them what teams are called. Prints both first: go on only"
        " when each person has read hers out and every name is right."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("usernames", nargs="+", metavar="USERNAME")
        parser.add_argument(
            "--again",
            action="store_true",
            help="after a catastrophe: end every receiver there is, and begin with those named",
        )
        parser.add_argument(
            "--fingerprints", action="store_true", help="print the fingerprints and do nothing"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Show fingerprints, then sign."""
        users = [_user(name) for name in dict.fromkeys(options["usernames"])]
        with translation.override("en"):
            try:
                self._show(users)
                if not options["fingerprints"]:
                    manifest_found(seed=_seed(), users=users, again=options["again"])
            except Refused as fault:
                raise CommandError(str(fault)) from fault
        if options["fingerprints"]:
            return
        count = manifest_check().manifest.sequence
        self.stdout.write(f"Signed in: {', '.join(options['usernames'])}. Entries now: {count}.")

    def _show(self, users: list[User]) -> None:
        for user in users:
            fingerprint = PublicKey(bytes(key_in_use(user).public)).fingerprint
            self.stdout.write(f"{user.username:<16} {fingerprint}")
        teams = teams_active()
        others = [f"{one.name} ({one.code})" for one in teams if not one.focal_only]
        count = len(teams) - len(others)
        self.stdout.write(f"Teams: {', '.join(others) or 'none'}; of focal points: {count}")


def _user(username: str) -> User:
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise CommandError(f"No active account: {username}")
    return user


def _seed() -> bytes:
    """Take 64 hexadecimal digits, with or without blanks; never an argument, which others see."""
    if sys.stdin.isatty():
        sys.stderr.write("Private half of the root key, then Enter: ")
        sys.stderr.flush()
    try:
        seed = bytes.fromhex(sys.stdin.readline().strip())
    except ValueError as fault:
        raise CommandError("Standard input: 64 hexadecimal digits are needed") from fault
    if len(seed) != SEED_BYTES:
        raise CommandError("Standard input: 64 hexadecimal digits are needed")
    return seed
