"""What the coordinator types about units. Refused forms keep everything."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField
from ruangaman.network.forms.unit_fields import (
    BASIS,
    NAME,
    RegionField,
    UnitField,
    kind_field,
    name_field,
    personnel_field,
    plain,
    region_choices,
    region_code,
    short_name_field,
    unit_meant,
)
from ruangaman.network.labels import UNIT_KINDS
from ruangaman.network.services.unit_changes import UnitFacts
from ruangaman.people.forms import text_field


class ChangeForm(forms.Form):
    """What every change has: its first day, its law, and how the unit looked meanwhile."""

    day = DayField(
        _("Berlaku mulai"),
        _("Isi tanggal mulai berlakunya."),
        help_text=_("Hari pertama. Boleh hari yang lalu atau yang akan datang."),
    )
    legal_basis = forms.CharField(
        label=_("Dasar hukum (boleh kosong)"),
        max_length=BASIS,
        required=False,
        help_text=_("Nomor perda atau pergub. Kosongkan bila belum dipastikan."),
        error_messages={"max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    last_fields = ["day", "legal_basis", "seen"]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the unit first, for day and law after it."""
        super().__init__(*args, **options)
        own = [name for name in self.fields if name not in self.last_fields]
        self.order_fields([*own, *self.last_fields])

    def _clean_fields(self) -> None:
        """Take out unseen signs and double spaces: a name is looked for as it looks."""
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if not isinstance(value, str) or name == "others":
                continue
            self.cleaned_data[name] = plain(value)
            if value and self.fields[name].required and not self.cleaned_data[name]:
                self.add_error(name, self.fields[name].error_messages["required"])


class NewUnitForm(ChangeForm):
    """A unit that is not there yet."""

    name = name_field()
    short_name = short_name_field()
    kind = kind_field()
    parent = UnitField(
        _("Di bawah unit (boleh kosong)"),
        required=False,
        help_text=_("Nama atau kode unit di atasnya, misalnya dinas dari sebuah UPTD."),
    )
    region = RegionField()
    personnel = personnel_field()

    @property
    def facts(self) -> UnitFacts:
        """The unit that is described."""
        given = self.cleaned_data
        return UnitFacts(
            name=given["name"],
            short_name=given["short_name"],
            kind=given["kind"],
            parent=given["parent"].code if given["parent"] else "",
            region=given["region"],
            personnel=given["personnel"],
        )


class RenameForm(ChangeForm):
    """Another name."""

    name = name_field()
    short_name = short_name_field()


class MoveForm(ChangeForm):
    """Another place in the tree."""

    parent = UnitField(
        _("Di bawah unit (kosong: paling atas)"),
        required=False,
        help_text=_("Nama atau kode unit di atasnya."),
    )
    region = RegionField()


class CloseForm(ChangeForm):
    """The end of a unit."""

    field_order = ["day", "legal_basis", "seen"]

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for the first day without the unit."""
        super().__init__(*args, **options)
        self.fields["day"].label = _("Tidak ada lagi mulai")
        self.fields["day"].help_text = _("Hari pertama tanpa unit ini.")


class ReopenForm(ChangeForm):
    """That an end was a mistake."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask only why."""
        super().__init__(*args, **options)
        del self.fields["day"]

    def clean(self) -> dict[str, Any]:
        """Take today for the day on which it was recorded."""
        return {**(super().clean() or {}), "day": timezone.localdate()}


