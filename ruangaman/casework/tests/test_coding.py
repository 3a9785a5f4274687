"""A case is counted only with her word, by two people together, and never by name or day."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from ruangaman.casework.coded import MANY, QUESTIONS, choices_of, contexts_of, labels_of
from ruangaman.casework.tests.cases import form_of, sent, text_of
from ruangaman.core.models import AuditEvent
from ruangaman.core.services.texts import pack_texts_write
from ruangaman.lib.codename import Code
from ruangaman.lib.pack import read_pack
from ruangaman.lib.sealing import KeyPair
from ruangaman.lib.statistics import CodedRecord as CodedLine
from ruangaman.lib.statistics import record_seal
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.people.tests.holding import statistics_given
from ruangaman.reporting.coding import ABOUT, thing_for, yes_values
from ruangaman.reporting.models import CodedRecord, Item, Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.services import mailbox as mailbox_services
from ruangaman.reporting.services.coded import coded_compact, coded_shuffle, records_open
from ruangaman.reporting.services.ending import ending_wish
from ruangaman.reporting.services.mailbox import NotPossible, mailbox_change
from ruangaman.reporting.services.records import record_add
from ruangaman.reporting.services.statistics import statistics_answer
from tests.clients import PublicClient, StaffClient
from tests.roles import database_role
from tests.world import World

pytestmark = pytest.mark.django_db
Keys = tuple[KeyPair, KeyPair]
ANSWERS = {"type": "sexual_assault", "exchange": "yes", "kind": ["sexual", "other"], "age": "18_24"}


@pytest.fixture
def keys(world: World, monkeypatch: pytest.MonkeyPatch) -> Keys:
    """The statistics key in force, and the choices of the pack."""
    pack_texts_write(pack=read_pack(Path("packs/ntt")))
    return statistics_given(world, monkeypatch)


def coding(client: Any, report: Report, name: str = "", **fields: Any) -> Any:
    path = f"/kasus/{report.number}/berkas/statistik/"
    return client.post(f"{path}{name}/" if name else path, fields)


def answered(code: Code, report: Report, *, yes: bool) -> bool:
    return mailbox_change(
        code, report.pk, lambda box: statistics_answer(box, yes=yes, item_id=uuid.uuid4())
    )


def asked(client: Any, report: Report) -> None:
    page = coding(client, report)
    page = coding(client, report, "minta", **form_of(page, "minta"))
    assert "Menunggu jawabannya" in text_of(page)


def saved(client: Any, report: Report, **changes: Any) -> Any:
    form = form_of(coding(client, report), "simpan")
    return coding(client, report, "simpan", **{**form, **ANSWERS, **changes})


def test_asked_answered_coded_corrected_and_taken_back(
    world: World, staff: Any, public: PublicClient, keys: Keys
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    assert "ikut dihitung" not in text_of(page)
    asked(staff, report)
    page = public.post("/pesan/", {"kode": " ".join(code.words)})
    assert "Bolehkah kasus Anda ikut dihitung?" in text_of(page)
    assert "Bayu (Mitra Uji); Ratih (Inspektorat Uji)" in text_of(page)
    page = public.go_on(page, statistik="ya")
    assert "Kasus Anda boleh ikut dihitung" in text_of(page)
    refused = saved(staff, report, type="")
    assert (refused.status_code, CodedRecord.objects.count()) == (422, 0)
    assert "Tersimpan." in text_of(saved(staff, report))
    told = f"{timezone.localdate():%Y-%m}"
    (record,) = records_open(keys)
    process = {"checks": "none_due", "sharing": "none"}  # the first answer is not due yet
    assert record.fields == {**ANSWERS, "v": 2, "told": told, **process}
    wrong = saved(staff, report, exchange="no", exchange_kind=["money"], service=["law", "unknown"])
    assert wrong.status_code == 422
    assert "Tadi dijawab tidak ada imbalan." in text_of(wrong)
    assert "Pilih yang diketahui" in text_of(wrong)
    new = {"exchange_kind": ["mark"], "abduction": "other", "practice": "kawin_tangkap"}
    new |= {"education": "senior", "occupation": "learner"}
    shown = text_of(saved(staff, report, type="rape", age="unknown", **new))
    assert "kemungkinan eksploitasi seksual, kemungkinan perbudakan seksual, praktik" in shown
    assert "Nilai atau kelulusan" in shown
    (record,) = records_open(keys)
    assert (record.fields["type"], record.fields["age"]) == ("rape", "unknown")
    page = public.go_on(page, statistik="tidak")
    assert "Kasus Anda tidak dihitung." in text_of(page)
    assert records_open(keys) == []
    assert CodedRecord.objects.count() == 3
    assert len({len(bytes(row.sealed)) for row in CodedRecord.objects.all()}) == 1
    assert "Ia menjawab tidak." in text_of(coding(staff, report))
    assert answered(code, report, yes=True)
    assert "Simpan lagi supaya terhitung" in text_of(coding(staff, report))
    saved(staff, report)
    (again,) = records_open(keys)
    assert again.id == record.id
    assert set(AuditEvent.objects.values_list("action", flat=True)) >= {
        "statistics-asked", "report-coded",
    }  # fmt: skip


def test_a_worker_cannot_say_yes_for_her(world: World, staff: Any, keys: Keys) -> None:
    report, _code = sent()
    adopted = statistics_key()
    assert adopted
    world.sign_in(staff, "maria", unlock=True)
    form = form_of(coding(staff, report), "minta")
    found = report_for(reader=world.reader("maria"), number=report.number)
    record_add(
        reader=world.reader("maria"), report=found[0], box=found[1], part="needs", about=ABOUT,
        thing=thing_for(report.pk, ABOUT), values=yes_values(b"s" * 32, adopted.key),
        item_id=uuid.uuid4(), seen=99,
    )  # fmt: skip
    assert "belum ditanyai" in text_of(coding(staff, report))
    late = coding(staff, report, "simpan", **form, **ANSWERS)
    assert (late.status_code, CodedRecord.objects.count()) == (409, 0)
    assert Item.objects.filter(report=report, part="needs").count() == 2


@pytest.mark.parametrize("about", ["saya_anak", "lain"])
def test_nobody_is_asked_for_another_or_as_a_child(
    world: World, staff: Any, keys: Keys, about: str
) -> None:
    report, code = sent(tentang=about, cerita="", tahu="tidak")
    world.sign_in(staff, "maria", unlock=True)
    page = coding(staff, report)
    assert "berkas/statistik/minta/" not in page.content.decode()
    if about == "saya_anak":
        assert "tidak ditanyakan" in text_of(page)
    with pytest.raises(NotPossible):
        answered(code, report, yes=True)


@pytest.mark.parametrize("way", ["withdraw", "delete"])
def test_what_ends_the_report_ends_its_record(
    world: World, staff: Any, keys: Keys, way: str
) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    asked(staff, report)
    answered(code, report, yes=True)
    saved(staff, report)
    assert len(records_open(keys)) == 1
    end = mailbox_services.report_withdraw if way == "withdraw" else ending_wish
    assert mailbox_change(code, report.pk, lambda box: end(box, item_id=uuid.uuid4()))
    assert records_open(keys) == []
    assert coded_compact(keys) == 2
    assert not CodedRecord.objects.exists()


def test_the_queue_is_rewritten_and_tells_nothing(world: World, staff: Any, keys: Keys) -> None:
    world.sign_in(staff, "maria", unlock=True)
    for _ in range(6):
        report, code = sent()
        asked(staff, report)
        answered(code, report, yes=True)
        saved(staff, report)
    before = dict(CodedRecord.objects.values_list("pk", "sealed"))
    records = records_open(keys)
    CodedRecord.objects.create(sealed=b"planted")
    with database_role(StaffClient.role):
        assert coded_shuffle() == 7
    after = dict(CodedRecord.objects.exclude(sealed=b"planted").values_list("pk", "sealed"))
    assert len(after) == 6
    assert not set(before) & set(after)
    assert not {bytes(one) for one in before.values()} & {bytes(one) for one in after.values()}
    assert records_open(keys) == records
    assert records_open((keys[0], KeyPair(b"x" * 32))) == []
    columns = {field.column for field in CodedRecord._meta.local_fields}
    assert columns == {"id", "sealed"}
    with connection.cursor() as cursor:
        place = "rowid" if connection.vendor == "sqlite" else "ctid"
        cursor.execute(f"SELECT count(DISTINCT {place}) FROM reporting_codedrecord")
        assert cursor.fetchone()[0] == 7


def test_two_correct_at_once_and_the_second_is_told(world: World, staff: Any, keys: Keys) -> None:
    report, code = sent()
    world.sign_in(staff, "maria", unlock=True)
    asked(staff, report)
    answered(code, report, yes=True)
    colleague = world.sign_in(StaffClient(), "yosef", unlock=True)
    his = form_of(coding(colleague, report), "simpan")
    saved(staff, report)
    late = coding(colleague, report, "simpan", **{**his, **ANSWERS, "type": "rape"})
    assert late.status_code == 409
    assert [one.fields["type"] for one in records_open(keys)] == ["sexual_assault"]


def test_contexts_follow_and_are_asked_of_nobody() -> None:
    assert contexts_of({"type": "forced_marriage", "age": "13_17", "relation": "spouse"}) == [
        "partner", "early_marriage",
    ]  # fmt: skip
    assert contexts_of({"type": "psychological", "exchange": "yes", "age": "0_5"}) == []
    assert contexts_of({"type": "rape", "exchange_kind": ["aid"]}) == ["exploitation"]
    assert contexts_of({"type": "rape", "exchange_kind": ["unknown"], "abduction": "no"}) == []
    assert contexts_of({"type": "denial", "abduction": "other", "practice": "unknown"}) == []


@pytest.mark.usefixtures("keys")
def test_a_record_from_before_stays_readable_and_the_longest_fits() -> None:
    old = dict(labels_of({"type": "rape", "exchange": "yes"}, choices_of()))
    assert old[QUESTIONS["exchange"]] == "Ya"
    assert old[QUESTIONS["practice"]] == "Belum ditanyakan waktu itu"
    new = dict(labels_of({"type": "rape", "v": 2}, choices_of()))
    assert QUESTIONS["practice"] not in new
    longest: dict[str, Any] = {"v": 2, "bulan": "2026-11", "told": "2026-11"}
    for name, choices in choices_of().items():
        codes = sorted((code for code, _ in choices), key=len)
        longest[name] = codes if name in MANY else codes[-1]
    adopted = statistics_key()
    assert adopted
    assert record_seal(CodedLine("f" * 64, 10**6, longest), to=adopted.key)
