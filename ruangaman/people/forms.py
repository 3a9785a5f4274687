"""What people type about accounts and keys. A refused form keeps all but passwords."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import RegexValidator
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from ruangaman.people.models import Role, Team, User
from ruangaman.people.selectors.accounts import STATES, teams_active, teams_of_units
from ruangaman.people.services.grants import TEAM_ROLES, GrantSpec

PASSWORD_CHARACTERS = 256
PASSPHRASE_CHARACTERS = 200
MOST_LISTED = 150
"""So many teams fit into a list to choose from; of more units, the name is asked for."""
_OF_UNITS = frozenset({Role.FOCAL_POINT, Role.HEAD_OF_UNIT})
_SUGGESTED = 5
_USERNAME = r"^[a-z0-9][a-z0-9._-]{2,39}\Z"


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what a form was sent with, even if that is nothing; None before it is sent."""
    return request.POST if request.method == "POST" else None


def text_field(label: Any, missing: Any, *, limit: int, **options: Any) -> forms.CharField:
    """Return a required line of text with our own sentences."""
    errors = {
        "required": missing,
        "max_length": _("Terlalu panjang: paling banyak %(limit_value)d huruf."),
    }
    return forms.CharField(label=label, max_length=limit, error_messages=errors, **options)


def password_field(label: Any, missing: Any, autocomplete: str) -> forms.CharField:
    """Return a password field; what was typed is never sent back."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return text_field(label, missing, limit=PASSWORD_CHARACTERS, strip=False, widget=widget)


def passphrase_field(label: Any, help_text: Any = "") -> forms.CharField:
    """Return the field for six words from paper: shown while typed, kept nowhere by the browser."""
    attrs = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
    return text_field(
        label,
        _("Ketik keenam kata dari kertas Anda."),
        limit=PASSPHRASE_CHARACTERS,
        widget=forms.TextInput(attrs=attrs),
        help_text=help_text,
    )


class NewPassword(forms.Form):
    """A new password, typed twice."""

    password = password_field(_("Kata sandi baru"), _("Ketik kata sandi baru."), "new-password")
    again = password_field(
        _("Ketik sekali lagi"), _("Ketik kata sandi yang sama sekali lagi."), "new-password"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Check the password against what is known of ``user``."""
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = _(
            "Paling sedikit 12 huruf. Beberapa kata yang hanya Anda tahu lebih baik daripada "
            "satu kata yang rumit."
        )

    def clean(self) -> dict[str, Any]:
        """Check strength, and that both are the same."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _("Kedua kata sandi tidak sama."))
        elif password:
            try:
                validate_password(password, self.user)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return cleaned


class AcceptForm(NewPassword):
    """What an invited person chooses."""

    username = text_field(
        _("Nama pengguna"),
        _("Pilih nama pengguna."),
        limit=40,
        help_text=_("Huruf kecil, angka, titik atau garis. Contoh: maria.k"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    field_order = ["username", "password", "again"]

    def clean_username(self) -> str:
        """Return the user name in small letters."""
        username: str = self.cleaned_data["username"].lower()
        RegexValidator(
            _USERNAME,
            _("Pakai 3 sampai 40 huruf kecil, angka, titik atau garis, tanpa spasi."),
        )(username)
        self.user.username = username
        return username


class PasswordForm(NewPassword):
    """The old password, and a new one."""

    old = password_field(
        _("Kata sandi sekarang"), _("Ketik kata sandi Anda yang sekarang."), "current-password"
    )
    field_order = ["old", "password", "again"]

    def clean_old(self) -> str:
        """Check the password in use."""
        old: str = self.cleaned_data["old"]
        if not self.user.check_password(old):
            raise forms.ValidationError(_("Kata sandi tidak cocok."))
        return old


class UnitTeamField(forms.CharField):
    """The focal-point team of a unit, by the unit's name, a part of it, or its code."""

    def clean(self, value: Any) -> Any:
        """Return the one team that is meant, None for nothing; say which ones it could be."""
        text = super().clean(value)
        if not text:
            return None
        found = teams_of_units(text, _SUGGESTED + 1)
        if len(found) == 1:
            return found[0]
        if not found:
            raise forms.ValidationError(
                _("Tidak ada unit “%(text)s”. Tulis sebagian namanya saja."), params={"text": text}
            )
        close = "; ".join(f"{team.name} ({team.unit_code})" for team in found[:_SUGGESTED])
        raise forms.ValidationError(
            _("Yang mana? Tulis nama lengkap atau kodenya: %(close)s"), params={"close": close}
        )


