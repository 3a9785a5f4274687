"""``ruangaman serve``."""

from __future__ import annotations

import os
import socket
import sys
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ruangaman.core.restored import NotReplayed, refuse_to_serve
from ruangaman.ops.replaying import WRONG_STORE, replayed_line
from ruangaman.reporting.services.replay import WrongStore, replay

_WRONG_USAGE = 2


class Command(BaseCommand):
    """Serve both surfaces until a signal to stop."""

    help = (
        "Serve the public and the staff pages, each by a server of its own, and send notices by a"
        " worker, until SIGTERM or Ctrl-C. When one of the two servers ends, the other is stopped"
        " and the exit code is 1; a worker that ends is started again."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--public-port", type=port, default=8000, metavar="N")
        parser.add_argument("--staff-port", type=port, default=8001, metavar="N")
        parser.add_argument("--host", default="127.0.0.1", help="address to listen at")
        parser.add_argument("--workers", type=positive, default=2, help="processes per surface")
        parser.add_argument("--threads", type=positive, default=4, help="threads per process")
        parser.add_argument("--no-worker", action="store_true", help="start no worker beside them")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Look whether serving can work, then become the supervisor."""
        if options["public_port"] == options["staff_port"]:
            raise CommandError(
                "The two surfaces need two different ports.", returncode=_WRONG_USAGE
            )
        check_static_files()
        check_restored()
        check_migrations()
        self.stdout.write(journals_replay(), ending="")
        for name in ("public", "staff"):
            check_port(options["host"], options[f"{name}_port"], f"--{name}-port")
        names = ("host", "public_port", "staff_port", "workers", "threads")
        arguments = [f"--{name.replace('_', '-')}={options[name]}" for name in names]
        arguments += ["--no-worker"] if options["no_worker"] else []
        for surface in ("public", "staff"):
            address = f"http://{options['host']}:{options[f'{surface}_port']}"
            os.environ.setdefault(f"RUANGAMAN_{surface.upper()}_ADDRESS", address)
        self.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "ruangaman.ops.supervisor", *arguments])  # noqa: S606


def port(text: str) -> int:
    """Read a port number."""
    return _number(text, 65535)


def positive(text: str) -> int:
    """Read how many processes or threads."""
    return _number(text, 64)


def _number(text: str, most: int) -> int:
    """Read a whole number from 1 to ``most``."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise ArgumentTypeError(f"a number from 1 to {most} is needed")
    return int(text)


def check_static_files() -> None:
    """Refuse to serve pages without their style sheets."""
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        raise CommandError("The style sheets are not built. Run bin/setup first.")


def check_restored() -> None:
    """Refuse to serve a restored copy before withdrawals and disposals were replayed."""
    try:
        refuse_to_serve()
    except NotReplayed as fault:
        raise CommandError(str(fault)) from fault


def check_migrations() -> None:
    """Refuse to serve from a database that is not as the code needs it."""
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as fault:
        raise CommandError(f"The database does not answer: {fault}") from fault
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date. Run `ruangaman migrate` first.")


def journals_replay() -> str:
    """Carry out what an older database does not know of, or refuse; return what was done.

    A disposal that was interrupted is finished here too, so that a crash never keeps the
    channel closed.
    """
    try:
        done = replay()
    except WrongStore as fault:
        raise CommandError(WRONG_STORE) from fault
    except DatabaseError as fault:
        raise CommandError(f"The database or the shred store does not answer: {fault}") from fault
    return f"{replayed_line(done)}\n" if done.disposed or done.withdrawn or done.ended else ""


def check_port(host: str, number: int, option: str) -> None:
    """Refuse a port that cannot be listened at."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, number))
        except OSError as fault:
            raise CommandError(
                f"{host}, port {number}: {fault.strerror}. Choose another with {option}."
            ) from fault
