"""``ruangaman status``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from ruangaman.ops.status import status

_LINES = (
    "Pack: {pack}; demonstration: {demo}",
    "Units: {units}; with two ready focal points {ready_pair}, with one {ready_one},"
    " with none {not_ready}",
    "Focal points: {focal_points}; certified {certified}",
    "Receiving teams: {teams}; with two receivers or more {teams_able}, with none {teams_unable};"
    " receivers {receivers}",
    "Recovery key: {recovery_key}; the public pages find the manifest: {public_pages}",
    "Notices over: {channels}; people nothing reaches {unreachable}; teams with a gap in the"
    " roster {roster_gaps}; worker last seen {worker_seen}",
    "Rule values in force: {rules}; not verified {rules_unverified}",
)


class Command(BaseCommand):
    """Print how the network stands."""

    help = "Print counts of the network and of the ability to receive reports; nothing of cases."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the figures."""
        try:
            figures = status()
        except DatabaseError as fault:
            raise CommandError(
                "The database does not answer or is not prepared. Run `ruangaman migrate` first."
            ) from fault
        if options["json"]:
            self.stdout.write(json.dumps(figures))
            return
        shown = figures | {
            "pack": figures["pack"] or "none",
            "demo": _yes(figures["demo"]),
            "recovery_key": _yes(figures["recovery_key"]),
            "channels": ", ".join(figures["channels"]) or "nothing",
            "worker_seen": figures["worker_seen"] or "never",
        }
        for line in _LINES:
            self.stdout.write(line.format(**shown))
        for team, count in figures["teams_few"].items():
            self.stdout.write(f"ALARM: {count} can read in {team}; at least two are needed")


def _yes(value: bool) -> str:
    return "yes" if value else "no"
