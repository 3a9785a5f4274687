"""Tasks (tugas): what, who of the team, by when, done. Nothing of them stands in the open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.sections.base import Action, ChangeForm, RecordForm, Section, Sheet
from ruangaman.casework.selectors.colleagues import colleagues_of
from ruangaman.casework.selectors.keeping import keeps_work
from ruangaman.casework.selectors.recalls import recalls_in
from ruangaman.casework.selectors.tasks import ABOUT, tasks_in
from ruangaman.core.fields import DayField
from ruangaman.reporting.fields import PlainText

TASK_CHARACTERS = 200


class TaskDay(DayField):
    """The day by which a task is to be done."""

    back = dt.timedelta(0)
    ahead = dt.timedelta(days=366)


class TaskForm(RecordForm):
    """A task for somebody who may open this case."""

    tugas = PlainText(
        limit=TASK_CHARACTERS,
        label=_("Apa yang perlu dikerjakan?"),
        help_text=_("Singkat, tanpa nama dan tanpa cerita. Contoh: “Telepon puskesmas”."),
    )
    siapa = forms.ChoiceField(
        label=_("Siapa yang mengerjakan?"),
        error_messages={
            "required": _("Pilih siapa."),
            "invalid_choice": _("Orang ini tidak bisa membuka kasus ini. Pilih orang lain."),
        },
    )
    kapan = TaskDay(_("Paling lambat"), _("Isi tanggalnya."))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **options: Any) -> None:
        """Offer ``people``, the writer first."""
        super().__init__(*args, **options)
        self.fields["siapa"].choices = people  # type: ignore[attr-defined]

    def clean_tugas(self) -> str:
        """Ask for the task."""
        text: str = self.cleaned_data["tugas"]
        if not text:
            raise forms.ValidationError(_("Tulis tugasnya."))
        return text


class TaskDoneForm(ChangeForm):
    """Say that a task is done, or open again."""

    hasil = forms.ChoiceField(choices=[("selesai", ""), ("buka", "")])


def _context(sheet: Sheet) -> dict[str, Any]:
    tasks = tasks_in(sheet.items.get("needs", ()), dict(colleagues_of(sheet.case)))
    return {
        "open": [task for task in tasks if not task.done],
        "ended": [task for task in tasks if task.done],
        "recalls": recalls_in(sheet.items.get("needs", ())),
    }


def _add(sheet: Sheet, form: Any) -> bool:
    given = form.cleaned_data
    values = {"tugas": given["tugas"], "siapa": given["siapa"], "kapan": str(given["kapan"])}
    return sheet.write("needs", ABOUT, form, values)


def _end(sheet: Sheet, form: Any) -> bool:
    return sheet.change("needs", ABOUT, form, {"hasil": form.cleaned_data["hasil"]})


TASKS = Section(
    slug="tugas",
    title=_("Tugas"),
    part="needs",
    template="casework/section_tasks.html",
    context=_context,
    actions={
        "tambah": Action(
            lambda sheet, data: TaskForm(data, people=colleagues_of(sheet.case)),
            _add,
            _("Tugas ditambahkan."),
        ),
        "selesai": Action(lambda _sheet, data: TaskDoneForm(data), _end, _("Tugas diperbarui.")),
    },
    offered=keeps_work,
)
