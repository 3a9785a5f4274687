"""What is typed about sessions, trainers, seats, figures, invitations and materials."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line
from ruangaman.core.words import words
from ruangaman.network.models import Unit
from ruangaman.network.selectors.people import Standing
from ruangaman.network.selectors.units import folded, unit_by_code, unit_search
from ruangaman.people.models import User
from ruangaman.training.forms.events import EventDay
from ruangaman.training.models import Content, Session
from ruangaman.training.selectors.content import contents
from ruangaman.training.services.sessions import SessionEntry

_FROM_LIST = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}
_LINE_OF_NUMBER = re.compile(r"(.+?)[\s:=;,]+([0-9]{1,6})")
MOST_LINES = 300
MOST_UNITS = 20


class ClockField(forms.TimeField):
    """A time of day: from the browser, or typed as 08.30 or 08:30."""

    def __init__(self, label: Any) -> None:
        """Name what is missing, and what is no time."""
        super().__init__(
            label=label,
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            error_messages={
                "required": _("Isi jamnya."),
                "invalid": _("Tulis jam yang ada, seperti 08.30."),
            },
        )


class SessionForm(forms.Form):
    """What a session is."""

    judul = Line(_("Judul sesi"), 200, missing=_("Tulis judulnya."))
    modul = forms.ChoiceField(
        label=_("Modul"),
        required=False,
        error_messages=_FROM_LIST,
        help_text=_("Pembukaan, istirahat, dan penutupan tidak punya modul."),
    )
    hari = EventDay(_("Hari"), _("Isi harinya."))
    mulai = ClockField(_("Jam mulai"))
    selesai = ClockField(_("Jam selesai"))
    jp = forms.IntegerField(
        label=_("Jam pelajaran (JP)"),
        min_value=0,
        max_value=16,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("1 JP adalah 45 menit."),
        error_messages={
            "required": _("Tulis angkanya, 0 bila tidak dihitung."),
            "invalid": _("Tulis angka saja."),
            "min_value": _("Tulis angka nol atau lebih."),
            "max_value": _("Paling banyak 16 JP."),
        },
    )
    pembicara = Line(_("Pembicara (boleh kosong)"), 200)
    tempat = Line(_("Ruang (boleh kosong)"), 200)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the modules of the curriculum."""
        super().__init__(*args, **options)
        modul = self.fields["modul"]
        assert isinstance(modul, forms.ChoiceField)
        modul.choices = [("", _("Tanpa modul")), *module_choices()]

    @property
    def entry(self) -> SessionEntry:
        """What was typed."""
        data = self.cleaned_data
        zone = timezone.get_current_timezone()

        def moment(clock: dt.time) -> dt.datetime:
            return dt.datetime.combine(data["hari"], clock, tzinfo=zone)

        return SessionEntry(
            title=data["judul"],
            starts_at=moment(data["mulai"]),
            ends_at=moment(data["selesai"]),
            jp=data["jp"],
            module=int(data["modul"]) if data["modul"] else None,
            speaker=data["pembicara"],
            place=data["tempat"],
        )


SESSION_FIELDS = {
    "title": "judul",
    "starts_at": "mulai",
    "ends_at": "selesai",
    "jp": "jp",
}
"""Which field of the form a fault of the service belongs to."""


def session_typed(session: Session) -> dict[str, Any]:
    """Return a session as its form shows it."""
    starts, ends = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    return {
        "judul": session.title,
        "modul": str(session.module or ""),
        "hari": starts.date(),
        "mulai": starts.time(),
        "selesai": ends.time(),
        "jp": session.jp,
        "pembicara": session.speaker,
        "tempat": session.place,
    }


def module_choices() -> list[tuple[str, str]]:
    """Return the modules of the curriculum by number."""
    return [
        (str(one.body["number"]), f"{one.body['number']}. {words(one.body, 'title')}")
        for one in contents(Content.Kind.MODULE)
    ]


