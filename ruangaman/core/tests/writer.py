"""Run as a process of its own: record events, one transaction each, once a line is read.

Arguments: how many events, and their action.
"""

from __future__ import annotations

import os
import sys


def main(count: int, action: str) -> None:
    """Record ``count`` events named ``action``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
    import django

    django.setup()
    from django.db import transaction

    from ruangaman.core.audit import audit_record

    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    for _ in range(count):
        with transaction.atomic():
            audit_record(actor=None, action=action)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
