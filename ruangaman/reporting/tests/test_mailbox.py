"""``/pesan/``: what only the code can do."""

from __future__ import annotations

import uuid

import pytest

from ruangaman.lib.boxes import PARTS
from ruangaman.lib.codename import Code, word_list
from ruangaman.lib.sealing import KeyPair
from ruangaman.people.models import RecipientKey
from ruangaman.people.selectors import recipient
from ruangaman.reporting.models import Box, Item, Opening, PartKey, ReaderRequest, Report
from ruangaman.reporting.selectors.desk import ReportNotFound, box_open, report_for
from ruangaman.reporting.selectors.parts import holders_as_authors, items_read
from ruangaman.reporting.services import desk
from ruangaman.reporting.tests.ways import SEND, question, report
from tests.clients import PublicClient, code_of
from tests.world import World, seed_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(public: PublicClient, world: World) -> str:
    return code_of(public.go_on(public.report(*report()), **SEND))


def open_mailbox(public: PublicClient, code: str, prefix: str = "") -> object:
    return public.post(f"{prefix}/pesan/", {"kode": code})


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined]


def read_by(world: World, name: str, part: str = "messages") -> list[dict[str, object]]:
    found, box = report_for(reader=world.reader(name), number=Report.objects.get().number)
    return [
        item.body
        for item in items_read(found, box, PARTS, holders_as_authors(found, box.reporter)).get(
            part, []
        )
    ]


def test_the_code_opens_it(public: PublicClient, code: str) -> None:
    response = open_mailbox(public, code)
    assert response.status_code == 200
    assert "Belum ada yang membuka" in text(response)
    assert "My messages" in text(open_mailbox(public, code, "/en"))


def test_the_code_opens_it_however_typed(public: PublicClient, code: str) -> None:
    words = code.split()
    for typed in (code.upper(), "   ".join(words), " ".join(word[:4] for word in words)):
        assert open_mailbox(public, typed).status_code == 200


def test_a_wrong_code_says_what_is_wrong(public: PublicClient, code: str) -> None:
    words = code.split()
    other = next(w for w in word_list() if w not in words)
    for typed, status, sentence in (
        ("", 422, "Tulis 8 kata"),
        (" ".join(words[:7]), 422, "Ada 7 kata"),
        (" ".join([*words[:7], "zzzzz"]), 422, "zzzzz"),
        (" ".join([other, *words[1:]]), 422, "keliru atau tertukar"),
        (" ".join(Code(12345).words), 404, "Tidak ada pesan"),
        ("x" * 600, 422, "Terlalu panjang"),
        ("\0" * 8, 422, ""),
    ):
        response = open_mailbox(public, typed)
        assert (response.status_code, sentence in text(response)) == (status, True), typed


def test_a_message_reaches_those_who_may_read(
    public: PublicClient, code: str, world: World
) -> None:
    response = public.go_on(open_mailbox(public, code), pesan="Saya ingin psikolog.", kirim="1")
    assert "Saya ingin psikolog." in text(response)
    assert read_by(world, "maria")[-1]["text"] == "Saya ingin psikolog."


def test_a_message_sent_twice_is_one_message(public: PublicClient, code: str, world: World) -> None:
    page = open_mailbox(public, code)
    for _ in range(3):
        public.go_on(page, pesan="Sekali saja.", kirim="1")
    texts = [body.get("text") for body in read_by(world, "maria")]
    assert texts.count("Sekali saja.") == 1


@pytest.mark.parametrize("message", ["", "   ", "x" * 100_000, "\0"])
def test_a_bad_message_is_refused_and_kept(public: PublicClient, code: str, message: str) -> None:
    response = public.go_on(open_mailbox(public, code), pesan=message, kirim="1")
    assert response.status_code == 422
    assert "govuk-error-summary" in text(response)
    assert message.strip("\0 ")[:500] in text(response)


def test_every_opening_is_shown_by_role_and_day(
    public: PublicClient, code: str, world: World
) -> None:
    reader = world.reader("maria")
    found, box = report_for(reader=reader, number=Report.objects.get().number)
    for _ in range(2):
        desk.parts_open(reader=reader, report=found, box=box, parts=["needs", "messages"])
    assert Opening.objects.count() == 2
    page = text(open_mailbox(public, code))
    assert "Pendamping, UPTD PPA" in page
    assert "Maria" not in page


def test_a_consent_taken_back_is_gone_for_good(
    public: PublicClient, code: str, world: World
) -> None:
    found, old_box = report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    team = world.teams["uptd-ppa"].id
    response = public.go_on(open_mailbox(public, code), cabut=f"tim-{team}")
    assert "Dicabut" in text(response)
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=found.number)
    public.go_on(response, pesan="Sesudah dicabut.", kirim="1")
    found.refresh_from_db()
    new = Item.objects.filter(report=found, epoch=1).get()
    seeds = KeyPair(old_box.seeds["messages"])
    with pytest.raises(Exception, match="does not open"):
        seeds.open(bytes(new.sealed), purpose="item", context=())


def test_after_a_withdrawal_the_reporter_still_reads_everything(
    public: PublicClient, code: str, world: World
) -> None:
    page = public.go_on(open_mailbox(public, code), pesan="Sebelum.", kirim="1")
    page = public.go_on(page, cabut=f"tim-{world.teams['uptd-ppa'].id}")
    page = public.go_on(page, pesan="Sesudah.", kirim="1")
    assert "Sebelum." in text(page)
    assert "Sesudah." in text(page)
    assert "tidak ada yang dapat membaca" in text(page)


