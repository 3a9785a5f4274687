"""``ruangaman demo``: the demo world."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ruangaman.ops.demo.world import DemoRefused, demo_contents, demo_create


class Command(BaseCommand):
    """Make the demo world and print its accounts and codes."""

    help = "Create the demo world (invented people only) and print its accounts and codes."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--json``."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it, or refuse with a reason (exit code 1)."""
        try:
            demo_create()
        except DemoRefused as fault:
            raise CommandError(str(fault)) from fault
        contents = demo_contents()
        self.stdout.write(json.dumps(contents) if options["json"] else _lines(contents))


def _lines(contents: dict[str, Any]) -> str:
    accounts = [
        f"  {row['role']:<14} {row['username']:<13} {row['password']}"
        for row in contents["accounts"]
    ]
    codes = [f"  {row['status']:<14} {row['codename']}" for row in contents["reports"]]
    head = "Demo accounts (role, user name, password; readers unlock with the same words):"
    return "\n".join([head, *accounts, "Demo reports (state, code):", *codes])
