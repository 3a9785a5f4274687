"""``ruangaman invite-administrator``: the first account of a fresh installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from ruangaman.people.faults import Refused
from ruangaman.people.models import Role
from ruangaman.people.services.grants import GrantSpec
from ruangaman.people.services.invitations import invitation_create

_LOCAL = frozenset({"127.0.0.1", "localhost", "[::1]"})


class Command(BaseCommand):
    """Print a link with which one person makes an administrator's account, once."""

    help = "Invite an administrator and print the link, which works once and for seven days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask for the person, and for the address of the staff pages."""
        parser.add_argument("--name", required=True, help="full name")
        parser.add_argument("--email", required=True, help="e-mail address")
        parser.add_argument(
            "--address", default=_address(), help="address of the staff pages (%(default)s)"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Invite; exit with 1 and one sentence when that is refused."""
        try:
            validate_email(options["email"])
            token = _invite(options["name"], options["email"])
        except ValidationError as fault:
            raise CommandError("--email: not an e-mail address") from fault
        path = reverse("invitation", args=[token], urlconf="ruangaman.urls_staff")
        self.stdout.write(options["address"].rstrip("/") + path)


def _invite(name: str, email: str) -> str:
    """Return the token of the link; a refusal, which pages show too, is said in English."""
    with translation.override("en"):
        try:
            _invitation, token = invitation_create(
                name=name, email=email, spec=GrantSpec(Role.ADMINISTRATOR), by=None
            )
        except Refused as fault:
            raise CommandError(str(fault.message)) from fault
    return token


def _address() -> str:
    host = settings.STAFF_HOSTS[0] if settings.STAFF_HOSTS else "127.0.0.1"
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{host}:8001" if host in _LOCAL else f"{scheme}://{host}"
