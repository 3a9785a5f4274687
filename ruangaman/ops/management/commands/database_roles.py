"""``ruangaman database-roles``."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from ruangaman.ops.roles import RolesRefused, roles_apply, statements, tables


class Command(BaseCommand):
    """Give the PostgreSQL roles their rights; run after each ``migrate``, as the owner."""

    help = (
        "Give the PostgreSQL roles of the two surfaces and of backups exactly the rights of"
        " deploy/postgresql/grants.toml. Run it as the owner of the tables after each migrate."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument("--apply", action="store_true", help="change the database")
        choice.add_argument("--print", action="store_true", help="print the statements only")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print the statements, or run them in one transaction."""
        if connection.vendor != "postgresql":
            raise CommandError("This database is SQLite, which has no roles.")
        try:
            if options["print"]:
                self.stdout.writelines(f"{one.as_string()};\n" for one in statements())
                return
            count = roles_apply()
        except RolesRefused as fault:
            raise CommandError(f"Nothing was changed.\n{fault}") from fault
        except DatabaseError as fault:
            raise CommandError(f"Nothing was changed: {fault}") from fault
        self.stdout.write(f"Rights on {len(tables())} tables are set ({count} statements).")
