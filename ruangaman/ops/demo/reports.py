"""Four reports of the demo world, in four states, each with its code."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import KeyPair
from ruangaman.ops.demo.people import HEALTH, PEOPLE, seed_of
from ruangaman.people.models import RecipientKey
from ruangaman.people.readers import Reader, reader_for
from ruangaman.people.selectors import recipient
from ruangaman.reporting.answers import Answers
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.desk import report_for
from ruangaman.reporting.selectors.mailbox import mailbox_open
from ruangaman.reporting.services import desk, mailbox
from ruangaman.reporting.services.moves import report_move
from ruangaman.reporting.services.submit import report_submit

_BASE = {"aman": "ya", "tentang": "saya", "konflik": ["tidak"], "balas": "kode"}
_THANKS = "Terima kasih sudah menulis. Ini bukan salah Anda. Apakah Anda aman hari ini?"


@dataclass(frozen=True, slots=True)
class Story:
    """A report of the demo world; ``happen`` is what happened to it since."""

    name: str
    status: str
    given: dict[str, Any]
    happen: Callable[[Code], None]

    @property
    def random(self) -> bytes:
        """The fixed value from which the code comes."""
        return hashlib.sha256(f"ruangaman demo report {self.name}".encode()).digest()

    @property
    def code(self) -> Code:
        """The code, the same in every demo world."""
        return Code.from_random(self.random)


def _new(_code: Code) -> None:
    """Nobody has opened it yet."""


def _supported(code: Code) -> None:
    reader = _reader("maria")
    _open(code, reader, "needs", "messages")
    report, box = _found(code, reader)
    desk.report_acknowledge(
        reader=reader, report=report, box=box, text=_THANKS, item_id=_id(code, "ack")
    )
    _say(code, "Aman. Saya ingin bicara dengan psikolog perempuan.")
    _open(code, reader, "needs", "messages", "account")
    desk.staff_message_add(
        reader=reader,
        report=report,
        box=box,
        text="Baik. Saya mencarikan psikolog perempuan, dan mengabari Anda di sini.",
        item_id=_id(code, "answer"),
    )
    for to, reason in (("assessed", "bersama"), ("supported", "langkah")):
        report, box = _found(code, reader)
        report_move(
            reader=reader,
            report=report,
            box=box,
            to=to,
            reason=reason,
            text="",
            item_id=_id(code, to),
        )
    klara = recipient(_key("klara").pk)
    if klara:
        desk.reader_request_add(
            reader=reader,
            report=report,
            box=box,
            recipient=klara,
            parts=["needs", "messages"],
            request_id=_id(code, "wish"),
            reason="Ia dapat menyiapkan perubahan jadwal tanpa memberi tahu atasan Anda.",
        )


def _answered_question(code: Code) -> None:
    reader = _reader("rina")
    _open(code, reader, "needs", "messages")
    report, box = _found(code, reader)
    desk.report_acknowledge(
        reader=reader,
        report=report,
        box=box,
        item_id=_id(code, "ack"),
        text="Anda boleh menolak. Tidak ada yang kami teruskan tanpa izin Anda.",
    )


def _concluded(code: Code) -> None:
    reader = _reader("yosef")
    _open(code, reader, "needs", "messages")
    report, box = _found(code, reader)
    desk.report_acknowledge(
        reader=reader, report=report, box=box, text=_THANKS, item_id=_id(code, "ack")
    )
    _say(code, "Sudah bertemu psikolog dua kali. Cukup untuk saya.")
    desk.report_conclude(
        reader=reader,
        report=report,
        box=box,
        reason="terpenuhi",
        text="Kami senang mendengarnya. Anda tetap bisa menulis di sini.",
        item_id=_id(code, "close"),
    )


STORIES = (
    Story(
        "new",
        "received",
        {
            **_BASE,
            "tujuan": "lapor",
            "izin": "uptd_cerita",
            "kapan": "1_3_hari",
            "butuh": ["rasa_aman", "dokter"],
            "apa": ["ucapan"],
            "di_mana": "layanan",
            "posisi": "petugas",
            "cerita": "Petugas meminta saya datang malam hari supaya berkas saya "
            "cepat selesai. Saya menolak. Saya takut berkas saya hilang.",
        },
        _new,
    ),
    Story(
        "supported",
        "supported",
        {
            **_BASE,
            "tujuan": "lapor",
            "izin": "uptd_cerita",
            "kapan": "lebih_lama",
            "butuh": ["teman_bicara", "tempat_kerja"],
            "apa": ["ucapan", "daring"],
            "di_mana": "kerja",
            "posisi": "atasan",
            "cerita": "Pesan-pesan di grup kantor tentang tubuh saya. Sudah tiga bulan.",
        },
        _supported,
    ),
    Story(
        "question",
        "acknowledged",
        {
            **_BASE,
            "tujuan": "tanya",
            "izin_fokal": ["unit_lain"],
            "unit_lain": HEALTH,
            "pertanyaan": "Bolehkah saya menolak lembur berdua saja dengan pembimbing magang?",
        },
        _answered_question,
    ),
    Story(
        "concluded",
        "concluded",
        {
            **_BASE,
            "tujuan": "lapor",
            "izin": "uptd_kebutuhan",
            "kapan": "lebih_lama",
            "butuh": ["teman_bicara"],
        },
        _concluded,
    ),
)


def reports_create() -> None:
    """Send the four reports and let happen what happened since."""
    for story in STORIES:
        report_submit(answers=Answers(story.given), random=story.random)
        story.happen(story.code)


def _key(username: str) -> RecipientKey:
    return RecipientKey.objects.select_related("user").get(user__username=username)


def _reader(username: str) -> Reader:
    person = next(person for person in PEOPLE if person.username == username)
    return reader_for(_key(username), KeyPair(seed_of(person)))


def _found(code: Code, reader: Reader) -> tuple[Report, Any]:
    opened = mailbox_open(code)
    if opened is None:
        raise LookupError("demo report")
    return report_for(reader=reader, number=opened.report.number)


def _open(code: Code, reader: Reader, *parts: str) -> None:
    report, box = _found(code, reader)
    desk.parts_open(reader=reader, report=report, box=box, parts=parts)


def _say(code: Code, text: str) -> None:
    opened = mailbox_open(code)
    if opened:
        mailbox.mailbox_change(
            code,
            opened.report.pk,
            lambda box: mailbox.message_add(box, text=text, item_id=_id(code, text)),
        )


def _id(code: Code, label: str) -> uuid.UUID:
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{code.secret:x} {label}")
