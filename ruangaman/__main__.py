"""The ``ruangaman`` command: Django's commands under their published names (``load-pack``)."""

from __future__ import annotations

import os
import sys

_WRONG_USAGE = 2
_INTERRUPTED = 130


def main() -> None:
    """Run a command; exit code 0 done, 1 refused or failed, 2 wrong usage."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
    from django.core.exceptions import ImproperlyConfigured

    try:
        _run(list(sys.argv))
    except ImproperlyConfigured as fault:
        sys.exit(f"ruangaman: {fault}")
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


def _run(arguments: list[str]) -> None:
    """Find the command by its published name and run it."""
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    name = arguments[1] if len(arguments) > 1 else "help"
    if name in {"help", "-h", "--help"} and len(arguments) < 3:
        sys.stdout.write(f"{_help()}\n")
        return
    if not name.startswith("-"):
        arguments[1] = name.replace("-", "_")
        _refuse_unknown(name, arguments[1])
    execute_from_command_line(arguments)


def _refuse_unknown(name: str, module: str) -> None:
    """Exit with 2 when there is no such command."""
    from django.core.management import get_commands

    if module not in get_commands() and name != "help":
        sys.stderr.write(f"ruangaman: unknown command: {name}\n\n{_help()}\n")
        sys.exit(_WRONG_USAGE)


def _help() -> str:
    """Return the list of our own commands; each explains itself with ``--help``."""
    from django.core.management import get_commands

    own = {name for name, app in get_commands().items() if str(app).startswith("ruangaman.")}
    names = sorted(name.replace("_", "-") for name in own | {"migrate"})
    lines = [f"  {name}" for name in names]
    return "\n".join(["Usage: ruangaman COMMAND [--help]", "", "Commands:", *lines])


if __name__ == "__main__":
    main()
