"""The mailbox's page on which she says that somebody is too close to the person concerned."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.templatetags.dates import day_hour
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.labels import ASIDE_REASONS, CHOICES, label
from ruangaman.reporting.models import Report
from ruangaman.reporting.opened import rows_opened
from ruangaman.reporting.seals import item_id
from ruangaman.reporting.selectors.conflicts import aside_of, writers_of
from ruangaman.reporting.selectors.mailbox import Mailbox, messages_of
from ruangaman.reporting.services.conflicts import conflict_declare
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.outcome import Outcome, change
from ruangaman.reporting.views.words import label_words

PAGE = "public/mailbox/conflict.html"
WORDS = 300


class ConflictForm(forms.Form):
    """Where the person, or somebody close, works; who of those who wrote is too close."""

    tempat = forms.MultipleChoiceField(
        label=gettext_lazy("Orang itu, atau orang dekatnya, bekerja di sini"),
        choices=[one for one in CHOICES["konflik"] if one[0] != "tidak"],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih dari jawaban yang ada.")},
    )
    petugas = forms.MultipleChoiceField(
        label=gettext_lazy("Petugas yang pernah menulis kepada Anda, dan mengenal orang itu"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Pilih dari jawaban yang ada.")},
    )
    jabatan = PlainText(
        limit=WORDS,
        rows=2,
        label=gettext_lazy("Apa jabatan orang itu? (boleh kosong)"),
        help_text=gettext_lazy(
            "Nama tidak perlu. Yang Anda tulis di sini dibaca petugas yang masih Anda izinkan."
        ),
    )

    def __init__(self, data: Any, writers: Sequence[tuple[str, str]]) -> None:
        """Offer ``writers`` by key."""
        super().__init__(data, auto_id="benturan_%s")
        self.fields["petugas"].choices = writers  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something to shut out: a position alone takes no seal away."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned.get("tempat") or cleaned.get("petugas")):
            words = _("Pilih paling sedikit satu. Tanpa pilihan, tidak ada akses yang ditutup.")
            self.add_error("tempat", words)
        return cleaned


def conflict_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return what the mailbox says of conflicts: what she declared, and who stepped aside."""
    declared = list(mailbox.ledger["conflicts"])
    asides = [
        {
            "day": one.day,
            "who": label_words(one.who),
            "reason": ASIDE_REASONS.get(one.reason, ASIDE_REASONS["lain"]),
            "by_team": one.by_team,
            "alone": one.alone,
        }
        for one in aside_of(mailbox)
    ]
    return {
        "conflict_words": label("konflik", declared) if declared else "",
        "asides": asides,
        "may_declare": mailbox.report.state != Report.State.WITHDRAWN,
    }


def _form(door: Door, opened: Mailbox, data: Any = None) -> ConflictForm:
    with rows_opened(door.code):
        writers = writers_of(opened, messages_of(opened))
    return ConflictForm(data, [(str(one.key), _writer(one.who, one.at)) for one in writers])


def _writer(who: str, at: dt.datetime | None) -> str:
    if at is None:
        return label_words(who)
    return _("%(who)s, menulis %(when)s") % {"who": label_words(who), "when": day_hour(at)}


def _ask(_request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    return Outcome(page=PAGE, extra={"conflict": _form(door, opened)})


def _declare(request: HttpRequest, door: Door, opened: Mailbox) -> Outcome:
    form = _form(door, opened, request.POST)
    if not form.is_valid():
        return Outcome(page=PAGE, extra={"conflict": form}, refused=True)
    given, item = form.cleaned_data, item_id(door.nonce, "conflict")
    people = [uuid.UUID(key) for key in given["petugas"]]

    def step(box: Mailbox) -> bool:
        return conflict_declare(
            box,
            organisations=given["tempat"],
            people=people,
            words=given["jabatan"],
            item_id=item,
        )

    if not change(door, opened, step):
        return Outcome(nothing=_("Tidak ada yang berubah. Akses itu sudah ditutup."))
    return Outcome(done=_("Akses mereka ditutup. Yang sudah dibaca tetap diketahui."))


CONFLICT_STEPS: dict[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "benturan": _ask,
    "benturan_ya": _declare,
}
