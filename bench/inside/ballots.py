"""A survey of many: ``make``, ``send FOLDER HOST CLIENTS EACH``, ``fill N``, ``close``, ``found``.

``send`` writes whole HTTP requests, each the last page of another slip. ``fill`` puts ballots into
the box without its pages, each sealed by itself as the product does it; several processes may fill
one box. ``close`` gives both halves and works as the worker does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import resource
import secrets
import struct
import sys
import time
import uuid
from pathlib import Path
from urllib.parse import urlencode

from django.db import transaction
from django.utils import timezone

from bench.inside import answer
from bench.inside.bulk import bulk_insert
from bench.inside.desk import signed_in
from bench.inside.desk import took as spent
from bench.inside.peaks import peaks
from bench.inside.states import HEAD
from bench.inside.world import account
from ruangaman.lib.ballots import Layout, ballot_seal
from ruangaman.lib.manifest import ROOT, Kind, root_public, root_sign
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey, Role, RoleGrant, User
from ruangaman.people.pinned import root_pin
from ruangaman.people.readers import reader_for
from ruangaman.people.services.manifest import (
    Signer,
    entry_append,
    manifest_loaded,
    statement_for_key,
)
from ruangaman.surveys.answering import pages_of
from ruangaman.surveys.carried import FIELD, Carried
from ruangaman.surveys.halves import worker_key
from ruangaman.surveys.models import Ballot, Result, Stratum, Survey, Token
from ruangaman.surveys.selectors.questions import asked_of
from ruangaman.surveys.services import life
from ruangaman.surveys.services.closing import closings_work, half_give
from ruangaman.surveys.services.questions import survey_begin
from ruangaman.surveys.services.tokens import tokens_add

HOLDERS = ("ratih", "bayu")
PIECE, PAGES = 5_000, 5
STRATA = 10


def make() -> None:
    """Make people, keys, and an open survey with the questions of the pack, in ten strata."""
    root = secrets.token_bytes(32)
    root_pin(root_public(root))
    people = {name: account(name) for name in ("dewi", *HOLDERS)}
    RoleGrant.objects.create(user=people["dewi"], role=Role.COORDINATOR)
    signer = Signer(ROOT, lambda message: root_sign(root, message))
    for name in HOLDERS:
        RoleGrant.objects.create(user=people[name], role=Role.STATISTICS)
        public = KeyPair(seed_of(name)).public.raw
        key = RecipientKey.objects.create(user=people[name], public=public, wrapped=b"")
        known = manifest_loaded()
        said = statement_for_key(known, signer, key, kind=Kind.FOUNDED)
        entry_append(known, said, public, signer)
    worker_key()
    survey_open(people)
    answer({})


def survey_open(people: dict[str, User]) -> None:
    """Open the survey of experience that the pack brings."""
    dewi, today = people["dewi"], timezone.localdate()
    made = survey_begin(by=dewi, template="a2")
    parts = [life.Part(f"Kelompok {n}", 1_000_000) for n in range(STRATA)]
    life.strata_set(survey=made, by=dewi, revision=0, parts=parts)
    holders = [people[name].pk for name in HOLDERS]
    life.holders_set(survey=made, by=dewi, revision=1, holders=holders)
    last = today + dt.timedelta(days=9)
    life.survey_plan(survey=made, by=dewi, revision=2, opens_on=today, closes_on=last)
    life.survey_open(survey=made, by=dewi, revision=3)


def send(folder: Path, host: str, clients: int, each: int) -> None:
    """Write what the clients send and print where."""
    survey, paths = Survey.objects.get(), list[str]()
    check = len(pages_of(asked_of(survey))) - 1
    for client in range(clients):
        path = folder / f"slips-{client:02d}.requests"
        with path.open("wb") as file:
            for code in tokens_add(survey=survey, stratum=1 + client % STRATA, count=each):
                carried = Carried.begun(code, survey.pk, 1 + client % STRATA)
                filled = carried.with_answers(_answers(survey))
                fields = {FIELD: filled.sealed(), "langkah": str(check), "kirim": "1"}
                body = urlencode(fields).encode()
                request = HEAD.format(path="/survei/", host=host, length=len(body)).encode() + body
                file.write(struct.pack(">I", len(request)) + request)
        paths.append(str(path))
    answer(paths)


def fill(count: int) -> None:
    """Put so many ballots, each sealed by itself, and as many spent slips into the box."""
    survey, some = Survey.objects.get(), random.Random()
    layout = Layout.of(survey.definition)
    for begin in range(0, count, PIECE):
        size = min(PIECE, count - begin)
        sealed = [_sealed(survey, layout, some) for _ in range(size)]
        slips = [(secrets.token_bytes(16), 1 + n % STRATA) for n in range(size)]
        like = Token(survey=survey, state=Token.State.SPENT, receipt=b"")
        with transaction.atomic():
            bulk_insert(like, ("index", "stratum"), slips)
            box = Ballot(survey=survey, fresh=False)
            bulk_insert(box, ("id", "sealed"), ((uuid.uuid4(), one) for one in sealed))
    answer(count)


def close() -> None:
    """Close the survey as the worker does; print how long it took, what it took, and what is left.

    ``processor`` counts the openers too, ``page_ms`` whole requests for the results.
    """
    survey = Survey.objects.get()
    _halves_give(survey)
    before, used = time.monotonic(), _processor()
    with peaks() as memory:
        closed = closings_work()
    took, used = time.monotonic() - before, _processor() - used
    survey.refresh_from_db()
    answered = sum(one.answered or 0 for one in Stratum.objects.all())
    left = Ballot.objects.count() + Token.objects.count() + survey.unreadable
    other = abs((survey.spent or 0) - answered) + abs(Result.objects.count() - answered)
    dewi = signed_in("dewi")
    dewi.get("/survei/")  # a server that has shown a page
    answer(
        {
            "closed": closed,
            "seconds": took,
            "processor": used,
            "answers": answered,
            "wrong": left + other,
            "memory": memory,
            "page_ms": [spent(dewi, f"/survei/{survey.pk}/hasil/") for _ in range(PAGES)],
        }
    )


def _halves_give(survey: Survey) -> None:
    """End the answering, and give both halves."""
    dewi = User.objects.get(username="dewi")
    life.survey_end(survey=survey, by=dewi, revision=survey.revision)
    for name in HOLDERS:
        key = RecipientKey.objects.get(user__username=name)
        half_give(reader=reader_for(key, KeyPair(seed_of(name))), survey=survey)


def _processor() -> float:
    """Return the processor seconds of this process and of those below it that have ended."""
    both = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(one.ru_utime + one.ru_stime for one in map(resource.getrusage, both))


def found() -> None:
    """Print how many answers there are."""
    spent = Token.objects.exclude(state=Token.State.FREE).count()
    answer({"ballots": Ballot.objects.count(), "spent": spent})


def seed_of(name: str) -> bytes:
    """Return the seed of a holder's key."""
    return hashlib.sha256(f"bench {name}".encode()).digest()


def _answers(survey: Survey) -> dict[str, str]:
    items = Layout.of(survey.definition).items
    return {key: secrets.choice(codes) for key, codes in items}


def _sealed(survey: Survey, layout: Layout, some: random.Random) -> bytes:
    answers = {key: codes[int(some.random() * len(codes))] for key, codes in layout.items}
    plain = layout.packed(1 + some.randrange(STRATA), answers)
    return ballot_seal(plain, to=bytes(survey.public_key), survey=survey.pk, layout=layout)


if __name__ == "__main__":
    step, *rest = sys.argv[1:]
    if step == "send":
        send(Path(rest[0]), rest[1], int(rest[2]), int(rest[3]))
    elif step == "fill":
        fill(int(rest[0]))
    else:
        {"make": make, "close": close, "found": found}[step]()
