"""What a section of an opened case is made of."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ruangaman.casework.forms import StepForm
from ruangaman.casework.held import Case
from ruangaman.reporting.records import Record, position_of, records_of
from ruangaman.reporting.selectors.parts import ReadItem
from ruangaman.reporting.selectors.purpose import Purpose, purpose_of
from ruangaman.reporting.services.desk import NotAllowed
from ruangaman.reporting.services.records import record_add


class RecordForm(StepForm):
    """Write about a thing of the case. Without ``hal`` it begins a new one.

    ``dilihat`` is how far the writer had read: what came later about the same thing stops her.
    """

    hal = forms.UUIDField(widget=forms.HiddenInput, required=False)
    dilihat = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @property
    def thing(self) -> uuid.UUID:
        """Which thing it is about; a new one has the id of its first writing."""
        found: uuid.UUID = self.cleaned_data.get("hal") or self.cleaned_data["butir"]
        return found

    @property
    def seen(self) -> int:
        """How far the writer had read."""
        return int(self.cleaned_data.get("dilihat") or 0)

    def read_on(self, seen: int) -> None:
        """Say in a refused form how far its writer has read now: the newest stands beside it."""
        data = cast(QueryDict, self.data).copy()
        data["dilihat"] = str(seen)
        self.data = data


class ChangeForm(RecordForm):
    """Write about a thing that is there already."""

    def clean(self) -> dict[str, Any]:
        """Refuse a form that lost which thing it is about."""
        given = super().clean()
        if not given.get("hal"):
            raise forms.ValidationError(_("Formulir ini tidak lengkap. Kirim sekali lagi."))
        return given


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case with the opened items of the parts its section reads."""

    case: Case
    items: Mapping[str, Sequence[ReadItem]]

    @property
    def purpose(self) -> Purpose:
        """What the report is, as its reporter signed it; unknown where needs are not open."""
        return purpose_of(self.items.get("needs", ()))

    def one(self, part: str, about: str) -> Record | None:
        """Return the thing of which a case has just one, such as its assessment of risk."""
        return self.record(part, about, only(self.case, about))

    def records(self, part: str, about: str) -> list[Record]:
        """Return the things of one sort in a part."""
        return records_of(self.items.get(part, ()), about)

    def record(self, part: str, about: str, thing: uuid.UUID) -> Record | None:
        """Return one thing, or None."""
        return next((one for one in self.records(part, about) if one.thing == thing), None)

    @property
    def seen(self) -> int:
        """How far somebody has read who sees this sheet: places are counted over all parts."""
        return max((position_of(items) for items in self.items.values()), default=0)

    def write_only(self, part: str, about: str, form: RecordForm, values: dict[str, Any]) -> bool:
        """Write about the thing of which a case has just one: two at once do not pass unseen."""
        form.cleaned_data["hal"] = only(self.case, about)
        return self.write(part, about, form, values)

    def change(self, part: str, about: str, form: ChangeForm, values: Mapping[str, Any]) -> bool:
        """Write about a thing that this sheet shows; ``NotAllowed`` for any other."""
        if self.record(part, about, form.thing) is None:
            raise NotAllowed("thing")
        return self.write(part, about, form, values)

    def write(
        self, part: str, about: str, form: RecordForm, values: Mapping[str, Any], **options: Any
    ) -> bool:
        """Write ``values`` about the form's thing (see ``record_add`` for what it raises)."""
        return record_add(
            reader=self.case.reader,
            report=self.case.report,
            box=self.case.box,
            part=part,
            about=about,
            thing=form.thing,
            values=values,
            item_id=form.cleaned_data["butir"],
            seen=form.seen,
            **options,
        )


def only(case: Case, about: str) -> uuid.UUID:
    """Return the id of the thing of which a case has just one."""
    return uuid.uuid5(case.report.pk, about)


@dataclass(frozen=True, slots=True)
class Action:
    """Something to do in a section: its form, what carries it out, and that it is done."""

    form: Callable[[Sheet, Any], RecordForm]
    run: Callable[[Sheet, Any], bool]
    done: Any


def always(_case: Case) -> bool:
    """Say yes: offered to whoever holds its part."""
    return True


@dataclass(frozen=True, slots=True)
class Section:
    """A page about one side of the case.

    ``part`` is what a reader must hold to come here; ``also`` is opened beside it where she may.
    ``on_wish`` is opened only when its button asks for it. ``context`` gives the template what it
    shows; ``forms`` the unsent forms, by action. ``for_alert``: it has a place where a witness
    wrote and there is no case of the survivor's; ``only_report``: it has none in a consultation.
    ``offered`` may ask more, such as how the team works. ``bridges`` are the actions of a focal
    point, who keeps the minimum; None: the section is not hers at all.
    """

    slug: str
    title: Any
    part: str
    template: str
    context: Callable[[Sheet], dict[str, Any]]
    actions: Mapping[str, Action] = field(default_factory=dict)
    also: tuple[str, ...] = ()
    on_wish: tuple[str, ...] = ()
    for_alert: bool = False
    only_report: bool = False
    offered: Callable[[Case], bool] = always
    bridges: frozenset[str] | None = None

    def hers(self, case: Case, action: str = "") -> bool:
        """Say whether the desk has the section, or this action of it, for this reader."""
        if not case.reader.bridge_only:
            return True
        return self.bridges is not None and (not action or action in self.bridges)

    def parts(self, wished: Sequence[str]) -> tuple[str, ...]:
        """All the parts that are opened for it."""
        return (self.part, *self.also, *(part for part in self.on_wish if part in wished))

    def barred(self, sheet: Sheet) -> str:
        """Say why this report has no such section: ``alert``, ``question``, or empty."""
        if sheet.purpose.is_alert and not self.for_alert:
            return "alert"
        return "question" if sheet.purpose.is_question and self.only_report else ""
