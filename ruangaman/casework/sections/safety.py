"""The safety plan (rencana keselamatan): made with her, in her words. One a case, with its past."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, RecordForm, Section, Sheet
from ruangaman.casework.selectors.keeping import keeps_work
from ruangaman.reporting.fields import PlainText

ABOUT = "safety"
CHARACTERS = 600
FIELDS: tuple[tuple[str, Any, Any], ...] = (
    ("tanda", _("Tanda bahaya yang ia kenali"), _("Apa yang biasanya terjadi lebih dulu?")),
    ("diri", _("Yang bisa ia lakukan sendiri saat itu"), ""),
    (
        "orang",
        _("Siapa yang bisa membantu"),
        _("Sebut perannya, misalnya “kakak” atau “tetangga depan”, tanpa nama."),
    ),
    (
        "tempat",
        _("Ke mana ia bisa pergi"),
        _("Jangan menulis alamat rumah aman. Tulis “rumah aman lewat UPTD PPA”."),
    ),
    (
        "kabar",
        _("Cara memberi kabar yang aman"),
        _("Misalnya kata yang disepakati, jam yang aman."),
    ),
    ("bawa", _("Yang disiapkan untuk dibawa"), _("Misalnya surat penting, obat, uang.")),
    ("kerja", _("Di tempat kerja atau sekolah"), _("Misalnya jalan pulang, ruang, teman duduk.")),
)


class SafetyForm(RecordForm):
    """The whole plan; every field may stay empty, but not all."""

    def __init__(self, *args: Any, **options: Any) -> None:
        """Make a field of each heading."""
        super().__init__(*args, **options)
        for name, label, hint in FIELDS:
            self.fields[name] = PlainText(limit=CHARACTERS, rows=3, label=label, help_text=hint)

    def clean(self) -> dict[str, Any]:
        """Ask for something."""
        given = super().clean()
        names = [name for name, *_rest in FIELDS]
        if not self.errors and not any(given.get(name) for name in names):
            raise forms.ValidationError(_("Isi paling sedikit satu bagian."))
        return given


def _context(sheet: Sheet) -> dict[str, Any]:
    record = sheet.one("account", ABOUT)
    said = record.fields if record else {}
    return {
        "lines": [(label, said[name]) for name, label, _hint in FIELDS if said.get(name)],
        "at": record.at if record else None,
        "role": record.last.body.get("role", "") if record else "",
    }


def _write(sheet: Sheet, form: Any) -> bool:
    values = {name: form.cleaned_data[name] for name, *_rest in FIELDS}
    return sheet.write_only("account", ABOUT, form, values)


def _form(sheet: Sheet, data: Any) -> SafetyForm:
    record = sheet.one("account", ABOUT) if data is None else None
    return SafetyForm(data, initial=dict(record.fields) if record else {})


SAFETY = Section(
    slug="rencana-aman",
    title=_("Rencana keselamatan"),
    part="account",
    also=("needs",),
    template="casework/section_safety.html",
    context=_context,
    actions={"simpan": Action(_form, _write, _("Rencana keselamatan tersimpan."))},
    offered=keeps_work,
)
