"""Sending: one report and one code however often it is sent; sealed as chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections
from django.db.models import Model
from django.utils import timezone

from ruangaman.core.statements import rows_insert
from ruangaman.lib.boxes import PARTS
from ruangaman.lib.codename import Code
from ruangaman.people.models import RoleGrant
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Box, Item, PartKey, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import submit
from ruangaman.reporting.services.submit import NobodyCanRead, report_submit
from tests.world import World, build

RANDOM = b"r" * 32
GIVEN = {
    "tujuan": "lapor",
    "tentang": "saya",
    "konflik": ["tidak"],
    "izin": "uptd_cerita",
    "kapan": "lebih_lama",
    "butuh": ["teman_bicara"],
    "balas": "kode",
    "apa": ["ucapan"],
    "cerita": "Ia berkata kasar.",
}


def send(random: bytes = RANDOM, **changes: object) -> submit.Sent:
    return report_submit(answers=Answers({**GIVEN, **changes}), random=random)


@pytest.mark.django_db
def test_those_chosen_can_read_and_nobody_else(world: World) -> None:
    send()
    report, box = report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    assert set(box.parts) == {"needs", "account", "messages"}
    read = items_read(report, box, PARTS, holders_as_authors(report, box.reporter))
    assert read["account"][0].body["answers"]["cerita"] == "Ia berkata kasar."
    for name in ("sari", "rina"):
        with pytest.raises(ReportNotFound):
            report_for(reader=world.reader(name), number=report.number)


@pytest.mark.django_db
def test_needs_only_means_no_account(world: World) -> None:
    send(izin="uptd_kebutuhan")
    _, box = report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    assert set(box.parts) == {"needs", "messages"}


@pytest.mark.django_db
def test_a_number_goes_to_identity_and_focal_points_never_see_it(world: World) -> None:
    send(
        balas="telepon", nomor="081234567890", izin_fokal=["unit_lain"], unit_lain="dinas-kesehatan"
    )
    number = Report.objects.get().number
    _, box = report_for(reader=world.reader("maria"), number=number)
    assert set(box.parts) == set(PARTS)
    _, focal = report_for(reader=world.reader("rina"), number=number)
    assert set(focal.parts) == {"needs", "messages"}


@pytest.mark.django_db
def test_rows_do_not_say_what_was_left_out(world: World) -> None:
    """The same rows, of the same sizes, with and without account, number and story."""
    shapes = set()
    for random, changes in (
        (b"a" * 32, {}),
        (b"b" * 32, {"izin": "uptd_kebutuhan"}),
        (b"c" * 32, {"balas": "telepon", "nomor": "081234567890"}),
    ):
        code = send(random, **changes).code
        report = Report.objects.get(lookup=code.lookup(_secret()))
        shapes.add(
            (
                tuple(sorted(len(box.sealed) for box in report.boxes.all())),
                tuple(sorted((item.part, len(item.sealed)) for item in report.items.all())),
                len(report.ledger),
            )
        )
    assert len(shapes) == 1


def _secret() -> bytes:
    from django.conf import settings

    return settings.SEAL_SECRET


@pytest.mark.django_db
def test_sent_again_gives_the_same_code(world: World) -> None:
    first, again = send(), send()
    assert (first.state, again.state) == ("new", "repeated")
    assert first.code == again.code == Code.from_random(RANDOM)
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_after_a_quarter_of_an_hour_the_code_is_not_shown_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    send()
    later = timezone.now() + dt.timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert send().state == "already"


@pytest.mark.django_db
def test_changed_answers_are_not_lost_and_not_mixed_in(world: World) -> None:
    send()
    assert send(cerita="Lain sama sekali.").state == "changed"
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_nothing_is_sealed_when_nobody_can_read(world: World) -> None:
    for name in ("maria", "yosef"):
        world.people[name].is_active = False
        world.people[name].save()
    with pytest.raises(NobodyCanRead):
        send()
    assert not Report.objects.exists()


@pytest.mark.django_db
def test_a_taken_number_is_drawn_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = iter(["BCD-0001", "BCD-0001", "BCD-0002"])
    monkeypatch.setattr(submit, "number_new", lambda: next(numbers))
    send(b"a" * 32)
    send(b"b" * 32)
    assert set(Report.objects.values_list("number", flat=True)) == {"BCD-0001", "BCD-0002"}


@pytest.mark.django_db
def test_a_failed_send_leaves_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last insert of the transaction fails: no half report stays."""

    def fails_at_last(objects: Sequence[Model], **options: bool) -> int:
        if isinstance(objects[0], Item):
            raise DatabaseError
        return rows_insert(objects, **options)

    monkeypatch.setattr(submit, "rows_insert", fails_at_last)
    with pytest.raises(DatabaseError):
        send()
    for model in (Report, Box, PartKey):
        assert not model.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sent_at_the_same_instant_is_one_report() -> None:
    build()

    def one(_: int) -> submit.Sent:
        try:
            return send()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(one, range(8)))
    connection.close()
    assert len({s.code for s in sent}) == 1
    assert sorted(s.state for s in sent) == ["new"] + ["repeated"] * 7
    assert Report.objects.count() == 1
    assert Box.objects.count() == 2


@pytest.mark.django_db
def test_who_belongs_to_a_refused_organisation_gets_nothing_through_another_team(
    world: World,
) -> None:
    """Rina is a focal point of Dinas Kesehatan and also works at the PSEAH desk of the Dinas."""
    RoleGrant.objects.create(user=world.rina, role="case_worker", team=world.teams["pseah-desk"])
    send(konflik=["dinas"], izin_fokal=["unit_lain"], unit_lain="dinas-kesehatan")
    number = Report.objects.get().number
    assert report_for(reader=world.reader("beni"), number=number)
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("rina"), number=number)


@pytest.mark.django_db
def test_the_open_due_day_does_not_tell_whose_need_is_urgent(world: World) -> None:
    send(b"a" * 32)
    send(b"b" * 32, kapan="kurang_24_jam")
    assert len(set(Report.objects.values_list("due_on", flat=True))) == 1
