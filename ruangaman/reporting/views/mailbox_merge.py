"""The mailbox's page on which she joins two reports of hers with the other one's code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.sender import sender_of
from ruangaman.lib.codename import Code, CodeFault, read_code
from ruangaman.reporting import limits
from ruangaman.reporting.fields import PlainText
from ruangaman.reporting.selectors.mailbox import Mailbox, mailbox_open
from ruangaman.reporting.selectors.merged import MERGED, merged_codes
from ruangaman.reporting.selectors.proposals import MERGE, Proposal
from ruangaman.reporting.services.merging import NotMerged, reports_merge
from ruangaman.reporting.views.carried import Door
from ruangaman.reporting.views.door import code_sentence
from ruangaman.reporting.views.mailbox_proposals import PAGES
from ruangaman.reporting.views.outcome import Outcome

PAGE = "public/mailbox/merge.html"
_CODE, _TRIES = 300, 10
_CHOOSE = gettext_lazy("Pilih satu jawaban.")
_WHY_NOT: Mapping[str, Any] = {
    "same": gettext_lazy("Itu 8 kata tulisan ini sendiri. Tulis 8 kata tulisan yang lain."),
    "gone": gettext_lazy("Tulisan itu sudah dihapus."),
    "over": gettext_lazy("Tulisan yang sudah ditarik tidak bisa digabungkan."),
    "already": gettext_lazy("Kedua tulisan itu sudah digabungkan."),
    "follows": gettext_lazy(
        "Salah satunya sudah digabungkan. Buka tulisan yang memimpin, lalu gabungkan dari sana."
    ),
    "many": gettext_lazy("Tidak bisa menggabungkan lebih banyak tulisan lagi."),
}


class MergeForm(forms.Form):
    """The other report's words, and which of the two leads."""

    kode_lain = PlainText(
        limit=_CODE,
        rows=2,
        label=gettext_lazy("8 kata tulisan Anda yang lain"),
    )
    pimpin = forms.ChoiceField(
        label=gettext_lazy("Di mana petugas menjawab?"),
        choices=[
            ("ini", gettext_lazy("Di tulisan ini")),
            ("lain", gettext_lazy("Di tulisan yang lain")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _CHOOSE, "invalid_choice": _CHOOSE},
    )

    def clean_kode_lain(self) -> Code:
        """Read the words; the error says which are wrong."""
        try:
            return read_code(self.cleaned_data["kode_lain"])
        except CodeFault as fault:
            raise forms.ValidationError(code_sentence(fault)) from fault


def merge_context(mailbox: Mailbox) -> dict[str, Any]:
    """Return which other reports of hers belong to this one."""
    return {"merged": [{"leads": one["leads"]} for one in mailbox.ledger.get(MERGED, ())]}


def _form(data: Any = None) -> MergeForm:
    return MergeForm(data, auto_id="gabung_%s")


def merge_page(_door: Door, _opened: Mailbox, _asked: Proposal, _data: Any) -> Outcome:
    """Show the page from a worker's question: nothing of the other report is known there."""
    return Outcome(page=PAGE, extra={"merge": _form()})


def _ask(_request: HttpRequest, _door: Door, _opened: Mailbox) -> Outcome:
    return Outcome(page=PAGE, extra={"merge": _form()})


def _merge(request: HttpRequest, door: Door, _opened: Mailbox) -> Outcome:
    form = _form(request.POST)
    if limits.WRONG_BY_FORM.total(door.nonce) >= _TRIES:
        form.is_valid()
        words = _("Terlalu banyak percobaan. Tutup, lalu buka lagi kotak pesan dengan 8 kata Anda.")
        form.errors["kode_lain"] = form.error_class([words])
        return Outcome(page=PAGE, extra={"merge": form}, refused=True)
    if not form.is_valid():
        return Outcome(page=PAGE, extra={"merge": form}, refused=True)
    other: Code = form.cleaned_data["kode_lain"]
    if mailbox_open(other) is None:
        limits.WRONG_BY_FORM.count(door.nonce)
        limits.WRONG_BY_ADDRESS.count(sender_of(request))
        form.add_error("kode_lain", _("Tidak ada pesan dengan 8 kata ini. Periksa lagi katanya."))
        return Outcome(page=PAGE, extra={"merge": form}, refused=True)
    try:
        reports_merge(door.code, other, first_leads=form.cleaned_data["pimpin"] == "ini")
    except NotMerged as why:
        form.add_error("kode_lain", _WHY_NOT[str(why)])
        return Outcome(page=PAGE, extra={"merge": form}, refused=True)
    return Outcome(done=_("Kedua tulisan digabungkan. Kedua kode tetap berlaku."))


def _open_other(request: HttpRequest, _door: Door, opened: Mailbox) -> Outcome:
    codes = merged_codes(opened)
    try:
        code = codes[int(request.POST["buka_lain"]) - 1]
    except (ValueError, IndexError):
        return Outcome(nothing=_("Tidak ada yang berubah."))
    return Outcome(door=Door(code))


PAGES[MERGE] = merge_page
MERGE_STEPS: dict[str, Callable[[HttpRequest, Door, Mailbox], Outcome]] = {
    "gabung": _ask,
    "gabung_ya": _merge,
    "buka_lain": _open_other,
}