class TrainersForm(forms.Form):
    """Who trains."""

    pelatih = forms.MultipleChoiceField(
        label=_("Pelatih"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )

    def __init__(self, *args: Any, users: list[User], **options: Any) -> None:
        """Offer the accounts with the role."""
        super().__init__(*args, **options)
        pelatih = self.fields["pelatih"]
        assert isinstance(pelatih, forms.MultipleChoiceField)
        pelatih.choices = [(str(one.pk), one.name) for one in users]
        self.users = {str(one.pk): one for one in users}

    @property
    def chosen(self) -> list[User]:
        """Who was ticked."""
        return [self.users[pk] for pk in self.cleaned_data["pelatih"]]


class LinesForm(forms.Form):
    """Lines of a name and a number each, as they are copied from a table."""

    isi = Line(_("Satu baris untuk satu nama: nama, lalu angka"), 20_000, widget=forms.Textarea)

    def clean_isi(self) -> list[tuple[str, int]]:
        """Return the lines; the first that is none is named with its number."""
        lines = [one for one in self.cleaned_data["isi"].split("\n") if one]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_now("Paling banyak 300 baris."))
        found: dict[str, int] = {}
        for place, line in enumerate(lines, start=1):
            read = _LINE_OF_NUMBER.fullmatch(line)
            if read is None or len(read[1]) > 120:
                raise forms.ValidationError(
                    _now("Baris %(line)d: tulis nama, lalu angka, misalnya “Dinas Sosial 2”.")
                    % {"line": place}
                )
            if read[1] in found:
                raise forms.ValidationError(
                    _now("Baris %(line)d: “%(name)s” sudah ada di atas.")
                    % {"line": place, "name": read[1]}
                )
            found[read[1]] = int(read[2])
        return list(found.items())


class SeatsForm(LinesForm):
    """How many of each unit may come."""

    def clean_isi(self) -> list[tuple[str, int]]:
        """Return codes of units and numbers."""
        found: dict[str, int] = {}
        for place, (name, number) in enumerate(super().clean_isi(), start=1):
            unit = unit_by_code(name) or _unit_named(name)
            if unit is None:
                raise forms.ValidationError(
                    _now("Baris %(line)d: tidak ada unit bernama “%(name)s”.")
                    % {"line": place, "name": name}
                )
            if number > 1000:
                raise forms.ValidationError(
                    _now("Baris %(line)d: paling banyak 1.000 kursi.") % {"line": place}
                )
            found[unit.code] = number
        return list(found.items())


def _unit_named(name: str) -> Unit | None:
    """Return the unit that is called so, in capitals or not."""
    said = folded(name)
    found = unit_search(name, MOST_UNITS)
    return next((one for one in found if said in (folded(one.name), folded(one.short_name))), None)


class InviteFilter(forms.Form):
    """Who is looked for, to be invited; sent by POST."""

    cari = Line(
        _("Nama (boleh kosong)"), 120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    unit = Line(_("Unit (boleh kosong)"), 200)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *Standing.choices],
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )


class MaterialForm(forms.Form):
    """A material: a title, and a link or a file. ``refused_status`` is what a refusal answers."""

    refused_status = 422
    judul = Line(_("Judul bahan"), 200, missing=_("Tulis judulnya."))
    sesi = forms.ChoiceField(label=_("Untuk sesi"), required=False, error_messages=_FROM_LIST)
    tautan = forms.URLField(
        label=_("Tautan (boleh kosong)"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Alamat https. Untuk presentasi: simpan dulu sebagai PDF, lalu unggah."),
        error_messages={
            "invalid": _("Tulis alamat lengkap, seperti https://contoh.go.id/bahan."),
            "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )
    file = forms.FileField(label=_("File (boleh kosong)"), required=False)

    def __init__(self, *args: Any, sessions: list[Session], **options: Any) -> None:
        """Offer the sessions of the event."""
        super().__init__(*args, **options)
        sesi = self.fields["sesi"]
        assert isinstance(sesi, forms.ChoiceField)
        sesi.choices = [("", _("Seluruh acara")), *((str(s.pk), s.title) for s in sessions)]

    def clean_tautan(self) -> str:
        """Return the link; only https leads out of here."""
        link = str(self.cleaned_data["tautan"] or "")
        if link and not link.startswith("https://"):
            raise forms.ValidationError(_now("Pakai alamat yang diawali https://."))
        return link
