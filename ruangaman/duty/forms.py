"""What people type about duty and notices."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ruangaman.core import fields
from ruangaman.core.templatetags.dates import day as day_words
from ruangaman.duty.models import Address, ChannelName
from ruangaman.people.models import Team, User

MOST_HOURS = 6
LONGEST_ABSENCE = dt.timedelta(days=366)
FURTHEST = dt.timedelta(days=366)
_PHONE = re.compile(r"^(?:\+|00)?[1-9][0-9]{7,14}\Z")
_HOUR = re.compile(r"^([01]?[0-9]|2[0-3])[.:]([0-5][0-9])\Z")


class DayField(fields.DayField):
    """A date not further away than a year."""

    back = ahead = FURTHEST


class PeopleField(forms.MultipleChoiceField):
    """Some of a team's members, by checkbox."""

    def __init__(self, label: Any, people: Sequence[User]) -> None:
        """Offer these people."""
        super().__init__(
            label=label,
            required=False,
            choices=[(str(one.pk), one.name) for one in people],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": _("Pilih orang dari daftar.")},
        )

    def clean(self, value: Any) -> list[uuid.UUID]:
        """Return their ids."""
        return [uuid.UUID(one) for one in super().clean(value)]


class WeeklyForm(forms.Form):
    """Who has duty on which day of the week."""

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        """Ask for each day."""
        super().__init__(*args, **{"auto_id": "minggu-%s", **kwargs})
        for number in range(7):
            self.fields[f"hari_{number}"] = PeopleField(WEEKDAYS[number], people)

    @property
    def pattern(self) -> dict[int, list[uuid.UUID]]:
        """The days with their people."""
        return {number: self.cleaned_data[f"hari_{number}"] for number in range(7)}


class DayForm(forms.Form):
    """Who has duty on one date."""

    tanggal = DayField(_("Tanggal"), _("Pilih tanggal."))

    def __init__(self, *args: Any, people: Sequence[User], **kwargs: Any) -> None:
        """Offer the members."""
        super().__init__(*args, **{"auto_id": "hari-%s", **kwargs})
        self.fields["orang"] = PeopleField(_("Yang bertugas hari itu"), people)
        self.fields["orang"].help_text = _("Kosongkan agar pola mingguan berlaku lagi.")


class AbsenceForm(forms.Form):
    """When somebody is away; her supervisor says who."""

    mulai = DayField(_("Hari pertama"), _("Pilih hari pertama."))
    sampai = DayField(_("Hari terakhir"), _("Pilih hari terakhir."))

    def __init__(self, *args: Any, people: Sequence[User] = (), **kwargs: Any) -> None:
        """Ask for the person where several could be meant."""
        super().__init__(*args, **{"auto_id": "absen-%s", **kwargs})
        if people:
            self.fields["siapa"] = forms.ChoiceField(
                label=_("Siapa"),
                choices=[("", _("Pilih orang")), *((str(one.pk), one.name) for one in people)],
                error_messages={
                    "required": _("Pilih orang."),
                    "invalid_choice": _("Pilih orang dari daftar."),
                },
            )
            self.order_fields(["siapa", "mulai", "sampai"])


class SwapForm(forms.Form):
    """Which day of mine, in which team, to whom."""

    hari = forms.ChoiceField(
        label=_("Hari piket Anda"),
        error_messages={
            "required": _("Pilih hari."),
            "invalid_choice": _("Pilih hari dari daftar."),
        },
    )
    kepada = forms.ChoiceField(
        label=_("Ditawarkan kepada"),
        error_messages={
            "required": _("Pilih rekan."),
            "invalid_choice": _("Pilih rekan dari daftar."),
        },
    )

    def __init__(
        self,
        *args: Any,
        days: Sequence[tuple[Team, dt.date]],
        colleagues: Sequence[User],
        **kwargs: Any,
    ) -> None:
        """Offer my days and my colleagues."""
        super().__init__(*args, **{"auto_id": "tukar-%s", **kwargs})
        self._alone = not colleagues
        self._days = {f"{team.pk}_{day.isoformat()}": (team, day) for team, day in days}
        hari, kepada = self.fields["hari"], self.fields["kepada"]
        assert isinstance(hari, forms.ChoiceField)
        assert isinstance(kepada, forms.ChoiceField)
        hari.choices = [
            ("", _("Pilih hari")),
            *(
                (key, f"{day_words(day)}, {team.short_name}")
                for key, (team, day) in self._days.items()
            ),
        ]
        kepada.choices = [
            ("", _("Pilih rekan")),
            *((str(one.pk), one.name) for one in colleagues),
        ]

    @property
    def days_offered(self) -> bool:
        """Whether there is a day to offer, and somebody to offer it to."""
        return bool(self._days) and not self._alone

    @property
    def day(self) -> tuple[Team, dt.date]:
        """The team and the day that were chosen."""
        return self._days[self.cleaned_data["hari"]]


