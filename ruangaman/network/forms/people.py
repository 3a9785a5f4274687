"""What the coordinator types about people. Refused forms keep everything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField
from ruangaman.lib import nip
from ruangaman.network.forms.decree_fields import Line, Versioned
from ruangaman.network.forms.unit_fields import UnitField
from ruangaman.network.models import Person
from ruangaman.network.selectors.people import Standing
from ruangaman.network.selectors.ranks import ranks_by_kind
from ruangaman.network.services.people import PersonEntry
from ruangaman.network.services.person_checks import LONGEST

FIELDS: Mapping[str, str] = {
    "name": "nama",
    "kind": "jenis",
    "unit_code": "unit",
    "rank": "pangkat",
    "sex": "kelamin",
    "nip": "nip",
    "phone": "telepon",
    "email": "surel",
    "office_phone": "telepon_kantor",
    "hours": "jam",
    "name_public": "nama_tampil",
    "position": "jabatan",
    "leads": "memimpin",
    "commands": "memerintah",
    "first": "mulai",
    "trained_on": "terlatih",
}
"""Which field of the form stands for which of an entry."""

_FROM_LIST = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}


class AnyDay(DayField):
    """A date of somebody's working life."""

    back, ahead = dt.timedelta(days=80 * 366), dt.timedelta(days=366)


class NipField(Line):
    """A number of a civil servant however it is written, cleaned to what is left of it."""

    def __init__(self, **options: Any) -> None:
        """Ask for it; whoever is no civil servant has none."""
        attrs = {"inputmode": "numeric", "autocomplete": "off"}
        super().__init__(_("NIP (boleh kosong)"), 60, widget=forms.TextInput(attrs), **options)

    def clean(self, value: Any) -> str:
        """Return the digits; the service says whether they can be a number."""
        return nip.normal(super().clean(value))


