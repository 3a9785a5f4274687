"""What people type about decrees of appointment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ruangaman.network.forms.decree_fields import Day, Line, Nip, Versioned
from ruangaman.network.models import Appointment, Decree, Person
from ruangaman.network.services.appointments import Answers, Duty
from ruangaman.network.services.decrees import Signature, Terms

_STATEMENTS = {
    "bersedia": ("willing", _("Bersedia menjadi fokal point")),
    "bukan_kepala": ("not_head", _("Bukan kepala unit")),
    "tanpa_perintah": (
        "no_command",
        _("Tidak punya wewenang perintah atau disiplin atas banyak orang"),
    ),
    "tanpa_pelanggaran": (
        "no_misconduct",
        _("Tidak pernah terbukti melakukan pelanggaran"),
    ),
    "rahasia": ("keeps_secret", _("Menjaga kerahasiaan, juga sesudah masa tugas")),
}


class TermsForm(Versioned):
    """What a decree says beside whom it appoints."""

    judul = Line(_("Judul SK (sesudah kata “tentang”)"), 300, missing=_("Tulis judul SK."))
    wewenang = forms.ChoiceField(
        label=_("Siapa yang menetapkan"),
        choices=Decree.Authority.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih siapa yang menetapkan."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    jabatan = Line(
        _("Jabatan penanda tangan"),
        200,
        missing=_("Tulis jabatannya."),
        help_text=_("Lengkap, misalnya Kepala Dinas Kesehatan Provinsi Nusa Tenggara Timur"),
    )
    pejabat = Line(_("Nama penanda tangan"), 120, help_text=_("Boleh diisi nanti."))
    nip = Nip()
    mulai = Day(_("Berlaku mulai"), _("Pilih hari pertama."))
    sampai = Day(
        _("Sampai dengan"),
        _("Pilih hari terakhir."),
        help_text=_("Bila diperpanjang, pernyataan diri semua orang diminta lagi."),
    )
    perhatikan = Line(
        _("Memperhatikan (boleh kosong)"),
        1000,
        widget=forms.Textarea,
        help_text=_("Surat atau notulen, satu per baris."),
    )
    anggaran = Line(
        _("Beban anggaran (boleh kosong)"),
        200,
        help_text=_("Misalnya DPA unit tahun berjalan. Kosong: DPA unit ini."),
    )

    def clean(self) -> dict[str, Any]:
        """The end comes after the beginning."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("mulai"), found.get("sampai")
        if first and last and last < first:
            self.add_error("sampai", _("Hari terakhir mendahului hari pertama."))
        return found

    @property
    def terms(self) -> Terms:
        """What was typed."""
        data = self.cleaned_data
        return Terms(
            title=data["judul"],
            authority=data["wewenang"],
            official_title=data["jabatan"],
            official_name=data["pejabat"],
            official_nip=data["nip"],
            starts=data["mulai"],
            ends=data["sampai"],
            noted=data["perhatikan"],
            budget=data["anggaran"],
        )


class DutyForm(Versioned):
    """As what somebody is appointed."""

    peran = forms.ChoiceField(
        label=_("Peran"),
        choices=Appointment.Role.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih peran."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    tempat = Line(
        _("Tempat (boleh kosong)"), 120, help_text=_("Misalnya gedung, cabang, atau ruang rawat.")
    )
    giliran = Line(_("Giliran (boleh kosong)"), 80, help_text=_("Misalnya malam."))
    rangkap = forms.BooleanField(
        label=_("Sudah diputuskan: boleh bertugas di sini walau masih bertugas di unit lain"),
        required=False,
    )

    @property
    def duty(self) -> Duty:
        """What was chosen."""
        data = self.cleaned_data
        return Duty(
            role=data["peran"],
            site=data["tempat"],
            shift=data["giliran"],
            elsewhere=data["rangkap"],
        )


class PersonForm(DutyForm):
    """Who is appointed, as what."""

    def __init__(self, *args: Any, people: Sequence[tuple[Person, str]], **kwargs: Any) -> None:
        """Offer people with their positions."""
        super().__init__(*args, **kwargs)
        self.fields["orang"] = forms.ChoiceField(
            label=_("Orang"),
            choices=[
                ("", _("Pilih orang")),
                *((str(one.pk), _described(one, job)) for one, job in people),
            ],
            error_messages={
                "required": _("Pilih orang."),
                "invalid_choice": _(
                    "Pilih orang dari daftar. Siapa yang sudah disebut, tidak ada di sana."
                ),
            },
        )
        self.order_fields(["versi", "orang", "peran", "tempat", "giliran", "rangkap"])


def _described(person: Person, job: str) -> str:
    said = f"{person.name}, {job}" if job else person.name
    return gettext("%(name)s (terlatih)") % {"name": said} if person.trained_on else said


class DeclarationForm(forms.Form):
    """The five answers of a declaration, each yes or no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask each of them; nothing is chosen before."""
        super().__init__(*args, **kwargs)
        for name, (_field, label) in _STATEMENTS.items():
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=[("ya", _("Ya")), ("tidak", _("Tidak"))],
                widget=forms.RadioSelect,
                error_messages={
                    "required": _("Pilih ya atau tidak."),
                    "invalid_choice": _("Pilih ya atau tidak."),
                },
            )

    @property
    def statements(self) -> list[forms.BoundField]:
        """The questions, in order."""
        return [self[name] for name in _STATEMENTS]

    @property
    def answers(self) -> Answers:
        """What was answered."""
        said = {field: self.cleaned_data[name] == "ya" for name, (field, _) in _STATEMENTS.items()}
        return Answers(**said)


class PaperForm(DeclarationForm):
    """A declaration that was signed on paper."""

    tanggal = Day(_("Hari penandatanganan"), _("Pilih hari penandatanganan."))


class ReasonForm(Versioned):
    """Why."""

    alasan = Line(_("Alasan"), 500, widget=forms.Textarea(attrs={"rows": 4}))


class IssueForm(Versioned):
    """How a decree was signed."""

    nomor = Line(
        _("Nomor SK"),
        120,
        missing=_("Tulis nomor SK."),
        help_text=_("Persis seperti di kertas, misalnya 800/123/DINKES/2026"),
    )
    tanggal = Day(_("Hari penandatanganan"), _("Pilih hari penandatanganan."))
    tempat = Line(_("Ditetapkan di"), 80, missing=_("Tulis tempatnya."))
    jabatan = Line(_("Jabatan penanda tangan"), 200, missing=_("Tulis jabatannya."))
    pejabat = Line(_("Nama penanda tangan"), 120, missing=_("Tulis namanya."))
    nip = Nip()

    @property
    def signature(self) -> Signature:
        """What was typed."""
        data = self.cleaned_data
        return Signature(
            number=data["nomor"],
            signed_on=data["tanggal"],
            signed_at=data["tempat"],
            official_title=data["jabatan"],
            official_name=data["pejabat"],
            official_nip=data["nip"],
        )


class ScanForm(forms.Form):
    """The signed decree."""

    file = forms.FileField(label=_("SK bertanda tangan"), required=False)


class FilterForm(forms.Form):
    """Which decrees the list shows."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[("", _("Semua")), ("menunggu", _("Menunggu saya")), *Decree.State.choices],
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    unit = Line(_("Unit"), 100, help_text=_("Sebagian namanya."))
