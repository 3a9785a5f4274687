"""Which units the coverage page shows."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.network.forms.units import UnitsSearch
from ruangaman.network.selectors.coverage import State, UnitState
from ruangaman.network.selectors.units import folded


class CoverageFilter(UnitsSearch):
    """Words, kind, region and state; and by what the picture is grouped."""

    keadaan = forms.ChoiceField(
        label=_("Keadaan"), required=False, choices=[("", _("Semua")), *State.choices]
    )
    susun = forms.ChoiceField(
        label=_("Susun menurut"),
        required=False,
        choices=[("", _("Jenis unit")), ("wilayah", _("Wilayah"))],
    )
    field_order = ["q", "jenis", "wilayah", "keadaan", "susun"]

    @property
    def narrows(self) -> bool:
        """Say whether some units are left out."""
        return any(self.cleaned_data.get(name) for name in ("q", "jenis", "wilayah", "keadaan"))

    def chosen(self, states: Sequence[UnitState]) -> list[UnitState]:
        """Return the units that are wanted."""
        given, region = self.cleaned_data, self.region()
        words = folded(given.get("q", "")).split()
        kind, state = given.get("jenis"), given.get("keadaan")
        return [
            one
            for one in states
            if (not kind or one.unit.kind == kind)
            and (region is None or one.unit.region == region)
            and (not state or one.state == state)
            and (not words or _has(one, words))
        ]


def _has(one: UnitState, words: Sequence[str]) -> bool:
    text = folded(f"{one.unit.name} {one.unit.short_name} {one.unit.code}")
    return all(word in text for word in words)
