"""What the coordinator writes about partners and agreements."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField, Line
from ruangaman.oversight.models import Agreement, Partner
from ruangaman.oversight.partner_parts import Part
from ruangaman.oversight.selectors.partners import accounts_free, semesters_due
from ruangaman.oversight.semesters import Semester, semester_read
from ruangaman.oversight.services.partners import Agreed

_CHOOSE = {"invalid_choice": _("Pilih dari daftar.")}


class PartnerForm(forms.Form):
    """The name of an organisation."""

    nama = Line(_("Nama mitra"), 120, missing=_("Tulis nama mitra."))


class MembersForm(forms.Form):
    """Which accounts read for a partner."""

    orang = forms.MultipleChoiceField(
        label=_("Siapa yang membaca atas nama mitra ini?"),
        help_text=_("Hanya akun dengan peran mitra yang belum membaca atas nama mitra lain."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=_CHOOSE,
    )

    def __init__(self, *args: Any, partner: Partner, **options: Any) -> None:
        """Offer accounts that are free, and those that read for this one."""
        members = [str(pk) for pk in partner.members.values_list("user", flat=True)]
        options["initial"] = {"orang": members}
        super().__init__(*args, **options)
        field = self.fields["orang"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(pk), name) for pk, name in accounts_free(partner)]

    @property
    def users(self) -> list[uuid.UUID]:
        """The accounts that were ticked."""
        return [uuid.UUID(one) for one in self.cleaned_data["orang"]]


class AgreementForm(forms.Form):
    """An agreement: from when to when, and what the partner gets."""

    judul = Line(
        _("Nomor dan judul perjanjian"), 200, missing=_("Tulis nomor atau judul perjanjian.")
    )
    mulai = DayField(_("Hari pertama"), _("Pilih hari pertama."))
    akhir = DayField(_("Hari terakhir"), _("Pilih hari terakhir."))
    isi = forms.MultipleChoiceField(
        label=_("Apa yang diterima mitra?"),
        help_text=_(
            "Hanya yang dicentang masuk ke laporan. Tidak ada data orang di bagian mana pun."
        ),
        choices=Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Centang paling sedikit satu."), **_CHOOSE},
    )
    versi = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2_000_000_000
    )

    def __init__(self, *args: Any, agreement: Agreement | None = None, **options: Any) -> None:
        """Show an agreement that is there."""
        if agreement is not None:
            options["initial"] = {
                "judul": agreement.title,
                "mulai": agreement.starts,
                "akhir": agreement.ends,
                "isi": agreement.parts,
                "versi": agreement.revision,
            }
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Hold both days against each other."""
        given = super().clean() or {}
        first, last = given.get("mulai"), given.get("akhir")
        if first and last and last < first:
            self.add_error("akhir", _("Hari terakhir tidak boleh sebelum hari pertama."))
        return given

    @property
    def agreed(self) -> Agreed:
        """What was typed."""
        given = self.cleaned_data
        return Agreed(given["judul"], given["mulai"], given["akhir"], given["isi"])

    @property
    def revision(self) -> int:
        """The version that was shown."""
        return int(self.cleaned_data["versi"] or 0)


class ReportForm(forms.Form):
    """Of which semester a report is made."""

    semester = forms.ChoiceField(
        label=_("Semester"),
        error_messages={"required": _("Pilih semester."), **_CHOOSE},
    )

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        """Offer the semesters of the agreement that are over."""
        super().__init__(*args, **options)
        field = self.fields["semester"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.key, one.words) for one in semesters_due(agreement)]

    @property
    def chosen(self) -> Semester:
        """The semester."""
        found = semester_read(self.cleaned_data["semester"])
        assert found is not None
        return found