class RoleForm(forms.Form):
    """A role, and the team or unit it is for."""

    role = forms.ChoiceField(
        label=_("Peran"),
        choices=[("", _("Pilih peran")), *Role.choices],
        error_messages={
            "required": _("Pilih peran."),
            "invalid_choice": _("Pilih peran dari daftar."),
        },
    )
    place = forms.ChoiceField(
        label=_("Tim atau unit"),
        required=False,
        help_text=_(
            "Perlu untuk pendamping, penyelia tim, fokal point, dan kepala unit. "
            "Peran lain berlaku di mana saja."
        ),
        error_messages={"invalid_choice": _("Pilih tim dari daftar.")},
    )

    unit = UnitTeamField(
        label=_("Unit (untuk fokal point dan kepala unit)"),
        required=False,
        max_length=200,
        help_text=_("Nama unit, sebagian namanya, atau kodenya."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the active teams, by kind; where units are many, ask for the unit's name."""
        super().__init__(*args, **kwargs)
        teams = teams_active()
        if teams.count() > MOST_LISTED:
            teams = teams.exclude(kind=Team.Kind.FOCAL_POINT)
            self.fields["place"].label = _("Tim (untuk pendamping dan penyelia tim)")
            self.fields["place"].help_text = ""
        else:
            del self.fields["unit"]
        self._teams = {str(team.pk): team for team in teams}
        groups: dict[str, list[tuple[str, str]]] = {}
        for key, team in self._teams.items():
            groups.setdefault(str(Team.Kind(team.kind).label), []).append((key, team.name))
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)
        place.choices = [("", _("Tanpa tim")), *groups.items()]

    def clean(self) -> dict[str, Any]:
        """Ask for the team where the role needs one."""
        cleaned = super().clean() or {}
        needs_place = cleaned.get("role") in {*TEAM_ROLES, Role.HEAD_OF_UNIT}
        given = [name for name in ("place", "unit") if cleaned.get(name) or name in self.errors]
        if len(given) > 1:
            self.add_error("unit", _("Isi salah satu saja: tim atau unit."))
        elif needs_place and not given and "unit" in self.fields and cleaned["role"] in _OF_UNITS:
            self.add_error("unit", _("Tulis unit untuk peran ini."))
        elif needs_place and not given:
            self.add_error("place", _("Pilih tim untuk peran ini."))
        return cleaned

    @property
    def spec(self) -> GrantSpec:
        """The role to give. A focal-point team stands for its unit."""
        given = self.cleaned_data
        return GrantSpec.of(given["role"], self._teams.get(given["place"]) or given.get("unit"))


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    name = text_field(_("Nama lengkap"), _("Tulis nama orang yang diundang."), limit=120)
    email = forms.EmailField(
        label=_("Surel"),
        max_length=254,
        error_messages={
            "required": _("Tulis alamat surel."),
            "invalid": _("Tulis alamat surel yang lengkap, seperti nama@contoh.go.id."),
        },
    )
    field_order = ["name", "email", "role", "place", "unit"]


class SearchForm(forms.Form):
    """Look for an account."""

    q = forms.CharField(label=_("Cari nama atau surel"), required=False, max_length=100)
    keadaan = forms.ChoiceField(
        label=_("Keadaan"),
        required=False,
        choices=[
            ("", _("Semua")),
            *zip(STATES, (_("Aktif"), _("Ditangguhkan"), _("Diundang")), strict=True),
        ],
    )


class UnlockForm(forms.Form):
    """The pass-phrase."""

    passphrase = passphrase_field(
        _("Frasa kunci"), _("Enam kata dari kertas Anda. Huruf besar dan kecil sama saja.")
    )


class ConfirmForm(forms.Form):
    """The new pass-phrase, read from paper; ``state`` carries it, sealed."""

    passphrase = passphrase_field(_("Frasa kunci baru"), _("Enam kata, dengan urutan yang sama."))
    state = forms.CharField(widget=forms.HiddenInput, max_length=5000)


class ChangeForm(ConfirmForm):
    """The pass-phrase in use, and the new one."""

    old = passphrase_field(_("Frasa kunci yang lama"))
    field_order = ["old", "passphrase", "state"]


class LostForm(forms.Form):
    """That the consequence of a new key is understood."""

    understood = forms.BooleanField(
        label=_("Saya mengerti: laporan lama tidak dapat saya buka lagi."),
        error_messages={"required": _("Centang kotak ini jika Anda mengerti.")},
    )
