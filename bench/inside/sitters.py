"""People who sit a test: ``make FOLDER PEOPLE FILES`` and ``check FILE``.

``make`` plans an event with one test that is open, invites people without accounts, and writes
their sessions into so many files. ``check`` compares what they chose with what is kept.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from django.utils import timezone

from bench.inside import answer
from ruangaman.network.models import Person
from ruangaman.people.sessions import SessionStore
from ruangaman.training.models import Answer, Event, Paper, Participant, Sitting

HOUR = dt.timedelta(hours=1)


def make(folder: Path, people: int, files: int) -> None:
    """Make event, test, people and sessions."""
    today, now = timezone.localdate(), timezone.now()
    event = Event.objects.create(title="Uji", first=today, last=today, state=Event.State.OPEN)
    paper = Paper.objects.create(
        event=event, kind=Paper.Kind.PRE, opens_at=now - HOUR, closes_at=now + HOUR
    )
    persons = Person.objects.bulk_create(
        Person(name=f"Orang {number}", search=f"orang {number}") for number in range(people)
    )
    taking = Participant.objects.bulk_create(
        Participant(event=event, person=one, state=Participant.State.ACCEPTED) for one in persons
    )
    told = [
        {"participant": str(one.pk), "paper": str(paper.pk), "session": session_of(one)}
        for one in taking
    ]
    places = []
    for number in range(files):
        place = folder / f"sitters-{paper.pk}-{number}.json"
        place.write_text(json.dumps(told[number::files]))
        places.append(str(place))
    answer({"places": places})


def session_of(participant: Participant) -> str:
    """Return the id of a session in which the participant's code was typed."""
    session = SessionStore()
    session["participant"], session["participant_beside"] = str(participant.pk), ""
    session.create()
    return str(session.session_key)


def check(path: Path) -> None:
    """Print how many answers are missing or others than sent, and how many tests are not ended."""
    chosen: dict[str, dict[str, str]] = json.loads(path.read_text())
    sittings = {str(one.participant_id): one for one in Sitting.objects.all()}
    kept: dict[tuple[object, int], str] = {}
    for sitting, item, choice in Answer.objects.values_list("sitting_id", "item_id", "choice"):
        kept[sitting, item] = choice
    wrong = 0
    for who, sent in chosen.items():
        mine = sittings.get(who)
        order = mine.order if mine else []
        asked = {f"j{place}": item for place, (item, _choices) in enumerate(order, 1)}
        wrong += sum(
            mine is None or kept.get((mine.pk, asked[name])) != choice
            for name, choice in sent.items()
        )
    mine_all = [sittings[who] for who in chosen if who in sittings]
    forms = [one.form for one in mine_all]
    answer(
        {
            "wrong": wrong,
            "sent": sum(map(len, chosen.values())),
            "open": sum(one.ended_at is None for one in mine_all) + len(chosen) - len(mine_all),
            "uneven": abs(forms.count("A") - forms.count("B")),
        }
    )


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    else:
        check(Path(sys.argv[2]))
