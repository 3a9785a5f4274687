"""What wakes people says nothing of reports: the letters are the same with one and without."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.duty.models import TeamNotice, Wake
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.selectors.mailbox import Mailbox as Mail
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services.mailbox import consent_withdraw, mailbox_change, message_add
from ruangaman.reporting.services.submit import report_submit
from ruangaman.reporting.tests.test_submit import GIVEN
from tests.servers import Mailbox
from tests.waking import Clock, Round, receivers
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_report_changes_nothing_in_what_is_sent(
    awake: World, wall: Clock, post: Mailbox, round_: Round
) -> None:
    """Who reads all letters cannot tell the day of a report from one without."""
    seen = []
    for day in ("2026-11-25", "2026-11-26"):
        if day == "2026-11-26":
            report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        wall.at(f"{day} 07:30")
        round_()
        seen.append(sorted((one["To"], one["Subject"], one.get_payload()) for one in post.letters))
        sizes = {len(one.as_bytes()) for one in post.letters if "maria" in one["To"]}
        assert len(sizes) == 1
        post.letters.clear()
    assert seen[0] == seen[1]
    assert len({(subject, text) for _, subject, text in seen[0]}) == 1


class TestAtOnce:
    """A team may choose to be woken at once."""

    @pytest.fixture(autouse=True)
    def chosen(self, awake: World, wall: Clock) -> None:
        team = awake.teams["uptd-ppa"]
        TeamNotice.objects.filter(team=team).update(at_once=True)
        wall.at("2026-11-25 10:00")

    def test_a_report_wakes_the_team_it_is_for(self, post: Mailbox, round_: Round) -> None:
        round_()
        post.letters.clear()
        report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        assert Wake.objects.count() == 1
        round_()
        assert receivers(post) == ["maria", "yosef"]
        assert Wake.objects.count() == 0

    def test_a_report_that_is_not_kept_wakes_nobody(self, monkeypatch: Any) -> None:
        def fails(*_: Any) -> None:
            raise RuntimeError

        monkeypatch.setattr("ruangaman.reporting.services.submit.team_woken", fails)
        with pytest.raises(RuntimeError):
            report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        assert Wake.objects.count() == 0

    def test_a_message_wakes_it_until_her_consent_is_taken_back(
        self, awake: World, post: Mailbox, wall: Clock, round_: Round
    ) -> None:
        code = report_submit(answers=Answers(GIVEN), random=b"r" * 32).code
        round_()
        wall.on(minutes=11)
        post.letters.clear()
        team = awake.teams["uptd-ppa"].pk
        for expected in (["maria", "yosef"], []):
            mailbox = mailbox_open(code)
            assert mailbox
            mailbox_change(code, mailbox.report.pk, self.write)
            round_()
            assert receivers(post) == expected
            post.letters.clear()
            wall.on(minutes=11)
            mailbox_change(
                code, mailbox.report.pk, lambda one: consent_withdraw(one, key=f"tim-{team}")
            )

    @staticmethod
    def write(mailbox: Mail) -> bool:
        return message_add(mailbox, text="Apakah ada kabar?", item_id=uuid.uuid4())

    def test_a_flood_wakes_it_every_ten_minutes_at_most(
        self, post: Mailbox, wall: Clock, round_: Round
    ) -> None:
        round_()
        post.letters.clear()
        for number in range(5):
            report_submit(answers=Answers(GIVEN), random=bytes([number]) * 32)
            round_()
            wall.on(minutes=1)
        assert receivers(post) == ["maria", "yosef"]
        wall.on(minutes=10)
        round_()
        assert receivers(post) == ["maria", "maria", "yosef", "yosef"]
        wall.on(minutes=10)
        round_()
        assert len(post.letters) == 4

    def test_the_letter_is_the_one_of_the_fixed_hours(
        self, post: Mailbox, wall: Clock, round_: Round
    ) -> None:
        report_submit(answers=Answers(GIVEN), random=b"r" * 32)
        round_()
        wall.at("2026-11-25 16:00")
        round_()
        texts = {one.get_payload() for one in post.letters}
        assert len(texts) == 1


def test_a_team_that_did_not_choose_it_is_not_woken_at_once(awake: World) -> None:
    report_submit(answers=Answers(GIVEN), random=b"r" * 32)
    assert Wake.objects.count() == 0
