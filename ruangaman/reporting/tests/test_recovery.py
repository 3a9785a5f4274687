"""The recovery key from question 5 to the mailbox: what it opens, for whom, and who sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from ruangaman.core.models import AuditEvent
from ruangaman.lib.boxes import PARTS
from ruangaman.lib.recovery import SEALED_BYTES, recovery_box_open
from ruangaman.lib.sealing import KeyPair, PublicKey, SealError
from ruangaman.lib.shares import shares_make
from ruangaman.people.models import RecipientKey, RecoveryKey, Role, RoleGrant
from ruangaman.people.readers import reader_for
from ruangaman.people.services.recovery import recovery_adopt, recovery_end
from ruangaman.reporting import seals
from ruangaman.reporting.covers import OPENING, RECOVERY_BOX, cover_of
from ruangaman.reporting.models import Box, Opening, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import desk
from ruangaman.reporting.tests.recovering import FILE, HOLDERS, PAIR, SHARES, Room, adopt
from ruangaman.reporting.tests.ways import SEND, report
from tests.clients import PublicClient, code_of
from tests.world import World, vouch

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]
NEW_SEED = b"n" * 32


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    return Room(tmp_path, monkeypatch)


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    adopt(world)
    return code_of(public.go_on(public.report(*report()), **SEND))


def mailbox(public: PublicClient, code: str, prefix: str = "") -> object:
    return public.post(f"{prefix}/pesan/", {"kode": code})


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def number() -> str:
    return Report.objects.get().number


def content() -> object:
    found = Report.objects.get()
    sealed = cover_of(found).off(found.recovery_box, RECOVERY_BOX)
    assert len(sealed) == SEALED_BYTES
    return recovery_box_open(sealed, PAIR, report=found.id.bytes, epoch=found.epoch)


def replace_key(world: World, name: str) -> None:
    """Somebody lost her pass-phrase and made a new key."""
    RecipientKey.objects.filter(pk=world.keys[name].pk).update(replaced_on="2026-11-01")
    world.keys[name] = RecipientKey.objects.create(
        user=world.people[name], public=KeyPair(NEW_SEED).public.raw, wrapped=b""
    )
    vouch(world.keys[name])


def read_again(world: World, name: str = "maria") -> dict[str, list[object]]:
    reader = reader_for(world.keys[name], KeyPair(NEW_SEED))
    found, box = report_for(reader=reader, number=number())
    items = items_read(found, box, PARTS, holders_as_authors(found, box.reporter))
    return {part: [item.body for item in items[part]] for part in items}


def refusing(pages: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{**page, "cadangan": "tolak"} if "izin" in page else page for page in pages]


def test_question_five_names_the_holders_and_preselects_nothing(
    public: PublicClient, world: World
) -> None:
    pages = report()[:4]
    assert "cadangan" not in text(public.report(*pages))
    adopt(world)
    page = text(public.report(*pages))
    assert all(holder in page for holder in HOLDERS)
    assert 'name="cadangan"' in page
    assert "checked" not in page
    assert "recovery key" in text(public.report(*pages, prefix="/en")).lower()


def test_the_check_page_says_how_it_stands(public: PublicClient, world: World) -> None:
    assert "Kunci cadangan" not in text(public.report(*report()))
    adopt(world)
    allowed, refused = text(public.report(*report())), text(public.report(*refusing(report())))
    assert "hanya bila petugas kehilangan kuncinya" in allowed
    assert "Anda menolaknya" not in allowed
    assert "Anda menolaknya" in refused


def test_her_report_has_a_box_of_one_size_whatever_she_says(
    public: PublicClient, world: World
) -> None:
    sizes = set()
    for pages, with_key in ((report(), False), (report(), True), (refusing(report()), True)):
        if with_key:
            adopt(world)
        public.go_on(public.report(*pages), **SEND)
    for found in Report.objects.all():
        sizes.add((len(found.recovery_box), len(found.ledger), len(found.reporter_box)))
    assert len({size[0] for size in sizes}) == 1
    assert len(sizes) == 1


def test_a_refusal_leaves_nothing_to_open(public: PublicClient, world: World) -> None:
    adopt(world)
    public.go_on(public.report(*refusing(report())), **SEND)
    assert content() is None


def test_the_box_has_just_the_parts_somebody_may_read(code: str) -> None:
    assert set(content().seeds) == {"needs", "account", "messages"}  # type: ignore[attr-defined]


def test_two_holders_let_a_receiver_back_in_and_the_reporter_sees_it(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    with pytest.raises(ReportNotFound):
        read_again(world)
    shown = room.take_out(number())
    assert KeyPair(NEW_SEED).public.fingerprint in shown
    assert "1 of 1 reports" in room.open_by()
    assert "Reports given: 1" in room.bring_back()
    again = read_again(world)
    assert again["account"][0]["answers"]["cerita"] == "Ia memegang tangan saya di ruang rapat."  # type: ignore[index]
    page = text(mailbox(public, code))
    assert "kunci cadangan dipakai untuk memberi akses kepada <strong>Pendamping, UPTD PPA" in page
    assert "Kebutuhan, Cerita, Pesan" in page
    english = text(mailbox(public, code, "/en"))
    assert "recovery key was used" in english
    assert [
        event.action for event in AuditEvent.objects.filter(action__startswith="recovery-")
    ] == [
        "recovery-adopted",
        "recovery-exported",
        "recovery-imported",
    ]


def test_what_the_receiver_then_writes_is_believed(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    reader = reader_for(world.keys["maria"], KeyPair(NEW_SEED))
    found, box = report_for(reader=reader, number=number())
    desk.staff_message_add(
        reader=reader, report=found, box=box, text="Saya kembali.", item_id=found.id
    )
    page = text(mailbox(public, code))
    assert "Saya kembali." in page
    assert "rusak" not in page


def test_she_takes_it_back_with_one_press(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    page = public.go_on(mailbox(public, code), cabut=f"orang-{world.keys['maria'].pk}")
    assert "Akses ini sudah dicabut" in text(page)
    with pytest.raises(ReportNotFound):
        read_again(world)
    assert world.keys["maria"].pk.bytes in content().people  # type: ignore[attr-defined]
    room.export.unlink()
    room.handover.unlink()
    room.take_out(number())
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_importing_twice_changes_nothing(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    mailbox(public, code)
    rows = list(Box.objects.values()), list(Opening.objects.values()), AuditEvent.objects.count()
    assert "given before: 1" in room.bring_back()
    after = list(Box.objects.values()), list(Opening.objects.values()), AuditEvent.objects.count()
    assert rows == after


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ((SHARES[0], SHARES[0]), "same share twice"),
        ((SHARES[0], shares_make(b"q" * 32)[1]), "not of one set"),
        (tuple(shares_make(b"w" * 32)[:2]), "another recovery key"),
    ],
)
def test_wrong_shares_open_nothing(
    code: str, world: World, room: Room, typed: tuple[str, str], words: str
) -> None:
    room.take_out(number())
    with pytest.raises(CommandError, match=words):
        room.open_by(*typed)
    assert not room.handover.exists()


def test_one_share_alone_opens_nothing(code: str, room: Room, world: World) -> None:
    room.take_out(number())
    with pytest.raises(CommandError, match="Stopped"):
        room.open("YES", "", SHARES[0], "")
    assert not room.handover.exists()


def test_a_mistyped_share_may_be_typed_again(code: str, room: Room, world: World) -> None:
    room.take_out(number())
    said = room.open("YES", "", SHARES[0].replace(" ", " x", 1), SHARES[0], "", SHARES[2])
    assert "Word 2" in said


def test_who_does_not_say_yes_to_the_comparison_opens_nothing(
    code: str, room: Room, world: World
) -> None:
    room.take_out(number())
    with pytest.raises(CommandError):
        room.open("no", "", SHARES[0], "", SHARES[1])


def test_somebody_of_a_conflict_is_refused(public: PublicClient, world: World, room: Room) -> None:
    adopt(world)
    pages = [{**page, "konflik": ["dinas"]} if "konflik" in page else page for page in report()]
    public.go_on(public.report(*pages), **SEND)
    room.take_out(number(), receiver="sari")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()
    room.export.unlink()
    room.take_out(number(), receiver="maria")
    assert "1 of 1" in room.open_by()


def test_somebody_of_a_conflict_is_refused_after_she_moved_too(
    public: PublicClient, world: World, room: Room
) -> None:
    adopt(world)
    team = world.teams["uptd-ppa"]
    RoleGrant.objects.create(user=world.sari, role=Role.CASE_WORKER, team=team)
    vouch(world.keys["sari"])
    pages = [{**page, "konflik": ["dinas"]} if "konflik" in page else page for page in report()]
    public.go_on(public.report(*pages), **SEND)
    RoleGrant.objects.filter(user=world.sari).exclude(team=team).delete()
    vouch(world.keys["sari"])
    room.take_out(number(), receiver="sari")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_somebody_from_whom_a_consent_was_taken_back_is_refused_under_a_new_key_too(
    public: PublicClient, world: World, room: Room
) -> None:
    adopt(world)
    focal = [{**page, "izin_fokal": ["unit_lain"]} if "izin" in page else page for page in report()]
    focal.insert(5, {"unit": "dinas-kesehatan"})
    words = code_of(public.go_on(public.report(*focal), **SEND))
    team = world.teams["uptd-ppa"].id
    public.go_on(mailbox(public, words), cabut=f"tim-{team}")
    replace_key(world, "maria")
    room.take_out(number(), receiver="maria")
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_a_focal_point_gets_no_account(code: str, world: World, room: Room) -> None:
    replace_key(world, "rina")
    room.take_out(number(), receiver="rina")
    room.open_by()
    room.bring_back()
    assert set(read_again(world, "rina")) == {"needs", "messages"}


def test_refused_and_withdrawn_reports_are_left_out(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    confirm = public.go_on(mailbox(public, code), tarik="1")
    public.go_on(confirm, tarik_ya="1")
    assert content() is None
    room.take_out(number())
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_a_refusal_in_the_mailbox_closes_what_is_written_from_then_on(
    public: PublicClient, code: str, world: World
) -> None:
    page = mailbox(public, code)
    assert "Tolak kunci cadangan" in text(page)
    page = public.go_on(page, cadangan="tolak")
    assert "Kunci cadangan ditolak" in text(page)
    assert Report.objects.get().epoch == 1
    assert content() is None
    report_for(reader=world.reader("maria"), number=number())
    page = public.go_on(page, cadangan="tolak")
    assert "Tidak ada yang berubah" in text(page)
    page = public.go_on(page, cadangan="boleh")
    assert "boleh membantu" in text(page)
    assert set(content().seeds) == {"needs", "account", "messages"}  # type: ignore[attr-defined]
    assert Report.objects.get().epoch == 1


def test_a_consent_taken_back_between_export_and_import_wins(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    public.go_on(mailbox(public, code), cadangan="tolak")
    boxes = list(Box.objects.values())
    with pytest.raises(CommandError, match="changed her consents"):
        room.bring_back()
    assert list(Box.objects.values()) == boxes
    assert not Opening.objects.exists()


def test_all_or_nothing_when_one_report_is_gone(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    public.go_on(public.report(*report()), **SEND)
    numbers = sorted(Report.objects.values_list("number", flat=True))
    replace_key(world, "maria")
    room.take_out(*numbers)
    assert "2 of 2" in room.open_by()
    Report.objects.filter(number=numbers[1]).delete()
    with pytest.raises(CommandError, match="disposed"):
        room.bring_back()
    assert not Opening.objects.exists()
    room.export.unlink()
    with pytest.raises(CommandError, match="no report"):
        room.take_out(numbers[1])


@pytest.mark.parametrize("field", ["box", "needs", "epoch", "id"])
def test_an_altered_export_opens_nothing(code: str, world: World, room: Room, field: str) -> None:
    room.take_out(number())
    body = json.loads(room.export.read_text())
    one = body["reports"][0]
    if field == "needs":
        one["needs"]["id"] = "00000000-0000-4000-8000-000000000000"
    elif field == "epoch":
        one["epoch"] = 1
    elif field == "id":
        one["id"] = "00000000-0000-4000-8000-000000000000"
    else:
        one["box"] = one["box"][:-8] + "AAAAAAA="
    room.export.write_text(json.dumps(body))
    with pytest.raises(CommandError, match="No report"):
        room.open_by()


def test_the_check_line_tells_an_altered_export(code: str, world: World, room: Room) -> None:
    line = room.take_out(number()).splitlines()[-1]
    assert line in room.open_by()
    room.handover.unlink()
    room.export.write_text(room.export.read_text().replace('"uptd_ppa"', ""))
    assert line not in room.open_by()


@pytest.mark.parametrize("change", ["receiver", "box", "signature", "cut", "other"])
def test_an_altered_handover_changes_nothing(
    code: str, world: World, room: Room, change: str
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    body = json.loads(room.handover.read_text())
    if change == "receiver":
        body["receiver"] = str(world.keys["yosef"].pk)
    elif change == "box":
        body["reports"][0]["box"] = "AQ=="
    elif change == "signature":
        body["signature"] = "AAAA"
    elif change == "other":
        body = [1]
    written = json.dumps(body)
    room.handover.write_text(written[:100] if change == "cut" else written)
    boxes = list(Box.objects.values())
    with pytest.raises(CommandError):
        room.bring_back()
    assert list(Box.objects.values()) == boxes


def test_a_recovery_key_that_only_the_database_knows_helps_nobody(
    public: PublicClient, world: World
) -> None:
    """Somebody who can write rows makes himself a recovery key: nothing is sealed to it."""
    recovery_adopt(file=FILE)
    assert "cadangan" not in text(public.report(*report()[:4]))
    public.go_on(public.report(*report()), **SEND)
    with pytest.raises(SealError):
        content()


def test_an_ended_key_signs_nothing_in(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    recovery_end()
    with pytest.raises(CommandError, match="not signed by a recovery key"):
        room.bring_back()


def test_a_use_forged_with_the_database_in_hand_does_not_show(
    public: PublicClient, code: str, world: World, room: Room
) -> None:
    """Somebody with the server's keys swaps the row for a key of his own and signs with that."""
    replace_key(world, "maria")
    room.take_out(number())
    room.open_by()
    room.bring_back()
    own = KeyPair(b"f" * 32)
    RecoveryKey.objects.update(public=own.public.raw)
    found, tag = Report.objects.get(), b"t" * 16
    body = {
        "day": "2026-11-01",
        "who": "Penyusup",
        "recipient": str(world.keys["sari"].pk),
        "digest": seals.digest(world.keys["sari"].public),
        "parts": ["needs"],
        "epoch": 0,
    }
    sealed = seals.note_seal(
        body,
        kind="recovery",
        report=found.pk,
        item=tag,
        reporter=PublicKey(bytes(found.reporter)),
        author=seals.Author(own, FILE.id.bytes),
    )
    covered = cover_of(found).over(sealed, OPENING, tag)
    Opening.objects.create(tag=tag, report=found, sealed=covered)
    page = text(mailbox(public, code))
    assert "Penyusup" not in page
    assert page.count("kunci cadangan dipakai untuk") == 1


def test_only_her_yes_lets_a_new_recovery_key_help(
    public: PublicClient, code: str, world: World
) -> None:
    recovery_end()
    page = text(mailbox(public, code))
    assert "sudah diganti" in page
    page = public.go_on(mailbox(public, code), cadangan="tolak")
    assert "Kunci cadangan: belum ada" in text(page)


def test_nobody_who_cannot_receive_is_named(code: str, world: World, room: Room) -> None:
    for name in ("anton", "nobody"):
        with pytest.raises(CommandError, match=name):
            room.take_out(number(), receiver=name)
    assert not room.export.exists()
