"""What a coordinator says about a list of participants."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ruangaman.core.fields import DayField
from ruangaman.lib.roster.model import ADD, SKIP, Choices, Unknown
from ruangaman.network.forms.decree_fields import Line, Versioned
from ruangaman.network.forms.posters import UnitSelect
from ruangaman.network.roster_page import RosterPage
from ruangaman.network.selectors.rosters import Question

_ROWS_NAMED = 5


class PastDay(DayField):
    """A day that was."""

    back, ahead = dt.timedelta(days=36 * 366), dt.timedelta(days=0)


class UploadForm(forms.Form):
    """The list, and what is known of it beside."""

    file = forms.FileField(label=gettext_lazy("Daftar peserta"), required=False)
    total = forms.IntegerField(
        label=gettext_lazy("Jumlah peserta menurut laporan (boleh kosong)"),
        help_text=gettext_lazy(
            "Isi bila surat atau berita menyebut jumlah. Kami membandingkannya dengan daftar."
        ),
        required=False,
        min_value=1,
        max_value=999_999,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Tulis jumlahnya dengan angka."),
            "min_value": gettext_lazy("Tulis jumlahnya dengan angka."),
            "max_value": gettext_lazy("Jumlah ini terlalu besar."),
        },
    )
    hari = PastDay(
        gettext_lazy("Hari terakhir pelatihan (boleh kosong)"),
        "",
        required=False,
        help_text=gettext_lazy(
            "Dipakai untuk orang yang barisnya tidak menyebut tanggal. Kosongkan bila ini bukan"
            " daftar pelatihan."
        ),
    )
    sumber = Line(
        gettext_lazy("Sumber daftar (boleh kosong)"),
        200,
        help_text=gettext_lazy("Misalnya: daftar hadir pelatihan 21-22 Oktober 2025"),
    )

    @property
    def choices(self) -> Choices:
        """What was said."""
        data = self.cleaned_data
        return Choices(total=data["total"], trained_on=data["hari"], source=data["sumber"])


class RosterForm(Versioned):
    """What must be decided before a list is recorded."""

    def __init__(self, *args: Any, page: RosterPage, confirms: bool = False, **kwargs: Any) -> None:
        """Ask about what is open, and about what was decided; ``confirms`` is the last step."""
        super().__init__(*args, **kwargs)
        self._page, self._confirms = page, confirms
        self.units = {unit_field(one): one for one in page.unknown if one.offers}
        self.people = {f"orang_{one.row}": one for one in page.questions}
        for name, unknown in self.units.items():
            self.fields[name] = _unit_question(unknown, page.preview.choices)
        for name, question in self.people.items():
            self.fields[name] = _person_question(question)
        if page.preview.roster.differing:
            self.fields["penjelasan"] = _explanation()
            self.fields["penjelasan"].initial = page.preview.choices.explanation

    def clean_penjelasan(self) -> str:
        """A difference is recorded only with a word about it."""
        said = str(self.cleaned_data["penjelasan"])
        if self._confirms and not said:
            raise forms.ValidationError(_("Jelaskan perbedaannya dalam satu kalimat."))
        return said

    @property
    def unit_fields(self) -> list[forms.BoundField]:
        """The fields about units."""
        return [self[name] for name in self.units]

    @property
    def people_fields(self) -> list[forms.BoundField]:
        """The fields about possible doubles."""
        return [self[name] for name in self.people]

    @property
    def choices(self) -> Choices:
        """What was decided before and now."""
        before, data = self._page.preview.choices, self.cleaned_data
        units: Mapping[str, str] = {
            one.key: data[name] for name, one in self.units.items() if data[name]
        }
        people = {one.row: data[name] for name, one in self.people.items() if data[name]}
        return replace(
            before,
            units={**before.units, **units},
            people={**before.people, **people},
            explanation=data.get("penjelasan", before.explanation),
        )


def unit_field(unknown: Unknown) -> str:
    """Return the name of the field about a name of a unit."""
    return f"unit_{hashlib.sha256(unknown.key.encode()).hexdigest()[:12]}"


def _unit_question(unknown: Unknown, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("“%(text)s” (%(rows)s)") % {"text": unknown.text, "rows": _rows(unknown.rows)},
        choices=[("", _("Pilih unit yang dimaksud")), *unknown.offers],
        initial=choices.units.get(unknown.key, ""),
        required=False,
        widget=UnitSelect,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )


def _person_question(question: Question) -> forms.ChoiceField:
    if question.of_row:
        said = _("%(name)s, baris %(row)d: sama dengan baris %(other)d?") % {
            "name": question.name,
            "row": question.row,
            "other": question.of_row,
        }
    else:
        said = _(
            "%(name)s, baris %(row)d: sama dengan %(other)s yang sudah tercatat (%(unit)s)?"
        ) % {
            "name": question.name,
            "row": question.row,
            "other": question.recorded_as,
            "unit": question.unit or _("tidak di unit mana pun"),
        }
    return forms.ChoiceField(
        label=said,
        choices=[
            (SKIP, _("Orang yang sama: jangan dicatat lagi")),
            (ADD, _("Orang lain: catat juga")),
        ],
        initial=question.answer,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Pilih dari daftar.")},
    )


def _explanation() -> Line:
    return Line(
        _("Mengapa jumlahnya berbeda?"),
        500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Satu kalimat, misalnya: satu peserta magang tidak ada dalam rincian. Kalimat ini"
            " disimpan dalam catatan audit. Jangan tulis nama orang."
        ),
    )


def _rows(rows: tuple[int, ...]) -> str:
    named = ", ".join(str(row) for row in rows[:_ROWS_NAMED])
    if len(rows) > _ROWS_NAMED:
        return _("baris %(rows)s dan %(more)d lagi") % {
            "rows": named,
            "more": len(rows) - _ROWS_NAMED,
        }
    return _("baris %(rows)s") % {"rows": named}