class PersonForm(forms.Form):
    """Who somebody is, where she works, and how she is reached."""

    nama = Line(_("Nama lengkap"), LONGEST["name"], missing=_("Tulis namanya."))
    jenis = forms.ChoiceField(
        label=_("Status kepegawaian"),
        choices=Person.Kind.choices,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
        help_text=_("Yang magang boleh ikut pelatihan, tetapi tidak boleh bertugas."),
    )
    nip = NipField(help_text=_("18 angka. Disimpan tersegel dan ditampilkan tertutup."))
    pangkat = forms.ChoiceField(
        label=_("Pangkat/golongan (boleh kosong)"), required=False, error_messages=_FROM_LIST
    )
    kelamin = forms.ChoiceField(
        label=_("Jenis kelamin"),
        choices=[("-", Person.Sex.UNSAID.label), *Person.Sex.choices[1:]],
        widget=forms.RadioSelect,
        required=False,
        error_messages=_FROM_LIST,
        help_text=_("Supaya fokal point utama dan penggantinya dapat berlainan."),
    )
    unit = UnitField(
        _("Unit"), help_text=_("Nama unit, sebagian namanya, atau kodenya."), required=True
    )
    jabatan = Line(_("Jabatan (boleh kosong)"), LONGEST["position"])
    mulai = AnyDay(
        _("Di unit ini sejak (boleh kosong)"),
        None,
        required=False,
        help_text=_("Kosongkan bila tidak diketahui."),
    )
    memimpin = forms.BooleanField(label=_("Memimpin unit ini"), required=False)
    memerintah = forms.BooleanField(
        label=_("Punya wewenang perintah atau disiplin atas banyak orang"), required=False
    )
    telepon = Line(
        _("Nomor HP (boleh kosong)"),
        LONGEST["phone"],
        help_text=_("Hanya untuk koordinator. Tersegel."),
    )
    surel = forms.EmailField(
        label=_("Surel (boleh kosong)"),
        required=False,
        max_length=LONGEST["email"],
        help_text=_("Hanya untuk koordinator. Tersegel."),
        error_messages={
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@contoh.go.id."),
            "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )
    telepon_kantor = Line(
        _("Telepon kantor (boleh kosong)"),
        LONGEST["office_phone"],
        help_text=_("Boleh dilihat semua orang, misalnya pada poster."),
    )
    jam = Line(
        _("Jam dapat dihubungi (boleh kosong)"),
        LONGEST["hours"],
        help_text=_("Misalnya Senin–Jumat 08.00–15.00."),
    )
    nama_tampil = forms.BooleanField(
        label=_("Ia setuju namanya dilihat semua orang, misalnya pada poster"), required=False
    )
    terlatih = AnyDay(_("Terakhir dilatih pada (boleh kosong)"), None, required=False)
    yakin = forms.BooleanField(label=_("Sudah saya periksa. Simpan seperti ini."), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the ranks of the pack."""
        super().__init__(*args, **options)
        groups = ranks_by_kind()
        pangkat = self.fields["pangkat"]
        assert isinstance(pangkat, forms.ChoiceField)
        pangkat.choices = [
            ("", _("Tidak dicatat")),
            *(
                (Person.Kind(kind).label, ranks)
                for kind, ranks in groups.items()
                if kind in Person.Kind.values
            ),
        ]
        self.fields["unit"].error_messages["required"] = _("Tulis unitnya.")

    @property
    def entry(self) -> PersonEntry:
        """What was typed."""
        data = self.cleaned_data
        said = {field: data[name] for field, name in FIELDS.items() if name in data}
        unit = said.pop("unit_code", None)
        said["sex"] = "" if said["sex"] == "-" else said["sex"]
        return PersonEntry(**said, unit_code=unit.code if unit else "")


class PersonChangeForm(PersonForm, Versioned):
    """What is corrected of somebody; her unit changes only by a move."""

    hapus_nip = forms.BooleanField(label=_("Hapus NIP yang tersimpan"), required=False)

    def __init__(self, *args: Any, masked: str = "", **options: Any) -> None:
        """Leave the unit out, and keep the number that is stored unless another is typed."""
        super().__init__(*args, **options)
        for name in ("unit", "mulai"):
            del self.fields[name]
        if not masked:
            del self.fields["hapus_nip"]
            return
        self.fields["nip"].help_text = _("Tersimpan: %(masked)s. Kosongkan bila tetap.") % {
            "masked": masked
        }


class PlaceForm(Versioned):
    """Where somebody serves from a day on."""

    unit = UnitField(
        _("Unit yang baru"),
        help_text=_("Nama unit, sebagian namanya, atau kodenya."),
        required=True,
    )
    hari = AnyDay(
        _("Mulai bertugas di sana"),
        _("Pilih hari pertama di unit yang baru."),
        help_text=_("Terhitung mulai tanggal (TMT). Boleh hari yang akan datang."),
    )
    jabatan = Line(_("Jabatan yang baru (boleh kosong)"), LONGEST["position"])
    memimpin = forms.BooleanField(label=_("Memimpin unit itu"), required=False)
    memerintah = forms.BooleanField(
        label=_("Punya wewenang perintah atau disiplin atas banyak orang"), required=False
    )
    sumber = Line(_("Nomor SK mutasi (boleh kosong)"), 200)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Say what is missing in our words."""
        super().__init__(*args, **options)
        self.fields["unit"].error_messages["required"] = _("Tulis unitnya.")


class LeaveServiceForm(Versioned):
    """From when on somebody is in no unit."""

    hari = AnyDay(
        _("Tidak bertugas lagi mulai"),
        _("Pilih hari pertama tanpa dia."),
        help_text=_("Hari pertama sesudah ia berhenti."),
    )
    sumber = Line(_("Nomor SK (boleh kosong)"), 200)


class AwayForm(Versioned):
    """Days away, and who stands in."""

    pertama = AnyDay(_("Hari pertama cuti"), _("Pilih hari pertama."))
    terakhir = AnyDay(_("Hari terakhir cuti"), _("Pilih hari terakhir."))
    pengganti = forms.ChoiceField(
        label=_("Pelaksana selama cuti (boleh kosong)"),
        required=False,
        error_messages=_FROM_LIST,
        help_text=_(
            "Orang bersertifikat dari unit yang sama. Ia menerima laporan hanya bila SK juga"
            " menyebutnya."
        ),
    )

    def __init__(self, *args: Any, deputies: Sequence[Person], **options: Any) -> None:
        """Offer those who could stand in."""
        super().__init__(*args, **options)
        pengganti = self.fields["pengganti"]
        assert isinstance(pengganti, forms.ChoiceField)
        pengganti.choices = [
            ("", _("Tidak ada")),
            *((str(one.pk), one.name) for one in deputies),
        ]


class AccountForm(Versioned):
    """Whose account it is."""

    akun = Line(
        _("Surel atau nama pengguna akunnya"),
        254,
        missing=_("Tulis surel atau nama penggunanya."),
        help_text=_("Akun dibuat administrator. Tulis persis seperti di sana."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )


class SureForm(Versioned):
    """That a step is to be taken."""


class PeopleFilter(forms.Form):
    """Which people the list shows; whom somebody looks for is asked by ``PeopleSearch``."""

    unit = Line(_("Unit"), 100, help_text=_("Sebagian namanya."))
    jenis = forms.ChoiceField(
        label=_("Status kepegawaian"),
        required=False,
        choices=[("", _("Semua")), *Person.Kind.choices],
        error_messages=_FROM_LIST,
    )
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), *Standing.choices],
        error_messages=_FROM_LIST,
    )


class PeopleSearch(forms.Form):
    """A name, a part of it, or a whole number: sent by POST, so that no address tells it."""

    cari = Line(
        _("Nama atau NIP lengkap"),
        120,
        missing=_("Tulis nama, sebagian nama, atau NIP lengkap."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def digits(self) -> str:
        """The number that was typed; nothing where it was a name."""
        found = nip.normal(self.cleaned_data["cari"])
        return found if found.isascii() and found.isdecimal() else ""
