"""Reads an old installation as its people would, in a process with its secrets.

Prints JSON: how many codes open their
mailbox, which accounts still know their password, and how many reports each of those who have a
key opens at the desk with her pass-phrase.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from ruangaman.core.audit import audit_verify
from ruangaman.lib.codename import read_code
from ruangaman.lib.sealing import KeyPair, SealError
from ruangaman.lib.vault import unwrap_seed
from ruangaman.people.models import RecipientKey, User
from ruangaman.people.readers import reader_for
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open, messages_of
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read

_HERS = ("needs", "account", "identity")


def main(path: str) -> None:
    """Print what they find. The file is the part of ``state.json`` for this database."""
    world = json.loads(Path(path).read_text("utf-8"))
    sys.stdout.write(json.dumps(found(world)))


def found(world: dict[str, Any]) -> dict[str, Any]:
    """Return what they find."""
    accounts = {row["username"]: row for row in world["accounts"]}
    users = {user.username: user for user in User.objects.all()}
    return {
        "mailboxes": sum(opens(row["codename"]) for row in world["reports"]),
        "passwords": sum(users[n].check_password(row["password"]) for n, row in accounts.items()),
        "accounts": len(accounts),
        "desk": {
            key.user.username: at_the_desk(key, accounts[key.user.username]["passphrase"])
            for key in RecipientKey.objects.select_related("user")
        },
        "faults": audit_verify(),
    }


def opens(code: str) -> bool:
    """Say whether a code opens its mailbox, and everything in it can be read."""
    mailbox = mailbox_open(read_code(code))
    return mailbox is not None and all(one.author != "unreadable" for one in messages_of(mailbox))


def at_the_desk(key: RecipientKey, passphrase: str) -> int:
    """Count the reports that she opens, and of which she reads all the reporter told.

    What colleagues wrote is believed again once they are signed in (manifest of receivers).
    """
    secret = settings.SEAL_SECRET
    seed = unwrap_seed(bytes(key.wrapped), passphrase, server_secret=secret, owner=key.id.bytes)
    reader, count = reader_for(key, KeyPair(seed)), 0
    for report in Report.objects.all():
        try:
            one, box = report_for(reader=reader, number=report.number)
            items = items_read(one, box, box.parts, holders_as_authors(one, box.reporter))
        except (ReportNotFound, SealError):
            continue
        read = [it.author != "unreadable" for part in _HERS for it in items.get(part, ())]
        count += bool(read) and all(read)
    return count
