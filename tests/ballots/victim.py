"""The installation that is attacked: ``cast`` and ``close`` run in processes of their own.

``python -m tests.ballots.victim STEP HOW FOLDER``. HOW is ``real``, or ``weak``: a planted version
that writes answers in the order of the ballots and leaves deleted rows where they lay. At the end
of a step the files of an SQLite database are copied to FOLDER, while its journal is there.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PEOPLE, KOTA = 60, 36
"""Slips that are used, and how many of them are of the first stratum."""


def main(step: str, how: str, folder: Path) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "ruangaman.settings"
    import django

    django.setup()
    if how == "weak":
        _plant()
    told = _cast() if step == "cast" else _close()
    _copy(folder)
    sys.stdout.write(json.dumps(told))


def _cast() -> dict[str, Any]:
    """Let sixty people answer, each differently, in an order of their own."""
    from ruangaman.surveys.services.ballots import ballot_cast
    from ruangaman.surveys.tests.helping import opened, slip, slips
    from ruangaman.surveys.tokens import token_index

    world = _people()
    survey = opened(world, sections=_SECTIONS)
    codes = [(1, code) for code in slips(survey, 1, KOTA + 10)[:KOTA]]
    codes += [(2, code) for code in slips(survey, 2, PEOPLE - KOTA + 10)[: PEOPLE - KOTA]]
    random.SystemRandom().shuffle(codes)
    _settled()
    truth = {}
    for (stratum, code), answers in zip(codes, _answers(), strict=True):
        outcome = ballot_cast(
            slip=slip(survey, code, stratum, once=os.urandom(16)), answers=answers
        )
        assert outcome == "cast"
        truth[token_index(code).hex()] = answers
    return truth


def _people() -> Any:
    """Make the coordinator and two holders, whom the root vouches for."""
    from ruangaman.people.models import Role, RoleGrant, User
    from tests.world import World, found, key_given

    world = World()
    for name, role in (
        ("dewi", Role.COORDINATOR),
        ("ratih", Role.STATISTICS),
        ("bayu", Role.STATISTICS),
    ):
        email = f"{name}@contoh.id"
        world.people[name] = User.objects.create(username=name, email=email, name=name)
        RoleGrant.objects.create(user=world.people[name], role=role)
    found(world)
    key_given(world, "ratih", "bayu")
    return world


def _close() -> dict[str, Any]:
    from ruangaman.lib.sealing import KeyPair
    from ruangaman.people.models import RecipientKey, User
    from ruangaman.people.readers import reader_for
    from ruangaman.surveys.models import Survey
    from ruangaman.surveys.services import life
    from ruangaman.surveys.services.closing import closings_work, half_give
    from tests.world import seed_of

    survey = Survey.objects.get()
    dewi = User.objects.get(username="dewi")
    life.survey_end(survey=survey, by=dewi, revision=survey.revision)
    for name in ("ratih", "bayu"):
        key = RecipientKey.objects.get(user__username=name)
        half_give(reader=reader_for(key, KeyPair(seed_of(name))), survey=survey)
    assert closings_work() == 1
    return {"state": Survey.objects.get().state}


_ITEMS = 6
_SECTIONS = [
    {
        "key": "satu",
        "title_id": "Satu",
        "title_en": "One",
        "items": [
            {"key": f"q{n}", "kind": "agree", "text_id": f"Soal {n}", "text_en": f"Item {n}"}
            for n in range(_ITEMS)
        ],
    }
]


def _answers() -> list[dict[str, str]]:
    """Return different answers, so that each row of the results is somebody's alone."""
    drawn = random.SystemRandom().sample(range(5**_ITEMS), PEOPLE)
    return [{f"q{n}": str(1 + one // 5**n % 5) for n in range(_ITEMS)} for one in drawn]


def _in_order() -> type:
    from ruangaman.lib.piles import Piles

    class InOrder(Piles):
        def __init__(self, folder: Path) -> None:
            super().__init__(folder)
            self.rows = list[bytes]()

        def __len__(self) -> int:
            return len(self.rows)

        def add(self, row: bytes) -> None:
            self.rows.append(row)

        def shuffled(self) -> Iterator[bytes]:
            yield from self.rows

    return InOrder


def _plant() -> None:
    from django.db import connection

    from ruangaman.surveys.models import Ballot, Half, Survey, Token
    from ruangaman.surveys.services import closing, opening

    place = "ctid" if connection.vendor == "postgresql" else "rowid"

    def pieces(survey: Survey) -> Iterator[list[bytes]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT sealed FROM surveys_ballot ORDER BY {place}")
            yield [bytes(sealed) for (sealed,) in cursor.fetchall()]

    def left(survey: Survey) -> None:
        for model in (Ballot, Token, Half):
            model.objects.filter(survey=survey)._raw_delete("default")

    patch = pytest.MonkeyPatch()
    patch.setattr(opening, "_pieces", pieces)
    patch.setattr(closing, "Piles", _in_order())
    patch.setattr(closing, "box_destroy", left)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete=OFF")


def _settled() -> None:
    """Empty SQLite's journal: the attacker shall see in it every single answer arrive."""
    from django.db import connection

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(folder: Path) -> None:
    from django.db import connection

    if connection.vendor == "sqlite":
        folder.mkdir(parents=True)
        source = Path(str(connection.settings_dict["NAME"]))
        for path in source.parent.glob(f"{source.name}*"):
            shutil.copy(path, folder / path.name.replace(source.name, "copy"))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
