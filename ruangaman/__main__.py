"""The ``ruangaman`` command: Django's commands under their published names (``load-pack``)."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command; exit code 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
    from django.core.management import execute_from_command_line

    arguments = list(sys.argv)
    if len(arguments) > 1 and not arguments[1].startswith("-"):
        arguments[1] = arguments[1].replace("-", "_")
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main()