class HoursForm(forms.Form):
    """When a team is woken."""

    jam = forms.CharField(
        label=_("Jam tetap"),
        max_length=100,
        help_text=_("Setiap hari, akhir pekan juga. Pisahkan dengan koma, misalnya 07.30, 16.00"),
        error_messages={
            "required": _("Tulis paling sedikit satu jam."),
            "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
        },
    )
    segera = forms.BooleanField(
        label=_("Kirim juga segera, saat sesuatu datang"),
        required=False,
    )

    def clean_jam(self) -> list[str]:
        """Return the hours as ``"07:30"``."""
        words = [word for word in re.split(r"[,;\s]+", self.cleaned_data["jam"]) if word]
        found = [_HOUR.match(word) for word in words]
        if not all(found) or not found:
            raise forms.ValidationError(_("Tulis jam seperti 07.30, dari 00.00 sampai 23.59."))
        hours = sorted({f"{int(one[1]):02d}:{one[2]}" for one in found if one})
        if len(hours) > MOST_HOURS:
            raise forms.ValidationError(_("Paling banyak enam jam tetap sehari."))
        return hours


class AddressesForm(forms.Form):
    """Where notices go. Only channels that this installation has are asked for."""

    email = forms.CharField(label=_("Surel"), required=False, max_length=254)
    sms = forms.CharField(label=_("Nomor untuk SMS"), required=False, max_length=30)
    whatsapp = forms.CharField(label=_("Nomor untuk WhatsApp"), required=False, max_length=30)
    bahasa = forms.ChoiceField(
        label=_("Bahasa pemberitahuan"),
        choices=[("id", _("Indonesia")), ("en", _("Inggris"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih bahasa."),
            "invalid_choice": _("Pilih bahasa dari daftar."),
        },
    )

    def __init__(self, *args: Any, channels: Sequence[str], account: str, **kwargs: Any) -> None:
        """Ask for ``channels``; an empty e-mail is the one of the account."""
        super().__init__(*args, **kwargs)
        for channel in set(ChannelName.values) - set(channels):
            del self.fields[channel]
        if "email" in self.fields:
            self.fields["email"].help_text = _(
                "Kosongkan untuk memakai surel akun Anda: %(email)s"
            ) % {"email": account}

    def clean_email(self) -> str:
        """Return an e-mail address, or nothing."""
        text: str = self.cleaned_data["email"]
        if text:
            validate_email_said(text)
        return text

    def clean_sms(self) -> str:
        """Return the number in international form."""
        return phone(self.cleaned_data["sms"])

    def clean_whatsapp(self) -> str:
        """Return the number in international form."""
        return phone(self.cleaned_data["whatsapp"])

    @property
    def given(self) -> dict[str, str]:
        """The address of each channel that was asked for."""
        return {name: self.cleaned_data[name] for name in ChannelName.values if name in self.fields}


class CodeForm(forms.Form):
    """The code of a test message."""

    kode = forms.RegexField(
        r"^\s*([0-9]\s*){6}\Z",
        label=_("Kode dari pesan uji"),
        max_length=20,
        error_messages={
            "required": _("Ketik enam angka dari pesan uji."),
            "invalid": _("Ketik enam angka dari pesan uji."),
            "max_length": _("Ketik enam angka dari pesan uji."),
        },
    )

    def clean_kode(self) -> str:
        """Return six digits."""
        return re.sub(r"\s", "", self.cleaned_data["kode"])


def _day_of_team(team: Team, day: dt.date) -> str:
    return f"{day_words(day)}, {team.short_name}"


def phone(text: str) -> str:
    """Return a number as ``+628123456789``: 08… is one of Indonesia."""
    number = re.sub(r"[\s().-]", "", text)
    if not number:
        return ""
    if number.startswith("0") and not number.startswith("00"):
        number = f"+62{number[1:]}"
    if not _PHONE.match(number):
        raise forms.ValidationError(_("Tulis nomor ponsel, seperti 0812 3456 7890."))
    return f"+{number.removeprefix('+').removeprefix('00')}"


def validate_email_said(text: str) -> None:
    """Refuse what is no e-mail address, in our words."""
    try:
        validate_email(text)
    except forms.ValidationError as fault:
        raise forms.ValidationError(
            _("Tulis alamat surel yang lengkap, seperti nama@contoh.go.id.")
        ) from fault


def addresses_initial(addresses: Sequence[tuple[Address, str]], language: str) -> dict[str, str]:
    """Return what the form shows at first: an account's own e-mail is left empty."""
    shown = {address.channel: text if address.sealed else "" for address, text in addresses}
    return {**shown, "bahasa": language}
