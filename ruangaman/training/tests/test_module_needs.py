"""What the next training should give more time to: of groups only, and a draft made of it."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest
from django.utils import timezone

from ruangaman.training.models import (
    Answer,
    Content,
    Evaluation,
    Event,
    Paper,
    RolePlay,
    Session,
    Sitting,
)
from ruangaman.training.selectors.module_needs import shared_out
from ruangaman.training.services.planning import timetable
from ruangaman.training.tests.attending import event, participants
from ruangaman.training.tests.taught import curriculum_taught, forms_taught, items_taught
from tests.clients import StaffClient
from tests.world import World

PAGE = "/pelatihan/kebutuhan/modul/"


def test_hours_are_whole_and_all_given_out() -> None:
    assert shared_out([0.8, 0.4, 0.2], 6) == [3, 2, 1]
    assert shared_out([0.5, 0.5, 0.5], 2) == [1, 1, 0]
    assert shared_out([0.3], 7) == [7]
    assert shared_out([], 7) == []
    assert all(sum(shared_out([0.9, 0.31, 0.07], hours)) == hours for hours in range(60))


def test_a_timetable_keeps_noon_evening_and_weekends_free() -> None:
    friday = dt.date(2026, 12, 4)
    found = list(timetable(friday, [(4, "Empat", 6), (3, "Tiga", 5), (6, "Enam", 2)]))
    assert sum(one.jp for one in found) == 13
    for one in found:
        starts, ends = timezone.localtime(one.starts_at), timezone.localtime(one.ends_at)
        assert starts.weekday() < 5
        assert dt.time(8) <= starts.time()
        assert ends.time() <= dt.time(17)
        assert not (starts.time() < dt.time(12) < ends.time())
        assert (one.ends_at - one.starts_at) == one.jp * dt.timedelta(minutes=45)
    ordered = sorted(found, key=lambda one: one.starts_at)
    assert all(a.ends_at <= b.starts_at for a, b in itertools.pairwise(ordered))
    assert timezone.localtime(found[-1].starts_at).date() == dt.date(2026, 12, 7)


@pytest.fixture
def taught(world: World) -> None:
    curriculum_taught()
    forms_taught()
    items_taught()


@pytest.fixture
def dewi(world: World) -> StaffClient:
    return world.sign_in(StaffClient(), "dewi")


def evaluated(held: Event, many: int, answers: dict[str, Any]) -> None:
    for _ in range(many):
        Evaluation.objects.create(event=held, moment="after", answers=answers)


def sat(held: Event, many: int, *, wrong: int, closed: bool = True) -> None:
    """Let ``many`` people answer two items: module ``wrong`` wrongly, module 1 rightly."""
    now = timezone.now()
    closes = now - dt.timedelta(hours=1) if closed else now + dt.timedelta(hours=1)
    paper = Paper.objects.create(event=held, kind="post", opens_at=now, closes_at=closes)
    for number, one in enumerate(participants(held, many)):
        sitting = Sitting.objects.create(
            paper=paper, participant=one, form="A", order=[], started_at=now, due_at=now,
            ended_at=now, right=1, total=2,
        )  # fmt: skip
        for module, good in ((wrong, False), (1, True)):
            item = Content.objects.filter(kind="item", key__startswith=f"m{module:02}").first()
            keys = {key["key"]: bool(key.get("right")) for key in item.body["choice"]}
            choice = next(key for key, right in keys.items() if right is good)
            Answer.objects.create(sitting=sitting, item=item, choice=choice, saved_at=now)
        RolePlay.objects.create(
            person=one.person, event=held, shown=["calm", "listen"],
            errors=["mediate"] if number else [], passed=False,
            observed_on=timezone.localdate().replace(day=1) - dt.timedelta(days=1),
        )  # fmt: skip


@pytest.mark.django_db
def test_the_weakest_module_comes_first_and_becomes_a_draft(
    taught: None, dewi: StaffClient
) -> None:
    held = event(last=-60, modules=(1, 6, 8))
    sat(held, 12, wrong=8)
    evaluated(held, 12, {
        "module-time": {"1": "cukup", "6": "lebih-banyak", "8": "lebih-banyak"},
        "confidence-after": {"1": "5", "6": "3", "8": "2"},
    })  # fmt: skip
    page = dewi.get(PAGE).content.decode()
    assert page.index("8. Anak") < page.index("6. Rujukan")
    assert "12 orang dari 1 acara" in page
    table = page[page.index("<table") : page.index("</table>")]
    row = table[table.index("8. Anak") : table.index("</tr>", table.index("8. Anak"))]
    for figure in ("0 %", "100 %", "2,0", "JP"):
        assert figure in row
    wrong = dewi.post(PAGE, {"judul": "", "jenis": "x", "mulai": "31/02/2027", "jp": "0"})
    assert wrong.status_code == 422
    assert not Event.objects.filter(state="draft").exists()
    first = timezone.localdate() + dt.timedelta(days=30)
    sent = {"judul": "Penyegaran 2027", "jenis": "refresher", "mulai": first.isoformat(), "jp": "8"}
    made = dewi.post(PAGE, sent)
    draft = Event.objects.get(state="draft")
    assert made["Location"] == f"/pelatihan/acara/{draft.pk}/"
    sessions = list(Session.objects.filter(event=draft))
    assert sum(one.jp for one in sessions) == 8
    assert sessions[0].module == 8
    assert dewi.get(made["Location"]).status_code == 200


@pytest.mark.django_db
def test_small_groups_and_what_may_still_grow_say_nothing(taught: None, dewi: StaffClient) -> None:
    page = dewi.get(PAGE).content.decode()
    assert "Belum ada sumber dengan cukup orang" in page
    answers = {"module-time": {"6": "lebih-banyak"}}
    evaluated(event(last=-60), 8, answers)
    evaluated(event(last=-90), 4, answers)
    evaluated(event(last=-3), 20, answers)
    evaluated(event(last=-60, state="open"), 20, answers)
    sat(event(last=-30), 20, wrong=8, closed=False)
    RolePlay.objects.all().delete()
    page = dewi.get(PAGE).content.decode()
    assert "Belum ada sumber dengan cukup orang" in page, "8 in one event, and no other counts"
    evaluated(event(last=-70), 5, answers)
    page = dewi.get(PAGE).content.decode()
    assert "13 orang dari 2 acara" in page
    assert "kurang dari 10 orang" in page
