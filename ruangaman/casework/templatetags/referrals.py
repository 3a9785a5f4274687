"""The form by which she answers on the worker's page, one for each proposal."""

from __future__ import annotations

from typing import Any

from django import forms, template

from ruangaman.casework.sections.base import Sheet
from ruangaman.casework.sections.referral_forms import FaceToFaceForm

register = template.Library()


@register.simple_tag
def answer_form(sheet: Sheet, bound: FaceToFaceForm, row: dict[str, Any], seen: int) -> Any:
    """Return the refused form of this proposal, else a fresh one; only its kinds are offered."""
    mine = bound.is_bound and bound["hal"].value() == str(row["thing"])
    given = {"hal": row["thing"], "syarat": row["terms"], "dilihat": seen}
    name = f"izin-{row['thing'].hex[:8]}_%s"
    form = bound if mine else FaceToFaceForm(None, sheet=sheet, initial=given, auto_id=name)
    field = form.fields["boleh"]
    assert isinstance(field, forms.MultipleChoiceField)
    field.choices = [(line.key, f"{line.label}: {line.words}") for line in row["lines"]]
    return form
