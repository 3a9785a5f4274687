"""What is typed about an event. Refused forms keep everything."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line, Versioned
from ruangaman.training.models import Event
from ruangaman.training.services.events import EventEntry

FIELDS = {
    "title": "judul",
    "title_en": "judul_en",
    "course": "jenis",
    "first": "mulai",
    "last": "selesai",
    "venue": "tempat",
    "organiser": "penyelenggara",
    "funding": "pendana",
    "support_name": "pendukung",
    "support_way": "cara",
    "opt_out": "pilihan",
    "least_percent": "paling_sedikit",
    "note": "catatan",
    "declared": "dinyatakan",
    "explanation": "penjelasan",
}
"""Which field of the form stands for which of an event."""

_NUMBER = {
    "invalid": _("Tulis angka saja, misalnya 41."),
    "min_value": _("Tulis angka nol atau lebih."),
    "max_value": _("Angka ini terlalu besar."),
}


class EventDay(DayField):
    """A day of an event: earlier ones are entered too."""

    back, ahead = dt.timedelta(days=10 * 366), dt.timedelta(days=3 * 366)


def _number(label: Any, most: int, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=most,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=_NUMBER | {"required": _("Tulis angkanya.")},
        **options,
    )


class EventForm(forms.Form):
    """What an event is."""

    judul = Line(_("Judul"), 200, missing=_("Tulis judulnya."))
    judul_en = Line(_("Judul dalam bahasa Inggris (boleh kosong)"), 200)
    jenis = forms.ChoiceField(
        label=_("Dihitung sebagai"),
        choices=Event.Course.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih salah satu."),
            "invalid_choice": _("Pilih dari daftar."),
        },
        help_text=_("Menentukan sertifikat mana yang dapat diterbitkan sesudahnya."),
    )
    mulai = EventDay(_("Hari pertama"), _("Isi hari pertamanya."))
    selesai = EventDay(_("Hari terakhir"), _("Isi hari terakhirnya."))
    tempat = Line(_("Tempat (boleh kosong)"), 200)
    penyelenggara = Line(_("Penyelenggara (boleh kosong)"), 200)
    pendana = Line(_("Mitra pendana (boleh kosong)"), 200)
    pendukung = Line(
        _("Orang pendukung"),
        120,
        help_text=_(
            "Siapa yang mendampingi peserta yang teringat pada pengalaman sendiri. "
            "Wajib diisi sebelum acara dibuka."
        ),
    )
    cara = Line(
        _("Cara menemui orang pendukung"),
        200,
        help_text=_("Misalnya: ruang 2 di samping aula, selama acara."),
    )
    pilihan = Line(
        _("Boleh tidak ikut bagian tertentu (boleh kosong)"),
        600,
        widget=forms.Textarea,
        help_text=_("Bila kosong, peserta membaca kalimat bawaan."),
    )
    paling_sedikit = _number(
        _("Paling sedikit hadir (persen dari jam pelajaran)"),
        100,
        initial=80,
        help_text=_("Syarat sertifikat."),
    )
    dinyatakan = _number(
        _("Jumlah peserta menurut laporan (boleh kosong)"), 1_000_000, required=False
    )
    penjelasan = Line(
        _("Penjelasan bila berbeda dari yang terhitung (boleh kosong)"),
        600,
        widget=forms.Textarea,
        help_text=_("Kedua angka tetap tampil. Tulis apa yang diketahui, tanpa nama orang."),
    )
    catatan = Line(_("Catatan (boleh kosong)"), 600, widget=forms.Textarea)

    @property
    def entry(self) -> EventEntry:
        """What was typed."""
        return EventEntry(**{field: self.cleaned_data[name] for field, name in FIELDS.items()})


class EventChangeForm(EventForm, Versioned):
    """What is changed about an event."""


def typed(event: Event) -> dict[str, Any]:
    """Return an event as its form shows it."""
    return {name: getattr(event, field) for field, name in FIELDS.items()} | {
        "versi": event.version
    }


class EventFilter(forms.Form):
    """Which events the list shows."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *Event.State.choices],
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    tahun = forms.ChoiceField(
        label=_("Tahun"),
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )

    def __init__(self, *args: Any, years: list[int], **options: Any) -> None:
        """Offer the years in which there are events."""
        super().__init__(*args, **options)
        tahun = self.fields["tahun"]
        assert isinstance(tahun, forms.ChoiceField)
        tahun.choices = [("", _("Semua")), *((str(one), str(one)) for one in years)]
