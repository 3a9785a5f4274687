"""The worker is killed in the middle of a survey's closing: systemd starts it, and it goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from deploy.trial.checks import expect, tried
from deploy.trial.scratch import Scratch

ANSWERS = 50_000
LONGEST = 240.0
"""Seconds until the second worker must have finished."""

_UNIT = "ruangaman-work.service"
_COUNTS = Path("/var/lib/ruangaman-staff/progress")

_CLOSE = """
import sys, uuid
from ruangaman.lib.ballots import Layout, ballot_seal
from ruangaman.people.models import User
from ruangaman.people.services.vault import session_resume, vault_unlock
from ruangaman.surveys.models import Ballot, Survey, Token
from ruangaman.surveys.services.closing import half_give
from ruangaman.surveys.services.life import survey_end

survey, people = Survey.objects.get(state="open"), {people!r}
layout = Layout.of(survey.definition)
plain, to = layout.packed(1, {{}}), bytes(survey.public_key)
sealed = [ballot_seal(plain, to=to, survey=survey.pk, layout=layout) for _ in range(100)]
for begin in range(0, {answers}, 5000):
    numbers = range(begin, begin + 5000)
    Ballot.objects.bulk_create(
        [Ballot(survey=survey, sealed=sealed[n % 100], fresh=False) for n in numbers]
    )
    Token.objects.bulk_create(
        [Token(index=uuid.uuid4().bytes, survey=survey, stratum=1, state=2) for n in numbers]
    )
survey_end(survey=survey, by=User.objects.get(username="dewi"), revision=survey.revision)
for half in survey.halves.select_related("holder"):
    user, phrase = half.holder, people[half.holder.username]
    token = vault_unlock(user=user, passphrase=phrase, session_key="trial")
    half_give(reader=session_resume(user=user, token=token, session_key="trial"), survey=survey)
sys.stdout.write(str(survey.pk))
"""


@tried("a worker that is killed in the middle of a closing comes back by itself and finishes it")
def _(scratch: Scratch) -> None:
    rows = scratch.world["accounts"]
    people = {row["username"]: row["passphrase"] for row in rows if row.get("passphrase")}
    first = _main()
    pk = scratch.run("shell", "-c", _CLOSE.format(people=people, answers=ANSWERS)).strip()[-36:]
    _wait(lambda: any(one.read_text() > "0" for one in _COUNTS.glob("*") if not one.suffix))
    os.kill(first, signal.SIGKILL)
    expect(_asked(pk)[0] == "closing", f"closed before it was killed: {_asked(pk)}")
    _wait(lambda: _asked(pk)[0] == "closed")
    expect(_asked(pk) == ["closed", ANSWERS, 0, ANSWERS, 0], _asked(pk))
    expect(_main() not in (0, first), "the same worker")


def _main() -> int:
    said = subprocess.run(
        ["systemctl", "show", "--value", "--property=MainPID", _UNIT],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(said.stdout)


def _asked(pk: str) -> list[object]:
    """Return a survey's state, its spent slips, what did not open, results, and ballots left."""
    query = (
        "SELECT json_build_array(state, spent, unreadable, (SELECT count(*) FROM surveys_result"
        " WHERE survey_id = one.id), (SELECT count(*) FROM surveys_ballot))"
        f" FROM surveys_survey one WHERE id = '{pk}'"
    )
    said = subprocess.run(
        ["runuser", "-u", "postgres", "--", "psql", "-At", "-d", "ruangaman", "-c", query],
        capture_output=True, text=True, check=True, cwd="/",
    )  # fmt: skip
    found: list[object] = json.loads(said.stdout)
    return found


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not until():
        expect(time.monotonic() < deadline, "not in time")
        time.sleep(0.1)
