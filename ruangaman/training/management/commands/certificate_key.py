"""``certificate-key``: shows the key that signs certificates, and adopts another one."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from ruangaman.lib.credentials import did_key, jwk
from ruangaman.training.services.issuer import issuer_key_adopt, issuer_public


class Command(BaseCommand):
    """Exit code 0: shown, or adopted; 2: wrong usage."""

    help = (
        "Print the public half of RUANGAMAN_CERTIFICATE_KEY. With --adopt it signs from now on and"
        " is published beside those before it: only after the old key was lost or stolen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--adopt", action="store_true", help="let this key sign from now on")
        parser.add_argument("--json", action="store_true", help="print a JSON Web Key")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Adopt if asked, and print."""
        if options["adopt"]:
            issuer_key_adopt()
        public = issuer_public()
        self.stdout.write(json.dumps(jwk(public)) if options["json"] else did_key(public))
