"""``verify-certificate``: says whether a credential is genuine, without database or network."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ruangaman.core.clock import now
from ruangaman.lib.badges import badge_read
from ruangaman.lib.credentials import CredentialFault, did_key, keys_read

WRONG_USAGE = 2
_MOST = 1_000_000
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


class Command(BaseCommand):
    """Exit code 0: genuine and in its time; 1: not genuine, or not in its time; 2: wrong usage."""

    help = (
        "Verify the credential of a certificate (Open Badges 3.0, eddsa-jcs-2022) without database"
        " or network. Whether it was revoked is said only by its public page."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", metavar="FILE", help="the credential; - for standard input")
        parser.add_argument(
            "--key",
            metavar="FILE",
            help="the issuer's published key: JSON Web Key or key set, did:key, or hexadecimal;"
            " without it the key inside the credential is believed and printed",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify and print what the credential says."""
        keys = self._keys(options["key"])
        try:
            signed = json.loads(_text(options["file"]))
            if not isinstance(signed, dict):
                raise CredentialFault("it is no JSON object")
            public, begins, ends = badge_read(signed)
        except (CredentialFault, json.JSONDecodeError, RecursionError) as fault:
            raise CommandError(f"Not genuine: {fault}.") from fault
        if keys and public not in keys:
            raise CommandError(f"Not genuine: signed by another key, {did_key(public)}.")
        self._say(signed)
        if not begins <= now() <= ends:
            raise CommandError(f"Genuine, but valid only from {begins} to {ends}.")
        self.stdout.write(f"Valid until {ends}. Whether it was revoked: {_said(signed.get('id'))}")
        if not keys:
            self.stderr.write(
                "No --key was given. Compare this key with the one that the issuer publishes at"
                f" /sertifikat/kunci/: {did_key(public)}"
            )

    def _keys(self, name: str | None) -> list[bytes]:
        if name is None:
            return []
        try:
            return keys_read(_text(name))
        except CredentialFault as fault:
            raise CommandError(f"{name}: {fault}.", returncode=WRONG_USAGE) from fault

    def _say(self, signed: dict[str, Any]) -> None:
        subject = signed.get("credentialSubject")
        subject = subject if isinstance(subject, dict) else {}
        for who in subject.get("identifier") or []:
            if isinstance(who, dict) and who.get("identityType") == "name":
                self.stdout.write(f"Name: {_said(who.get('identityHash'))}")
        self.stdout.write(f"Certificate: {_said(signed.get('name'))}")
        self.stdout.write(f"Number: {_said(subject.get('licenseNumber'))}")
        self.stdout.write(f"Hours: {_said(subject.get('creditsEarned'))}")


def _said(value: Any) -> str:
    """Return a value without signs that could command a terminal."""
    return _UNSEEN.sub("?", str(value))[:300]


def _text(name: str) -> str:
    try:
        if name == "-":
            return sys.stdin.read(_MOST)
        path = Path(name)
        if path.stat().st_size > _MOST:
            raise CommandError(f"{name}: too large.", returncode=WRONG_USAGE)
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise CommandError(f"{name}: cannot be read as text.", returncode=WRONG_USAGE) from fault
