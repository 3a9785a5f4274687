"""What is typed about services. Refused forms keep everything."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import Line, Versioned
from ruangaman.core.regions import regions
from ruangaman.directory.guide import needs
from ruangaman.directory.models import Service, ServiceChange
from ruangaman.directory.selectors import hotlines
from ruangaman.directory.services.upkeep import ServiceEntry
from ruangaman.lib.streets import names_place, names_refuge

WHOLE_AREA = "*"
EVERYWHERE, SHOWN = _("semua daerah"), _("Ditampilkan")
YES, NO = _("ya"), _("tidak")
_FROM_LIST = {"required": _("Pilih salah satu."), "invalid_choice": _("Pilih dari daftar.")}
_ANSWERS = [
    ("yes", _("Ya")),
    ("partly", _("Sebagian")),
    ("no", _("Tidak")),
    ("unknown", _("Belum diketahui")),
]
_LEVELS = [
    ("kab", _("Kabupaten/kota")),
    ("prov", _("Provinsi")),
    ("nasional", _("Nasional")),
]
_COSTS = [
    ("free", _("Gratis")),
    ("partly", _("Sebagian gratis")),
    ("paid", _("Berbayar")),
    ("unknown", _("Belum diketahui")),
]
_CONTACTS = [
    ("via", _("Lewat nomor bantuan")),
    ("hotline", _("Nomor bantuan ini miliknya sendiri")),
    ("address", _("Datang ke alamat kantor")),
    ("focal_point", _("Lewat fokal point")),
    ("none", _("Belum diketahui")),
]
_RESULTS = [
    (ServiceChange.Kind.CONFIRMED, _("Semua isinya benar")),
    (ServiceChange.Kind.CHANGED, _("Ada yang berubah (lalu isi perubahannya)")),
    (ServiceChange.Kind.UNREACHED, _("Tidak tersambung")),
    (ServiceChange.Kind.CLOSED, _("Layanan ini sudah tutup")),
]
_LANGUAGES = {"id": "Bahasa Indonesia", "en": "Bahasa Inggris"}
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-]{1,38}")
_MOBILE = re.compile(r"(?:\+?62|0)8")

FIELDS = {
    "name": "nama",
    "needs": "jenis",
    "level": "tingkat",
    "regions": "daerah",
    "what_id": "kegunaan",
    "what_en": "kegunaan_en",
    "cost": "biaya",
    "hours": "jam",
    "languages": "bahasa",
    "disability_access": "akses",
    "men": "laki",
    "children": "anak",
    "must_report": "lapor",
    "contact_kind": "cara",
    "phone": "telepon",
    "source": "sumber",
}
"""Which field of the form stands for which of an entry; ``contact`` has two, one for each way."""


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=_FROM_LIST,
        **options,
    )


class ServiceForm(forms.Form):
    """What a service is, for whom, and how it is reached (domain 1.12)."""

    nama = Line(_("Nama layanan"), 200, missing=_("Tulis namanya."))
    jenis = forms.MultipleChoiceField(
        label=_("Untuk kebutuhan apa?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu kebutuhan.")} | _FROM_LIST,
    )
    tingkat = _choice(_("Tingkat"), _LEVELS)
    daerah = forms.MultipleChoiceField(
        label=_("Melayani daerah mana?"),
        help_text=_("Kosongkan bila melayani semua daerah."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages=_FROM_LIST,
    )
    kegunaan = Line(
        _("Apa yang dilakukan layanan ini?"),
        600,
        missing=_("Tulis apa yang dilakukannya, satu atau dua kalimat."),
        widget=forms.Textarea,
    )
    kegunaan_en = Line(
        _("Yang sama dalam bahasa Inggris (boleh kosong)"),
        600,
        help_text=_("Tanpa ini, halaman Inggris memakai kalimat Indonesia."),
        widget=forms.Textarea,
    )
    biaya = _choice(_("Biaya"), _COSTS)
    jam = Line(
        _("Jam buka (boleh kosong)"),
        120,
        help_text=_("1-5 08:00-16:00 berarti Senin sampai Jumat; 24/7 berarti selalu."),
    )
    bahasa = Line(
        _("Bahasa (boleh kosong)"),
        200,
        help_text=_("Pisahkan dengan koma, misalnya Bahasa Indonesia, Tetun."),
    )
    akses = _choice(_("Dapat dipakai penyandang disabilitas?"), _ANSWERS)
    laki = _choice(_("Melayani laki-laki?"), _ANSWERS)
    anak = _choice(_("Melayani anak?"), _ANSWERS)
    lapor = _choice(
        _("Wajib memberi tahu polisi?"),
        _ANSWERS,
        help_text=_(
            "UPTD PPA, UPT sosial, dan lembaga layanan: ya. Dokter dan psikolog: sebagian."
        ),
    )
    cara = _choice(_("Bagaimana dihubungi?"), _CONTACTS)
    saluran = forms.ChoiceField(label=_("Nomor bantuan"), required=False, error_messages=_FROM_LIST)
    alamat = Line(
        _("Alamat kantor"),
        200,
        help_text=_(
            "Hanya kantor yang terbuka untuk umum. Alamat tempat aman tidak pernah dicatat."
        ),
    )
    telepon = Line(
        _("Telepon kantor (boleh kosong)"),
        40,
        help_text=_("Nomor yang memang untuk umum. Tampil sesudah seseorang memeriksanya."),
    )
    sumber = Line(
        _("Dari mana keterangan ini?"),
        300,
        missing=_("Tulis sumbernya, misalnya nama brosur atau surat."),
    )
    ditanya = forms.BooleanField(
        label=_("Semua isi ini sudah saya tanyakan kepada layanannya hari ini"), required=False
    )
    biaya_ditanya = forms.BooleanField(
        label=_("Juga biayanya: benar seperti yang tertulis"), required=False
    )
    yakin = forms.BooleanField(label=_("Sudah saya periksa. Simpan seperti ini."), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the needs, regions and numbers of the pack."""
        super().__init__(*args, **options)
        self._offer("jenis", [(need.key, need.title) for need in needs()])
        self._offer("daerah", [(one.code, one.name) for one in regions()])
        lines = [(line.code, f"{line.label_id}: {line.display}") for line in hotlines()]
        self._offer("saluran", [("", _("Pilih nomornya")), *lines])

    def clean_telepon(self) -> str:
        """Return a number that can be dialled, or nothing."""
        number = str(self.cleaned_data["telepon"])
        if number and not (_PHONE.fullmatch(number) and sum(map(str.isdigit, number)) >= 3):
            raise forms.ValidationError(_("Tulis nomor telepon: angka, spasi, tanda hubung."))
        return number

    @property
    def entry(self) -> ServiceEntry:
        """What was typed, as it is recorded."""
        said = self.cleaned_data
        values = {field: said[name] for field, name in FIELDS.items()}
        kind = said["cara"]
        ways = {"via": "saluran", "hotline": "saluran", "address": "alamat"}
        return ServiceEntry(
            **values
            | {
                "regions": said["daerah"] or [WHOLE_AREA],
                "what_en": said["kegunaan_en"] or said["kegunaan"],
                "languages": _codes(said["bahasa"]),
                "contact": said[ways[kind]] if kind in ways else "",
            }
        )

    @property
    def doubts(self) -> list[Any]:
        """What is worth a second look before it is stored."""
        entry, found = self.entry, []
        text = " ".join([entry.name, entry.what_id, entry.what_en])
        place = " ".join([text, entry.hours, entry.contact, entry.source])
        if names_refuge(text) and names_place(place):
            found.append(
                _(
                    "Di sini tertulis tempat aman dan juga jalan atau tempat. Bila ini letak"
                    " tempat aman, hapus. Letaknya tidak boleh diketahui siapa pun."
                )
            )
        if _MOBILE.match(entry.phone):
            found.append(_("Ini nomor HP. Simpan hanya bila memang nomor layanan untuk umum."))
        return found

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


