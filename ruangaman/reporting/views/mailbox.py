"""``/pesan/``: the mailbox, opened by the code; every step is a POST that carries it sealed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ruangaman.lib.carry import CarryError
from ruangaman.lib.codename import Code
from ruangaman.lib.sealing import SealError
from ruangaman.reporting.forms import MESSAGE_CHARACTERS, MessageForm
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.conflicts import unseen
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_open
from ruangaman.reporting.selectors.recovery import uses_unseen
from ruangaman.reporting.services import mailbox as services
from ruangaman.reporting.services.conflicts import aside_seen
from ruangaman.reporting.services.ending import ending_wish, ending_wish_take_back
from ruangaman.reporting.services.feedback import feedback_add
from ruangaman.reporting.services.receivers import receiver_choose
from ruangaman.reporting.services.statistics import statistics_answer
from ruangaman.reporting.views.carried import FIELD, Door, door_read
from ruangaman.reporting.views.door import door_knock, door_show, door_stays_shut
from ruangaman.reporting.views.mailbox_checks import answer_check, let_outside_in
from ruangaman.reporting.views.mailbox_conflict import CONFLICT_STEPS
from ruangaman.reporting.views.mailbox_examination import EXAMINATION_STEPS
from ruangaman.reporting.views.mailbox_measures import answer_measure, ask_measure
from ruangaman.reporting.views.mailbox_merge import MERGE_STEPS
from ruangaman.reporting.views.mailbox_page import feedback_answers, mailbox_context
from ruangaman.reporting.views.mailbox_proposals import PROPOSAL_STEPS
from ruangaman.reporting.views.mailbox_receivers import sought_in, team_in
from ruangaman.reporting.views.mailbox_referrals import REFERRAL_STEPS
from ruangaman.reporting.views.mailbox_work import place_answer, plan_answer
from ruangaman.reporting.views.outcome import Outcome, change
from ruangaman.reporting.views.refused import altered, carried_refused, disposed


@require_http_methods(["GET", "HEAD", "POST"])
def mailbox(request: HttpRequest) -> HttpResponse:
    """Show the door, open the mailbox, or do one step in it."""
    if request.method != "POST":
        return door_show(request)
    try:
        door = _door(request)
    except CarryError as fault:
        return carried_refused(request, fault)
    try:
        opened = _opened(door.code) if isinstance(door, Door) else None
    except SealError:
        return _disposed(request, door) or altered(request)
    if not isinstance(door, Door):
        return door
    if opened:
        return _step(request, door, opened)
    return _disposed(request, door) or door_stays_shut(request)


def _disposed(request: HttpRequest, door: Door | HttpResponse) -> HttpResponse | None:
    return disposed(request, door.code) if isinstance(door, Door) else None


def _door(request: HttpRequest) -> Door | HttpResponse:
    """Return what opens the mailbox: a form of its own, or eight words."""
    if FIELD in request.POST and "kode" not in request.POST:
        return door_read(request)
    code = door_knock(request)
    return Door(code) if isinstance(code, Code) else code


def _opened(code: Code) -> Mailbox | None:
    """Open the mailbox; what the recovery key did, and who stepped aside, goes into her ledger."""
    opened = mailbox_open(code)
    if opened is None:
        return None
    with rows_opened(code):
        steps = [services.recovery_seen] if uses_unseen(opened) else []
        steps += [aside_seen] if unseen(opened) else []
    for step in steps:
        try:
            services.mailbox_change(code, opened.report.pk, step)
        except (DatabaseError, services.NotPossible):
            return opened
    return mailbox_open(code) if steps else opened


def _step(request: HttpRequest, door: Door, opened: Mailbox) -> HttpResponse:
    name = next((name for name in STEPS if name in request.POST), None)
    outcome, failed, status = Outcome(), "", 200
    try:
        outcome = STEPS[name](request, door, opened) if name else outcome
    except (services.NotPossible, SealError):
        failed, status = _("Keadaan sudah berubah. Ini yang terbaru."), 409
    except DatabaseError:
        failed, status = _("Belum terkirim karena gangguan. Tekan sekali lagi."), 503
    shown = outcome.door or door
    with rows_opened(shown.code):
        return _page(request, shown, name, outcome, failed, status)


def _page(
    request: HttpRequest,
    door: Door,
    name: str | None,
    outcome: Outcome,
    failed: str,
    status: int,
) -> HttpResponse:
    """Show the mailbox as it is now, and what the step did."""
    try:
        changed = mailbox_open(door.code)
    except SealError:
        changed = None
    if changed is None:
        return _disposed(request, door) or altered(request)
    sent = name == "kirim" and bool(outcome.done)
    form = outcome.form or MessageForm(initial={"pesan": "" if sent else _typed(request)})
    sought = "" if outcome.done else sought_in(request.POST)
    context = mailbox_context(changed, form=form, sought=sought) | {
        "isi": (Door(door.code) if sent or outcome.done else door).sealed(),
        "done": outcome.done,
        "nothing": outcome.nothing,
        "failed": failed,
        "typed": _typed(request),
        "other_language_url": "",
    }
    template = outcome.page or "public/mailbox/mailbox.html"
    context |= outcome.extra
    refused = outcome.form or outcome.refused
    return render(request, template, context, status=422 if refused else status)


def _typed(request: HttpRequest) -> str:
    """Return a message that was begun and not sent: it stays whatever button was pressed."""
    return request.POST.get("pesan", "")[: 2 * MESSAGE_CHARACTERS]


def _send(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return Outcome(form=form)
    text, item = form.cleaned_data["pesan"], item_id(door.nonce, "message")
    change(door, opened, lambda box: services.message_add(box, text=text, item_id=item))
    return Outcome(done=_("Pesan Anda terkirim."))


def _withdraw_consent(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    key = request.POST["cabut"]
    if not change(door, opened, lambda box: services.consent_withdraw(box, key=key)):
        return Outcome(nothing=_("Tidak ada yang berubah. Izin itu sudah tidak ada."))
    return Outcome(done=_("Izin dicabut. Yang sudah dibaca tetap diketahui."))


def _answer_wish(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    yes = "setuju" in request.POST
    try:
        wish = uuid.UUID(request.POST["setuju" if yes else "tolak"])
    except ValueError:
        return Outcome()
    if not change(door, opened, lambda box: services.wish_answer(box, wish_id=wish, yes=yes)):
        return Outcome(nothing=_("Tidak ada yang berubah. Permintaan itu sudah dijawab."))
    return Outcome(done=_("Izin diberikan.") if yes else _("Baik. Tidak ada yang ditambahkan."))


def _turn(_request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    item = item_id(door.nonce, "turn")
    change(door, opened, lambda box: services.consultation_turn(box, item_id=item))
    return Outcome(done=_("Pertanyaan Anda sekarang menjadi laporan."))


def _withdraw(_request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    item = item_id(door.nonce, "withdraw")
    change(door, opened, lambda box: services.report_withdraw(box, item_id=item))
    return Outcome(done=_("Sudah ditarik. Tidak ada lagi yang dapat membuka isinya."))


def _delete(_request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    item = item_id(door.nonce, "delete")
    if not change(door, opened, lambda box: ending_wish(box, item_id=item)):
        return Outcome(nothing=_("Permintaan Anda sudah kami catat sebelumnya."))
    return Outcome(done=_("Permintaan Anda tercatat. Dua petugas akan menghapusnya."))


def _keep(_request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    if not change(door, opened, ending_wish_take_back):
        return Outcome(nothing=_("Tidak ada yang berubah."))
    return Outcome(done=_("Baik. Tulisan Anda tetap disimpan."))


def _recovery(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    allow = request.POST["cadangan"] == "boleh"
    if not change(door, opened, lambda box: services.recovery_choose(box, allow=allow)):
        return Outcome(nothing=_("Tidak ada yang berubah pada kunci cadangan."))
    if allow:
        return Outcome(done=_("Kunci cadangan boleh membantu."))
    return Outcome(
        done=_("Kunci cadangan ditolak. Kunci itu tidak bisa membuka tulisan Anda yang baru.")
    )


def _statistics(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    yes, item = request.POST["statistik"] == "ya", item_id(door.nonce, "statistics")
    if not change(door, opened, lambda box: statistics_answer(box, yes=yes, item_id=item)):
        return Outcome(nothing=_("Tidak ada yang berubah. Ini sudah Anda jawab."))
    if yes:
        return Outcome(done=_("Terima kasih. Kasus Anda boleh ikut dihitung, tanpa nama."))
    return Outcome(done=_("Baik. Kasus Anda tidak dihitung."))


def _choose_receiver(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    chosen, team = team_in(request.POST)
    if not chosen:
        return Outcome(nothing=_("Belum ada yang berubah. Pilih dulu salah satu."))
    item, sought = item_id(door.nonce, "receiver"), sought_in(request.POST)

    def step(box: Mailbox) -> bool:
        return receiver_choose(box, team_id=team, sought=sought, item_id=item)

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Ini sudah Anda jawab."))
    if team is None:
        return Outcome(done=_("Baik. Tidak ada orang baru yang diberi akses."))
    return Outcome(done=_("Akses diberikan."))


def _feedback(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    answers = feedback_answers(request.POST)
    if not answers:
        return Outcome(nothing=_("Belum ada jawaban yang dipilih."))
    if not change(door, opened, lambda box: feedback_add(box, answers=answers)):
        return Outcome(nothing=_("Tidak ada yang berubah. Ini sudah Anda jawab."))
    return Outcome(done=_("Terima kasih. Jawaban Anda terkirim."))


def _answer_step(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    if not change(door, opened, plan_answer(request.POST, door.nonce)):
        return Outcome(nothing=_("Tidak ada yang berubah. Ini sudah Anda jawab."))
    if "langkah_ya" in request.POST:
        return Outcome(done=_("Tercatat: Anda setuju dengan langkah itu."))
    return Outcome(done=_("Tercatat: langkah itu bukan yang Anda mau. Petugas akan bertanya."))


def _say_place(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    place = place_answer(request.POST, door.nonce)
    if place is None or not change(door, opened, place):
        return Outcome(nothing=_("Belum ada yang berubah. Pilih dulu salah satu."))
    return Outcome(done=_("Tercatat."))


def _shows(page: str) -> Callable[[HttpRequest, Door, Mailbox], Outcome]:
    """Return a step that only shows another page."""
    return lambda _request, _door, _opened: Outcome(page=page)


STEPS: dict[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "kirim": _send,
    "cabut": _withdraw_consent,
    "setuju": _answer_wish,
    "tolak": _answer_wish,
    "jadikan": _shows("public/mailbox/turn.html"),
    "jadikan_ya": _turn,
    "tarik": _shows("public/mailbox/withdraw.html"),
    "tarik_ya": _withdraw,
    "hapus": _shows("public/mailbox/delete.html"),
    "hapus_ya": _delete,
    "hapus_batal": _keep,
    "keadaan": answer_check,
    "luar_ya": let_outside_in,
    "tindakan": ask_measure,
    "tindakan_ya": answer_measure,
    "tindakan_tidak": answer_measure,
    "umpan": _feedback,
    "cadangan": _recovery,
    "statistik": _statistics,
    "penerima_simpan": _choose_receiver,
    **CONFLICT_STEPS,
    **PROPOSAL_STEPS,
    **REFERRAL_STEPS,
    **EXAMINATION_STEPS,
    **MERGE_STEPS,
    "langkah_ya": _answer_step,
    "langkah_tidak": _answer_step,
    "tempat_simpan": _say_place,
    "surat": _shows("public/mailbox/letter.html"),
}
