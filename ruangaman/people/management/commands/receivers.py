"""``ruangaman receivers``: who is signed in, who waits, and whether the manifest is sound."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, transaction

from ruangaman.core.audit import audit_record
from ruangaman.people.pinned import PinFault, Seen, root_pinned, seen_now, seen_reset
from ruangaman.people.selectors.manifest import manifest_check
from ruangaman.people.selectors.receiver_alarms import alarms
from ruangaman.people.selectors.receivers import candidates, receivers_listed


class Command(BaseCommand):
    """Exit code 1 when the manifest does not verify."""

    help = "List receivers, who waits for signatures, and whether the manifest is sound."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--json", action="store_true", help="print one JSON object")
        parser.add_argument(
            "--accept-restored",
            action="store_true",
            help="after a backup was restored: believe the older manifest of this database."
            " Compare the list with two receivers before",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print, after accepting a restored database if wished."""
        if options["accept_restored"]:
            accept_restored()
        try:
            found = standing()
        except DatabaseError as fault:
            raise CommandError("The database does not answer. Run `ruangaman migrate`.") from fault
        self.stdout.write(json.dumps(found) if options["json"] else _lines(found))
        if found["fault"]:
            raise CommandError(f"Nothing is sealed to anybody: {found['fault']}.")


def standing() -> dict[str, Any]:
    """Return everything the command prints."""
    checked = manifest_check()
    try:
        pinned = root_pinned()
    except PinFault:
        pinned = None
    wrong = alarms()
    return {
        "root": pinned.hex() if pinned else "",
        "entries": checked.manifest.sequence,
        "fault": checked.fault,
        "altered": wrong.altered,
        "missing": wrong.missing,
        "receivers": [
            {
                "username": row.user.username,
                "fingerprint": row.fingerprint,
                "since": row.since.isoformat(),
                "signed_by": row.signers or "root key",
                "teams": row.teams,
                "able": row.able,
            }
            for row in receivers_listed()
        ],
        "waiting": [
            {"username": one.user.username, "need": one.need, "teams": one.teams}
            for one in candidates()
        ],
    }


def accept_restored() -> None:
    """Take the manifest of the database as the newest, if it verifies but for its age."""
    try:
        before = seen_now()
    except PinFault:
        before = None
    seen_reset(None)
    checked = manifest_check()
    if checked.fault:
        seen_reset(before)
        raise CommandError(f"The manifest does not verify: {checked.fault}.")
    known = checked.manifest
    seen_reset(Seen(known.sequence, known.hash) if known.sequence else None)
    with transaction.atomic():
        detail = {"from": before.sequence if before else 0, "to": known.sequence}
        audit_record(actor=None, action="manifest_restored_accepted", detail=detail)


def _lines(found: dict[str, Any]) -> str:
    rows = [
        f"  {row['username']:<16} {row['fingerprint']}  since {row['since'][:16]}"
        f"  by {row['signed_by']}"
        f"  {', '.join(row['teams'])}{'' if row['able'] else '  (account or key at rest)'}"
        for row in found["receivers"]
    ]
    waiting = [
        f"  {row['username']:<16} {row['need']:<9} {', '.join(row['teams'])}"
        for row in found["waiting"]
    ]
    return "\n".join(
        [
            f"Root key: {found['root'] or 'not pinned'}",
            f"Entries: {found['entries']}; keys altered {found['altered']},"
            f" missing {found['missing']}",
            "Receivers:",
            *(rows or ["  none"]),
            "Waiting for signatures:",
            *(waiting or ["  nobody"]),
        ]
    )
