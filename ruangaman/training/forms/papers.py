"""What is typed about a test: from when to when it is open, and for how many minutes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.training.forms.events import EventDay
from ruangaman.training.forms.parts import ClockField
from ruangaman.training.models import Paper
from ruangaman.training.services.papers import LONGEST, SHORTEST, PaperEntry

FIELDS = {"opens_at": "hari_buka", "closes_at": "hari_tutup", "minutes": "menit"}
"""Which field of the form a value of a test was typed into."""


class PaperForm(forms.Form):
    """When a test is open. ``versi`` is 0 for a test that is not there yet."""

    versi = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_000_000_000)
    hari_buka = EventDay(_("Dibuka pada hari"), _("Isi hari dibukanya tes."))
    jam_buka = ClockField(_("Dibuka pukul"))
    hari_tutup = EventDay(_("Ditutup pada hari"), _("Isi hari ditutupnya tes."))
    jam_tutup = ClockField(_("Ditutup pukul"))
    menit = forms.IntegerField(
        label=_("Waktu mengerjakan (menit)"),
        min_value=SHORTEST,
        max_value=LONGEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("Untuk 20 soal biasanya 40 menit."),
        error_messages={
            "required": _("Tulis berapa menit."),
            "invalid": _("Tulis angka saja."),
            "min_value": _("Paling sedikit %(limit_value)d menit."),
            "max_value": _("Paling banyak %(limit_value)d menit."),
        },
    )

    def entry(self, kind: str) -> PaperEntry:
        """Return what was typed."""
        data = self.cleaned_data
        return PaperEntry(
            kind=kind,
            opens_at=_moment(data["hari_buka"], data["jam_buka"]),
            closes_at=_moment(data["hari_tutup"], data["jam_tutup"]),
            minutes=data["menit"],
        )


def typed(entry: Paper | PaperEntry) -> dict[str, Any]:
    """Return a test as it would be typed."""
    opens, closes = timezone.localtime(entry.opens_at), timezone.localtime(entry.closes_at)
    return {
        "versi": entry.version if isinstance(entry, Paper) else 0,
        "hari_buka": opens.date(),
        "jam_buka": opens.time(),
        "hari_tutup": closes.date(),
        "jam_tutup": closes.time(),
        "menit": entry.minutes,
    }


def _moment(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, tzinfo=timezone.get_current_timezone())
