"""Files for an examiner, and what an examiner may ask for: by codes, through the mailbox."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from ruangaman.casework.tests.cases import STORY, opened, sent, text_of
from ruangaman.casework.tests.test_examination import (
    ask,
    copy_for,
    examined,
    examiner,
    hand_over,
    page_of,
)
from ruangaman.casework.tests.test_files import sent_with_file
from ruangaman.casework.tests.test_handover import waiting
from ruangaman.core.models import AuditEvent
from ruangaman.lib.tests.pictures import pdf
from ruangaman.reporting.selectors.examinations import examinations_of
from ruangaman.reporting.services import examiner as examiner_steps
from ruangaman.reporting.services.files import file_keep
from ruangaman.reporting.services.mailbox import mailbox_change, message_add
from ruangaman.reporting.tests.test_stopped import seen
from tests.clients import PublicClient, StaffClient
from tests.waking import Clock as Wall
from tests.world import World

pytestmark = pytest.mark.django_db
__all__ = ["examined"]


def test_files_are_chosen_one_by_one_and_open_as_they_are_served_today(
    examined: World, staff: StaffClient, public: PublicClient
) -> None:
    report, code, first = sent_with_file()
    second = file_keep(report=report, raw=pdf(), name="surat.pdf")
    step = {"text": "", "item_id": uuid.uuid4(), "files": [second]}
    mailbox_change(code, report.pk, lambda box: message_add(box, **step))
    ask(examined, staff, report)
    read = text_of(seen(public, code, usul=str(waiting(code))))
    assert "File bukti.jpg" in read
    assert "File surat.pdf" in read
    assert hand_over(public, code, f"file:{uuid.uuid4().hex}").status_code == 422
    assert hand_over(public, code, f"file:{first}").status_code == 200
    assert "1 file" in text_of(seen(public, code))
    client = examiner(examined)
    path = f"/kasus/pemeriksaan/{copy_for(examined).id}/file/"
    shown = page_of(client, examined)
    assert "bukti.jpg" in shown
    assert "surat.pdf" not in shown
    given = client.post(path, {"unduh": first})
    mine = examined.sign_in(StaffClient(), "maria", unlock=True)
    same = mine.post(f"/kasus/{report.number}/file/", {"unduh": first})
    assert b"".join(given) == b"".join(same)
    assert "bukti" not in given["Content-Disposition"]
    for other in (second.id.hex, "x", ""):
        assert client.post(path, {"unduh": other}).status_code == 404
    assert AuditEvent.objects.filter(action="examination-file-opened").count() == 1
    seen(public, code, periksa_cabut=str(examined.teams["inspektorat"].pk))
    assert client.post(path, {"unduh": first}).status_code == 404


def more_asked(client: StaffClient, world: World, what: str = "cerita") -> Any:
    path = f"/kasus/pemeriksaan/{copy_for(world).id}/minta/"
    return client.post(path, {"butir": str(uuid.uuid4()), "minta": what}, follow=True)


def test_an_examiner_asks_for_more_by_a_code_and_the_reporter_says_yes_or_no(
    examined: World, staff: StaffClient, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "needs")
    client = examiner(examined)
    assert more_asked(client, examined, "Mau berdamai?").status_code == 422
    assert "Permintaan terkirim." in text_of(more_asked(client, examined))
    assert "Hari ini sudah Anda minta." in text_of(more_asked(client, examined, "bukti"))
    box = text_of(seen(public, code))
    assert "Yang diminta: Cerita Anda, bila boleh dibaca." in box
    assert "Yang diminta" not in text_of(opened(staff, report))
    assert "Tidak ada yang berubah" in text_of(seen(public, code, usul_tolak=str(waiting(code))))
    assert "Yang diminta" not in text_of(seen(public, code))
    assert STORY not in page_of(client, examined)
    wall.on(hours=24)
    client = examiner(examined)
    more_asked(client, examined)
    read = text_of(seen(public, code, usul=str(waiting(code))))
    assert "Menyerahkan tambahan kepada pemeriksa?" in read
    assert "Atasan dan BKD akan tahu dan wajib memeriksa." in read
    assert hand_over(public, code, "needs").status_code == 422  # is with her already
    assert hand_over(public, code, "account").status_code == 200
    shown = page_of(client, examined)
    assert STORY in shown
    assert "Teman bicara" in shown
    assert "Yang diminta" not in text_of(seen(public, code))
    assert AuditEvent.objects.filter(action="examination-more-wished").count() == 2


def test_nobody_else_asks_for_more_and_a_copy_taken_back_asks_no_more(
    examined: World, staff: StaffClient, public: PublicClient, wall: Wall
) -> None:
    report, code = sent()
    ask(examined, staff, report)
    hand_over(public, code, "needs")
    client = examiner(examined)
    handed = examinations_of(examined.reader("eka"))[0]
    body = {"day": "2026-11-25", "role": "x", "team_id": handed.team_id, "what": "cerita"}
    assert examiner_steps._note(examined.reader("maria"), handed, "more", body, "forged")
    assert "Yang diminta" not in text_of(seen(public, code))
    more_asked(client, examined)
    path = f"/kasus/pemeriksaan/{copy_for(examined).id}/minta/"
    assert "Yang diminta" in text_of(seen(public, code))
    seen(public, code, periksa_cabut=handed.team_id)
    assert "Yang diminta" not in text_of(seen(public, code))
    answer = client.post(path, {"butir": str(uuid.uuid4()), "minta": "cerita"})
    assert answer.status_code == 404
