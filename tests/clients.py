"""Test clients that speak to one surface, as its own process would."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import UserSettingsHolder, settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import set_urlconf

from ruangaman.ops.roles import PUBLIC, STAFF
from tests.roles import database_role

_HIDDEN = re.compile(r'<input type="hidden" name="(isi|langkah)" value="([^"]*)">')


@contextmanager
def in_force(values: dict[str, Any]) -> Iterator[None]:
    """Let settings hold until the end of the block.

    Unlike ``override_settings`` it keeps the addresses that Django has read: they are kept for
    each URL conf by itself, and reading them anew takes longer than most pages.
    """
    before = settings._wrapped
    now = UserSettingsHolder(before)
    for name, value in values.items():
        setattr(now, name, value)
    settings._wrapped = now
    set_urlconf(None)
    try:
        yield
    finally:
        settings._wrapped = before
        set_urlconf(None)


class SurfaceClient(Client):
    """A client bound to a surface: its URLs and its middleware."""

    surface: dict[str, Any] = {}
    role = ""

    def request(self, **request: Any) -> Any:
        """Answer with the surface's settings in force."""
        with in_force(self.surface), database_role(self.role):
            return super().request(**request)


class PublicClient(SurfaceClient):
    """Somebody on the public surface: no cookie is ever kept."""

    surface = {"ROOT_URLCONF": "ruangaman.urls_public", "MIDDLEWARE": settings.PUBLIC_MIDDLEWARE}
    role = PUBLIC

    def go_on(self, response: HttpResponse, *, prefix: str = "", **fields: Any) -> Any:
        """Fill in the page's form and press its first button; carried fields go along."""
        page = response.content.decode()
        carried = dict(_HIDDEN.findall(page))
        target = "pesan" if 'action="' + prefix + '/pesan/"' in page else "lapor"
        return self.post(f"{prefix}/{target}/", {**carried, **fields})

    def report(self, *pages: dict[str, Any], prefix: str = "") -> Any:
        """Walk from the first page through ``pages`` and return the last answer."""
        response = self.get(f"{prefix}/lapor/")
        for fields in pages:
            response = self.go_on(response, prefix=prefix, **fields)
        return response


class StaffClient(SurfaceClient):
    """Somebody on the staff surface."""

    surface = {"ROOT_URLCONF": "ruangaman.urls_staff", "MIDDLEWARE": settings.STAFF_MIDDLEWARE}
    role = STAFF


@contextmanager
def undone(client: SurfaceClient) -> Iterator[None]:
    """Take everything back afterwards: the database and the cookies."""
    cookies, point = copy.deepcopy(client.cookies), transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
        client.cookies = cookies


def code_of(response: HttpResponse) -> str:
    """Return the eight words of the page that shows them."""
    block = re.search(r'id="kode"[^>]*>(.*?)</ol>', response.content.decode(), re.S)
    assert block, response.content.decode()
    return " ".join(re.findall(r"<li>(\w+)</li>", block[1]))