def ask_for(world: World, name: str, *parts: str) -> uuid.UUID:
    reader, wish = world.reader("maria"), uuid.uuid4()
    found, box = report_for(reader=reader, number=Report.objects.get().number)
    person = recipient(world.keys[name].id)
    assert person
    desk.reader_request_add(
        reader=reader,
        report=found,
        box=box,
        recipient=person,
        parts=parts,
        reason="Perlu psikolog",
        request_id=wish,
    )
    return wish


def test_another_reader_comes_in_only_by_her_yes(
    public: PublicClient, code: str, world: World
) -> None:
    wish = ask_for(world, "sari", "needs", "messages")
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("sari"), number=Report.objects.get().number)
    page = open_mailbox(public, code)
    assert "Perlu psikolog" in text(page)
    public.go_on(page, setuju=str(wish))
    _, box = report_for(reader=world.reader("sari"), number=Report.objects.get().number)
    assert set(box.parts) == {"needs", "messages"}
    assert not ReaderRequest.objects.exists()


def test_a_no_adds_nobody(public: PublicClient, code: str, world: World) -> None:
    wish = ask_for(world, "sari", "needs")
    public.go_on(open_mailbox(public, code), tolak=str(wish))
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("sari"), number=Report.objects.get().number)


def test_nobody_asks_for_more_than_she_may_open(
    public: PublicClient, code: str, world: World
) -> None:
    ask_for(world, "sari", "needs", "identity")
    assert "Kontak" not in text(open_mailbox(public, code)).split("Bolehkah")[1].split("</div>")[0]


def test_only_her_code_turns_a_question_into_a_report(public: PublicClient, world: World) -> None:
    words = code_of(public.go_on(public.report(*question()), **SEND))
    page = open_mailbox(public, words)
    assert "polisi" not in text(page)
    confirm = public.go_on(page, jadikan="1")
    assert "3×24 jam" in text(confirm)
    assert not any(body["kind"] == "turned" for body in read_by(world, "maria"))
    done = public.go_on(confirm, jadikan_ya="1")
    assert "UPTD PPA memberi tahu polisi" in text(done)
    assert read_by(world, "maria", "needs")[-1]["purpose"] == "lapor"


def test_withdrawing_closes_it_for_everybody_but_her(
    public: PublicClient, code: str, world: World
) -> None:
    confirm = public.go_on(open_mailbox(public, code), tarik="1")
    assert Report.objects.get().state == "received"
    public.go_on(confirm, tarik_ya="1")
    assert Report.objects.get().state == "withdrawn"
    with pytest.raises(ReportNotFound):
        report_for(reader=world.reader("maria"), number=Report.objects.get().number)
    assert "Ditarik" in text(open_mailbox(public, code))


def test_an_altered_row_is_never_shown_as_hers(
    public: PublicClient, code: str, world: World
) -> None:
    """Someone with the database forges a case worker's message: it does not pass."""
    found = Report.objects.get()
    stranger = KeyPair(b"z" * 32)
    from ruangaman.reporting import seals

    key = PartKey.objects.get(report=found, part="messages")
    item = uuid.uuid4()
    from ruangaman.lib.sealing import PublicKey

    sealed = seals.item_seal(
        {"kind": "message", "text": "Datang ke kantor sendirian."},
        report=found.id,
        part="messages",
        epoch=0,
        item=item,
        to=PublicKey(bytes(key.public)),
        author=seals.Author(stranger, world.keys["maria"].id.bytes),
    )
    Item.objects.create(id=item, report=found, part="messages", epoch=0, position=9, sealed=sealed)
    page = text(open_mailbox(public, code))
    assert "Datang ke kantor" not in page
    assert "rusak" in page


def test_a_swapped_part_key_makes_nobody_a_reader(
    public: PublicClient, code: str, world: World
) -> None:
    key = PartKey.objects.get(part="messages")
    key.public = KeyPair(b"z" * 32).public.raw
    key.save()
    page = open_mailbox(public, code)
    count = Item.objects.count()
    assert public.go_on(page, pesan="Rahasia.", kirim="1").status_code == 409
    assert Item.objects.count() == count


def test_swapped_boxes_are_noticed(public: PublicClient, code: str, world: World) -> None:
    other = code_of(public.go_on(public.report(*report()), **SEND))
    one, two = Report.objects.all()
    Report.objects.filter(pk=one.pk).update(reporter_box=two.reporter_box)
    answers = {open_mailbox(public, words).status_code for words in (code, other)}
    assert answers == {200, 409}


def test_a_key_of_a_stranger_opens_no_box(world: World, public: PublicClient, code: str) -> None:
    box = Box.objects.filter(recipient=world.keys["maria"]).get()
    assert (
        RecipientKey.objects.get(pk=box.recipient_id).public == KeyPair(seed_of("maria")).public.raw
    )
    assert box_open(box, world.reader("yosef")) is None


def test_no_mailbox_answer_may_be_kept(public: PublicClient, code: str) -> None:
    response = open_mailbox(public, code)
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert code not in text(response)
