"""Look at the province: ``python -m bench.inside.oversight --fill MONTHS`` once, ``--look TIMES``.

The first puts months of figures behind every unit there is, releases of ten semesters, and people
whose first pages are looked at. The second asks for whole answers, from the first middleware to
the last byte, and prints milliseconds by kind: the pages of the province and of consistency as the
coordinator has them, the first page of each role in the network, and what programs of partners ask.
"""

from __future__ import annotations

import datetime as dt
import itertools
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.utils import timezone

from bench.inside import answer
from bench.inside.bulk import quick
from bench.inside.desk import HOST, signed_in, took
from bench.inside.people import COORDINATOR
from bench.inside.world import TOTP_SECRET
from bench.inside.world import account as account_with_factor
from ruangaman.api.scopes import Scope
from ruangaman.api.services import calls
from ruangaman.api.services.keys import key_make
from ruangaman.core.surface import heap_settle
from ruangaman.lib.credentials import public_of
from ruangaman.lib.signatures import document_text, text_sign
from ruangaman.network.selectors.units import units_in_force
from ruangaman.oversight.models import Partner, Release
from ruangaman.oversight.months import month_after, month_of
from ruangaman.oversight.tests.history import history
from ruangaman.people.adapters import MFAAdapter
from ruangaman.people.models import Role, RoleGrant, User

HEAD, UNIT = "kepala", "unit-0"
SEED, CODES, TABLES = b"s" * 32, 8, 24
"""A release: so many tables of two axes with so many codes each and their totals."""


def fill(months: int) -> None:
    """Make everything. Nothing is measured here, so nothing waits for the disk."""
    quick()
    with transaction.atomic():
        history(list(units_in_force().values_list("code", flat=True)), months)
        released(months // 6)
        RoleGrant.objects.create(
            user=account_with_factor(HEAD), role=Role.HEAD_OF_UNIT, unit_code=UNIT
        )
        factor = {"secret": MFAAdapter().encrypt(TOTP_SECRET)}
        Authenticator.objects.create(user=focal_point(), type=Authenticator.Type.TOTP, data=factor)
    answer(months)


def focal_point() -> User:
    """Return the focal point of the unit whose head looks too."""
    return User.objects.filter(grants__team__unit_code=UNIT).order_by("pk")[0]


def released(semesters: int) -> None:
    """Release so many semesters, signed; every third cell is hidden."""
    codes = [{"code": f"c{n}", "label_id": f"Pilihan {n}", "label_en": f"Choice {n}"}
             for n in range(CODES)]  # fmt: skip
    axes = [{"key": key, "title_id": key, "title_en": key, "codes": codes} for key in ("a", "b")]
    places = [*(one["code"] for one in codes), "*"]
    cells = [
        {"at": list(at)} | ({"hidden": "protected"} if n % 3 == 0 else {"count": 10 + n})
        for n, at in enumerate(itertools.product(places, places))
    ]
    same = {"title_id": "Tabel", "title_en": "Table", "counts": "records", "axes": axes}
    tables = [{"key": f"table_{n}", **same, "cells": cells} for n in range(TABLES)]
    for number in range(semesters):
        semester = f"{2026 - number // 2}-S{2 - number % 2}"
        text = document_text({"semester": semester, "tables": tables})
        Release.objects.create(
            sequence=semesters - number,
            semester=semester,
            released_on=timezone.localdate() - dt.timedelta(days=182 * number),
            document=text,
            signature=text_sign(text.encode(), seed=SEED),
            public=public_of(SEED),
            proposed_by=uuid.uuid4(),
            released_by=uuid.uuid4(),
        )


def look(times: int) -> None:
    """Ask for every kind of answer in turn and print how long each took."""
    heap_settle()  # as the surface does when it starts
    coordinator = signed_in(COORDINATOR)
    earlier = f"{month_after(month_of(), -17):%Y-%m}"
    firsts = (coordinator, signed_in(HEAD), signed_in(focal_point().username))
    strips = "/pantau/konsistensi/"
    answer(
        {
            "province": timed(times, coordinator, (
                "/pantau/", "/pantau/?tren=60", "/pantau/?wilayah=53.05", "/pantau/?belum=T3",
                f"/pantau/?bulan={earlier}&susun=unit&page=9", "/pantau/lembar/",
            )),
            "consistency": timed(times, coordinator, (
                strips, f"{strips}?page=200", f"{strips}?tugas=decree&page=40",
                f"{strips}?tugas=pair&celah=tiga", f"{strips}?celah=kini&wilayah=53.05",
                f"{strips}?q=puskesmas+ende&masa={int(earlier[:4])}", f"/pantau/unit/{UNIT}/",
            )),
            "first": [one for client in firsts for one in timed(times // 3, client, ("/",))],
            "api": timed(times, program(), tuple(f"/api/v1/{one}" for one in asked())),
        }
    )  # fmt: skip


def asked() -> Sequence[str]:
    """Return what a program asks, with as many months and rows as it may have at once."""
    since = f"since={month_after(month_of(), -59):%Y-%m}"
    newest = Release.objects.order_by("-sequence")[0].semester
    return (
        "indicators", f"indicators/C1?{since}", f"indicators/C5?{since}", "coverage", "releases",
        f"releases/{newest}", "units?size=500", "units?size=100&page=9", "finder?size=500",
        "finder?page=9", f"sdmx/indicators?{since}", f"sdmx/releases/{newest}",
    )  # fmt: skip


def program() -> Client:
    """Return a program of a partner that may ask everything, as often as it likes."""
    calls.PER_MINUTE = 1_000_000
    _key, secret = key_make(
        partner=Partner.objects.get_or_create(name="Mitra")[0],
        label="Bangku",
        scopes=Scope.values,
        expires=timezone.localdate(),
        by=User.objects.get(username=COORDINATOR),
    )
    return Client(headers={"host": HOST, "authorization": f"Bearer {secret}"})


def timed(times: int, client: Client, paths: Sequence[str]) -> list[tuple[float, float]]:
    """Return milliseconds of clock and processor, each path once before."""
    for path in paths:
        client.get(path)
    return [both(took, client, path) for path in itertools.islice(itertools.cycle(paths), times)]


def both(call: Callable[..., float], *arguments: Any) -> tuple[float, float]:
    """Return what ``call`` returns, and the milliseconds of the processor that it took."""
    before = time.process_time()
    return call(*arguments), (time.process_time() - before) * 1000


if __name__ == "__main__":
    {"--fill": fill, "--look": look}[sys.argv[1]](int(sys.argv[2]))
