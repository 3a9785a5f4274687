"""What a unit notes of a briefing or an activity: a day and numbers, nobody's name."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.core.fields import DayField
from ruangaman.network.forms.units import UnitsSearch
from ruangaman.surveys.models import Briefing
from ruangaman.surveys.selectors.briefings import HELD, NONE
from ruangaman.surveys.services.briefings import Noted

MOST = 20_000
"""More people than that come to nothing that one unit holds."""


class _Held(DayField):
    back = dt.timedelta(days=2 * 365)

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and found > timezone.localdate():
            raise forms.ValidationError(
                _("Hari ini belum tiba. Catat sesudah kegiatannya selesai.")
            )
        return found


def _number(label: Any, *, least: int, missing: Any = None, **options: Any) -> forms.IntegerField:
    errors = {
        "invalid": _("Tulis angka bulat, misalnya 24."),
        "min_value": _("Paling sedikit %(limit_value)s."),
        "max_value": _("Paling banyak %(limit_value)s."),
    }
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST,
        required=missing is not None,
        error_messages=errors | ({"required": missing} if missing else {}),
        **options,
    )


class BriefingForm(forms.Form):
    """Kind, campaign, day, numbers; and whether it is another one of the same day.

    ``sekali`` is a random value of the page, so that a page sent twice counts once; ``versi`` is
    the entry as it was shown.
    """

    jenis = forms.ChoiceField(
        label=_("Apa yang diadakan?"),
        choices=Briefing.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pilih apa yang diadakan."),
            "invalid_choice": _("Pilih dari daftar."),
        },
    )
    kampanye = forms.ChoiceField(
        label=_("Bagian dari kampanye"),
        required=False,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )
    hari = _Held(_("Hari"), _("Pilih harinya."), help_text=_("Hari ini atau sebelumnya."))
    orang = _number(
        _("Berapa orang yang ikut?"),
        least=1,
        missing=_("Tulis berapa orang yang ikut."),
        help_text=_("Hitung kepala saja. Jangan menulis nama dan jangan membuat daftar hadir."),
    )
    perempuan = _number(
        _("Di antaranya perempuan (boleh kosong)"),
        least=0,
        help_text=_("Kosongkan bila tidak dihitung. Jangan menebak."),
    )
    lain = forms.BooleanField(label=_("Ya, ini kegiatan yang lain"), required=False)
    sekali = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    versi = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self,
        *args: Any,
        campaigns: Sequence[tuple[str, str]],
        entry: Briefing | None = None,
        **options: Any,
    ) -> None:
        """Offer the campaigns, and the one of the entry; give a new page its random value."""
        initial = {"sekali": secrets.token_hex(32), "versi": 0}
        if entry is not None:
            initial |= initial_of(entry)
        options["initial"] = initial | (options.get("initial") or {})
        super().__init__(*args, **options)
        kampanye = self.fields["kampanye"]
        assert isinstance(kampanye, forms.ChoiceField)
        kampanye.choices = [("", _("Bukan bagian dari kampanye")), *campaigns]

    def clean(self) -> dict[str, Any]:
        """Hold the answers against each other."""
        given = super().clean() or {}
        if given.get("jenis") == Briefing.Kind.ACTIVITY and given.get("kampanye") == "":
            self.add_error("kampanye", _("Pilih kampanyenya."))
        women, reached = given.get("perempuan"), given.get("orang")
        if women is not None and reached is not None and women > reached:
            self.add_error("perempuan", _("Tidak boleh lebih banyak dari semua orang yang ikut."))
        return given

    @property
    def noted(self) -> Noted:
        """What was typed."""
        given = self.cleaned_data
        return Noted(
            kind=given["jenis"],
            campaign=given["kampanye"],
            day=given["hari"],
            reached=given["orang"],
            women=given["perempuan"],
        )

    @property
    def once(self) -> bytes:
        """By which a page sent twice is known; a page without its value is a new one each time."""
        value = self.cleaned_data["sekali"] or secrets.token_hex(32)
        return hashlib.sha256(b"surveys briefing " + value.encode()).digest()

    @property
    def revision(self) -> int:
        """The entry as it was shown."""
        return int(self.cleaned_data["versi"] or 0)


class ReachFilter(UnitsSearch):
    """Words, kind, region, and whether there was a briefing."""

    keadaan = forms.ChoiceField(
        label=_("Sosialisasi 12 bulan terakhir"),
        required=False,
        choices=[("", _("Semua")), (HELD, _("Sudah ada")), (NONE, _("Belum ada"))],
    )
    field_order = ["q", "jenis", "wilayah", "keadaan"]


def initial_of(entry: Briefing) -> dict[str, Any]:
    """Return an entry as its form shows it."""
    return {
        "jenis": entry.kind,
        "kampanye": entry.campaign,
        "hari": entry.day,
        "orang": entry.reached,
        "perempuan": entry.women,
        "versi": entry.revision,
    }