class CancelForm(ReopenForm):
    """Why a planned change is not to be."""

    reason = text_field(
        _("Alasan pembatalan"),
        _("Tulis alasannya."),
        limit=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terlihat dalam riwayat unit. Jangan menulis nama orang."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for no law: there is none for what does not happen."""
        super().__init__(*args, **options)
        del self.fields["legal_basis"]

    def clean(self) -> dict[str, Any]:
        """Leave the law out."""
        return {**super().clean(), "legal_basis": ""}


class CorrectForm(ChangeForm):
    """What was never true."""

    name = name_field()
    short_name = short_name_field()
    kind = kind_field()
    region = RegionField()
    personnel = personnel_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Let the first day be unknown."""
        super().__init__(*args, **options)
        self.fields["day"].required = False
        self.fields["day"].help_text = _("Kosongkan bila tidak diketahui.")


class MergeForm(ChangeForm):
    """Which units become one, and which one."""

    others = forms.CharField(
        label=_("Digabung dengan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
        required=False,
        help_text=_("Nama atau kode unit lain yang ikut digabung, satu baris untuk satu unit."),
    )
    into = UnitField(
        _("Menjadi unit yang sudah ada"),
        required=False,
        help_text=_("Nama atau kodenya. Kosongkan bila menjadi unit baru."),
    )
    name = name_field()
    short_name = short_name_field()
    kind = kind_field()

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for a new unit only where no existing one takes over."""
        super().__init__(*args, **options)
        for name in ("name", "short_name", "kind"):
            self.fields[name].required = False
        self.fields["name"].label = _("Nama resmi unit baru")
        self.fields["short_name"].label = _("Nama pendek unit baru")
        self.fields["kind"].label = _("Jenis unit baru")

    def clean_others(self) -> list[str]:
        """Return the codes of the others."""
        lines = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        return [unit_meant(line[:NAME]).code for line in lines if line]

    def clean(self) -> dict[str, Any]:
        """Ask for the new unit's name, or for the one that takes over."""
        cleaned = super().clean() or {}
        if "into" not in self.errors and not cleaned.get("into"):
            for name in ("name", "short_name", "kind"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class SplitForm(ChangeForm):
    """What a unit becomes."""

    PARTS = 4

    def __init__(self, *args: Any, **options: Any) -> None:
        """Ask for up to four parts; those without a name are not there."""
        super().__init__(*args, **options)
        for number in range(1, self.PARTS + 1):
            for name, made in (("name", name_field()), ("short_name", short_name_field())):
                made.required = False
                made.label = f"{number}. {made.label}"
                made.help_text = ""
                self.fields[f"{name}_{number}"] = made
        self.fields["stays"] = forms.BooleanField(
            label=_("Unit yang lama tetap ada di samping yang baru"), required=False
        )
        own = [name for name in self.fields if name not in self.last_fields]
        self.order_fields([*own, *self.last_fields])

    def clean(self) -> dict[str, Any]:
        """Ask for both names of each part."""
        cleaned = super().clean() or {}
        for number in range(1, self.PARTS + 1):
            pair = (f"name_{number}", f"short_name_{number}")
            given = [name for name in pair if cleaned.get(name)]
            for name in pair:
                if len(given) == 1 and name not in given and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Name and short name of each part."""
        given = self.cleaned_data
        pairs = (
            (given.get(f"name_{number}"), given.get(f"short_name_{number}"))
            for number in range(1, self.PARTS + 1)
        )
        return [(str(name), str(short)) for name, short in pairs if name]


class UnitsSearch(forms.Form):
    """Look for a unit."""

    q = forms.CharField(label=_("Cari nama atau kode"), required=False, max_length=200)
    jenis = forms.ChoiceField(
        label=_("Jenis"), required=False, choices=[("", _("Semua")), *UNIT_KINDS.items()]
    )
    wilayah = forms.ChoiceField(label=_("Wilayah"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Offer the regions as they are now."""
        super().__init__(*args, **options)
        wilayah = self.fields["wilayah"]
        assert isinstance(wilayah, forms.ChoiceField)
        wilayah.choices = [("", _("Semua")), *region_choices()]

    def region(self) -> str | None:
        """Return the region's code, ``""`` for the province, None for all."""
        chosen = self.cleaned_data.get("wilayah", "")
        return region_code(chosen) if chosen else None