class ServiceChangeForm(ServiceForm, Versioned):
    """A service and the version that was shown."""


class CallForm(Versioned):
    """What a call brought."""

    hasil = _choice(_("Apa hasilnya?"), _RESULTS)
    biaya_ditanya = forms.BooleanField(
        label=_("Biaya juga ditanyakan, dan benar seperti yang tertulis"), required=False
    )
    catatan = Line(
        _("Catatan (boleh kosong)"),
        300,
        help_text=_("Tanpa nama orang yang dibantu. Misalnya: bicara dengan bagian pendaftaran."),
    )


class ReasonForm(Versioned):
    """Why a service is taken out of the lists."""

    alasan = Line(_("Alasan"), 300, missing=_("Tulis alasannya."))


def typed(service: Service) -> dict[str, Any]:
    """Return a service as its form would be filled in."""
    known = {name: getattr(service, field) for field, name in FIELDS.items()}
    way = service.contact_kind
    return known | {
        "daerah": [] if WHOLE_AREA in service.regions else service.regions,
        "bahasa": ", ".join(_LANGUAGES.get(code, code) for code in service.languages),
        "saluran": service.contact if way in ("via", "hotline") else "",
        "alamat": service.contact if way == "address" else "",
        "kegunaan_en": "" if service.what_en == service.what_id else service.what_en,
        "cara": way or "none",
        **{name: known[name] or "unknown" for name in ("biaya", "akses", "laki", "anak", "lapor")},
        "versi": service.version,
    }


def _codes(text: str) -> list[str]:
    names = {name.casefold(): code for code, name in _LANGUAGES.items()}
    words = [word.strip() for word in text.split(",")]
    return list(dict.fromkeys(names.get(word.casefold(), word) for word in words if word))
