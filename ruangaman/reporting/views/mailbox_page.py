"""What the mailbox's page shows, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from ruangaman.core.rules import rule_numbers
from ruangaman.people.labels import role_in_team
from ruangaman.people.selectors.statistics import statistics_key
from ruangaman.reporting.answers import CHILD, UNSURE
from ruangaman.reporting.attached import files_in
from ruangaman.reporting.file_words import file_rows
from ruangaman.reporting.forms import MessageForm
from ruangaman.reporting.labels import (
    FEEDBACK,
    FEEDBACK_CHOICES,
    KINDS,
    PART_NAMES,
    reason_words,
)
from ruangaman.reporting.models import Report
from ruangaman.reporting.selectors.ending import end_of
from ruangaman.reporting.selectors.mailbox import (
    Mailbox,
    consents_of,
    messages_of,
    readers_left,
    wishes_of,
)
from ruangaman.reporting.selectors.openings import openings_of
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.services.feedback import feedback_asked
from ruangaman.reporting.views.mailbox_clocks import clocks_context
from ruangaman.reporting.views.mailbox_conflict import conflict_context
from ruangaman.reporting.views.mailbox_examination import examination_context
from ruangaman.reporting.views.mailbox_measures import measures_context
from ruangaman.reporting.views.mailbox_merge import merge_context
from ruangaman.reporting.views.mailbox_proposals import proposals_context
from ruangaman.reporting.views.mailbox_receivers import receivers_context
from ruangaman.reporting.views.mailbox_recovery import recovery_context
from ruangaman.reporting.views.mailbox_referrals import referrals_context
from ruangaman.reporting.views.mailbox_statistics import statistics_context
from ruangaman.reporting.views.mailbox_work import noted_child, work_context
from ruangaman.reporting.views.words import label_words, parts_words

LEAST = "statistics_least"
"""Rule: how few answers of a team are never shown."""

STATE_WORDS: Mapping[str, Any] = {
    Report.State.RECEIVED: _("Sudah sampai. Menunggu jawaban pertama."),
    Report.State.ACKNOWLEDGED: _("Sudah dibaca dan dijawab."),
    Report.State.ASSESSED: _(
        "Kebutuhan dan keselamatan sudah dilihat. Berikutnya: langkah bantuan."
    ),
    Report.State.SUPPORTED: _("Sedang didampingi."),
    Report.State.CONCLUDED: _("Selesai. Anda tetap bisa menulis di sini."),
    Report.State.WITHDRAWN: _("Ditarik. Tidak ada yang dapat membuka isinya."),
}
_CASE_WORDS: Mapping[str, Any] = {
    "handover": _("Anda menyerahkan pendampingan kepada: %(who)s."),
    "refusal": _("Anda tidak menyetujui permintaan petugas. %(who)s"),
    "agreed": _("Anda menyetujui permintaan petugas."),
}


def mailbox_context(mailbox: Mailbox, *, form: MessageForm, sought: str = "") -> dict[str, Any]:
    """Return the context of the mailbox page; ``sought`` is an office she looks for."""
    items = messages_of(mailbox)
    state = mailbox.report.state
    withdrawn = state == Report.State.WITHDRAWN
    messages = [bubble(item) for item in items if item.kind not in ("checkin", "feedback")]
    work = work_context(mailbox, items)
    return {
        "form": form,
        "kind": KINDS[mailbox.kind],
        "is_consultation": mailbox.kind == "tanya",
        "is_child": mailbox.ledger["about"] in CHILD or noted_child(mailbox, work),
        "age_unknown": mailbox.ledger["about"] in UNSURE and not noted_child(mailbox, work),
        "withdrawn": withdrawn,
        "state": STATE_WORDS[Report.State(state)],
        "messages": messages,
        "has_files": any(one["files"] for one in messages),
        "consents": [_consent_row(consent) for consent in consents_of(mailbox)],
        "wishes": [_wish_row(wish) for wish in wishes_of(mailbox)],
        "openings": [_opening_row(seen) for seen in openings_of(mailbox)],
        "recovery": recovery_context(mailbox),
        "statistics": statistics_context(mailbox),
        "stopped": receivers_context(mailbox, sought=sought),
        "nobody_reads": not withdrawn and not readers_left(mailbox),
        "feedback": _feedback(mailbox, items),
        "end": end_of(mailbox),
        **clocks_context(mailbox, items),
        **measures_context(mailbox),
        **conflict_context(mailbox),
        **proposals_context(mailbox),
        **referrals_context(mailbox),
        **examination_context(mailbox),
        **merge_context(mailbox),
        **work,
    }


def bubble(item: ReadItem) -> dict[str, Any]:
    """Return an item of the conversation as the page shows it."""
    return {
        "own": item.author == "reporter",
        "author": _("Anda")
        if item.author == "reporter"
        else label_words(item.body.get("role", "")),
        "at": item.at,
        "text": item_words(item),
        "altered": item.author == "unreadable",
        "files": [] if item.author == "unreadable" else file_rows(files_in(item.body)),
    }


def item_words(item: ReadItem) -> str:
    """Return what an item says in plain words."""
    if item.author == "unreadable":
        return str(_("Pesan ini rusak atau bukan dari petugas kami. Jangan percaya isinya."))
    body = item.body
    if item.kind == "decision":
        parts = ", ".join(str(PART_NAMES.get(part, part)) for part in body["parts"])
        words = (
            _("Diizinkan: %(who)s (%(parts)s).")
            if body["yes"]
            else _("Tidak diizinkan: %(who)s (%(parts)s).")
        )
        return str(words) % {"who": label_words(body["who"]), "parts": parts}
    if item.kind in _CASE_WORDS and item.author == "reporter":
        return str(_CASE_WORDS[item.kind]) % {"who": label_words(body.get("who", ""))}
    fixed = {
        "turned": _("Anda menjadikan pertanyaan ini laporan."),
        "withdrawn": _("Anda menarik tulisan ini."),
        "deletion": _("Anda meminta supaya ini dihapus."),
    }
    if reason := reason_words(item.kind, body, to_her=True):
        return f"{reason}\n{body.get('text', '')}".strip()
    return str(fixed.get(item.kind, body.get("text", "")))


def feedback_answers(data: Mapping[str, Any]) -> dict[str, str]:
    """Read the three answers at the end; unanswered ones are left out."""
    return {name: data[name] for name in FEEDBACK if data.get(name) in FEEDBACK_CHOICES}


def _feedback(mailbox: Mailbox, items: list[ReadItem]) -> dict[str, Any] | None:
    """Return the questions at the end and who opens the answers; None where she is not asked."""
    before = any(item.kind == "feedback" for item in items)
    adopted = statistics_key()
    if adopted is None or before or not feedback_asked(mailbox):
        return None
    return {
        "questions": dict(FEEDBACK),
        "choices": FEEDBACK_CHOICES,
        "holders": adopted.holders,
        "least": rule_numbers(LEAST).get(LEAST),
    }


def _consent_row(consent: Any) -> dict[str, Any]:
    return {
        "key": consent.key,
        "label": label_words(consent.label),
        "members": consent.members,
        "parts": parts_words(consent.parts),
    }


def _wish_row(wish: Any) -> dict[str, Any]:
    return {
        "id": wish.id,
        "who": label_words(wish.who),
        "parts": parts_words(wish.parts),
        "reason": wish.reason,
        "available": wish.available,
    }


def _opening_row(seen: Any) -> dict[str, Any]:
    who = label_words(role_in_team(seen.role, seen.team))
    return {"day": seen.day, "who": who, "parts": parts_words(seen.parts)}
