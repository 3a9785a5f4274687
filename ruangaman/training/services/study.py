"""Somebody works through a module alone: steps that are done, and the hours, once."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.network.models import Person
from ruangaman.people.models import User
from ruangaman.training.models import Study, StudyStep
from ruangaman.training.selectors.study import StudyModule, study_module


def study_step_done(*, module: StudyModule, step: str, person: Person, by: User | None) -> bool:
    """Remember a page that was read or a question answered rightly.

    The last one credits the hours of this version of the module, once. Returns whether it did.
    ``by`` is None for whoever has no account and typed the own code.
    """
    if module.studied:
        return False
    place: dict[str, Any] = {
        "person": person,
        "module": module.number,
        "version": module.version,
    }
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        StudyStep.objects.get_or_create(**place, step=step)
        now = study_module(module.number, person)
        if now is None or now.studied or now.done < len(now.steps):
            return False
        Study.objects.create(**place, jp=module.jp, finished_on=timezone.localdate())
        StudyStep.objects.filter(person=person, module=module.number).delete()
        audit_record(
            actor=by.pk if by else None,
            action="training_module_studied",
            subject=subject_of("person", person.pk.bytes),
            detail={"module": module.number, "version": module.version, "jp": module.jp},
        )
    return True
