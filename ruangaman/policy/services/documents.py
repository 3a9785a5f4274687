"""Documents are begun, changed, put into force, reviewed, renewed and ended."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from ruangaman.core.audit import audit_record, subject_of
from ruangaman.core.services.reference import fields_write
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.policy.models import Content, Document, Evidence
from ruangaman.policy.permissions import may_write
from ruangaman.policy.selectors.templates import blanks_open
from ruangaman.policy.services.evidence import evidence_forget

State = Document.State
_DRAFT, _IN_FORCE = frozenset({State.DRAFT}), frozenset({State.IN_FORCE})
NUMBERED = frozenset({Document.Kind.CIRCULAR, Document.Kind.CODE, Document.Kind.SOP})
"""Kinds that a head signs: they have a number and a day."""


class DocumentChanged(Exception):
    """Somebody changed the document meanwhile; ``document`` is as it is now."""

    def __init__(self, document: Document) -> None:
        """Keep the document."""
        super().__init__(document.pk)
        self.document = document


class DocumentFault(Refused):
    """Something about a field of a document; ``field`` is its name in the model."""

    def __init__(self, message: Any, field: str) -> None:
        """Keep the sentence and its field."""
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Draft:
    """What somebody wrote: ``fields`` are the blanks of a template."""

    title: str
    owner: str = ""
    places: int | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Adopted:
    """Under what a document holds; ``review_on`` is when it is looked at again."""

    number: str
    dated: dt.date | None
    in_force_from: dt.date
    review_on: dt.date
    owner: str


def document_begin(
    *, unit_code: str, kind: str, draft: Draft, template: Content | None, by: User
) -> Document:
    """Begin a document, from a template of the pack or by hand."""
    _must_write(by, unit_code)
    with transaction.atomic():
        made = Document.objects.create(
            unit_code=unit_code,
            kind=kind,
            created_by=by,
            **_values(draft),
            **_words_of(template),
        )
        _record(made, "begun", by)
    return made


def document_change(
    *, document: Document, revision: int, draft: Draft, template: Content | None, by: User
) -> None:
    """Write a draft anew. Its words become those of ``template``, the ones shown while writing."""
    with document_turn(document, revision, by, "changed", _DRAFT) as mine:
        fields_write(mine, _values(draft) | _words_of(template))


def document_adopt(*, document: Document, revision: int, adopted: Adopted, by: User) -> None:
    """Put a draft into force; the version before it is replaced on the same day."""
    with document_turn(document, revision, by, "adopted", _DRAFT) as mine:
        if missing := blanks_open(mine):
            raise Refused(_("Lengkapi dulu isian ini: %(names)s.") % {"names": ", ".join(missing)})
        _check(mine, adopted)
        before = Document.objects.filter(series=mine.series, state=State.IN_FORCE)
        for one in before:
            if one.in_force_from and adopted.in_force_from < one.in_force_from:
                raise DocumentFault(_("Mendahului hari mulai versi sebelumnya."), "in_force_from")
        before.update(
            state=State.REPLACED, ended_on=adopted.in_force_from, revision=F("revision") + 1
        )
        fields_write(mine, asdict(adopted) | {"state": State.IN_FORCE})


def document_correct(*, document: Document, revision: int, adopted: Adopted, by: User) -> None:
    """Correct under what a document in force holds, or say that it was reviewed and stays."""
    with document_turn(document, revision, by, "corrected", _IN_FORCE) as mine:
        _check(mine, adopted)
        fields_write(mine, asdict(adopted))


def document_end(*, document: Document, revision: int, on: dt.date, by: User) -> None:
    """End a document in force; from then on the unit inherits the province's."""
    with document_turn(document, revision, by, "ended", _IN_FORCE) as mine:
        if on > timezone.localdate():
            raise DocumentFault(_("Hari ini belum tiba. Catat pada harinya."), "ended_on")
        if mine.in_force_from and on < mine.in_force_from:
            raise DocumentFault(_("Mendahului hari mulai berlaku."), "ended_on")
        fields_write(mine, {"state": State.ENDED, "ended_on": on})


def document_renew(*, document: Document, by: User) -> Document:
    """Begin the next version of a document, or return the one already begun."""
    _must_write(by, document.unit_code)
    versions = Document.objects.filter(series=document.series)
    try:
        with transaction.atomic():
            if present := versions.filter(state=State.DRAFT).first():
                return present
            number = versions.aggregate(last=Max("version"))["last"] or 0
            made = Document.objects.create(
                version=number + 1,
                created_by=by,
                **{name: getattr(document, name) for name in _CARRIED},
            )
            _record(made, "renewed", by)
            return made
    except IntegrityError:
        return versions.get(state=State.DRAFT)


_CARRIED = (
    "series", "unit_code", "kind", "title", "owner", "places", "template", "digest", "fields",
)  # fmt: skip


def document_remove(*, document: Document, revision: int, by: User) -> None:
    """Throw a draft away with its files; what was in force is never thrown away."""
    with document_turn(document, revision, by, "removed", _DRAFT) as mine:
        evidence_forget(about=Evidence.About.DOCUMENT, subject=mine.pk)
        mine.delete()


@contextmanager
def document_turn(
    document: Document, revision: int, by: User, action: str, states: frozenset[Document.State]
) -> Iterator[Document]:
    """Give a document to change in one transaction that also writes the audit event.

    The first statement takes the row: of two who opened the same revision one changes it, the
    other finds ``DocumentChanged``. ``Refused`` where it no longer stands in one of ``states``.
    """
    _must_write(by, document.unit_code)
    with transaction.atomic():
        rows = Document.objects.filter(pk=document.pk, revision=revision)
        taken = rows.update(revision=F("revision") + 1, changed_at=timezone.now(), changed_by=by)
        present = Document.objects.filter(pk=document.pk).first()
        if present is None:
            raise Refused(_("Dokumen ini sudah dihapus orang lain."))
        if not taken:
            raise DocumentChanged(present)
        if present.state not in states:
            raise Refused(_("Keadaan dokumen ini tidak mengizinkan langkah itu."))
        key = present.pk
        yield present
        _record(present, action, by, key)


def _check(document: Document, adopted: Adopted) -> None:
    today = timezone.localdate()
    if document.kind in NUMBERED and not adopted.number:
        raise DocumentFault(_("Tulis nomornya seperti di naskah."), "number")
    if document.kind in NUMBERED and not adopted.dated:
        raise DocumentFault(_("Isi tanggal naskahnya."), "dated")
    if adopted.dated and adopted.dated > today:
        raise DocumentFault(_("Tanggal ini belum tiba."), "dated")
    if adopted.in_force_from > today:
        raise DocumentFault(_("Hari ini belum tiba. Catat pada harinya."), "in_force_from")
    if adopted.dated and adopted.in_force_from < adopted.dated:
        raise DocumentFault(_("Mendahului tanggal naskahnya."), "in_force_from")
    if adopted.review_on <= today:
        raise DocumentFault(_("Pilih hari sesudah hari ini."), "review_on")


def _values(draft: Draft) -> dict[str, Any]:
    return {**asdict(draft), "fields": dict(draft.fields)}


def _words_of(template: Content | None) -> dict[str, str]:
    if template is None:
        return {"template": "", "digest": ""}
    return {"template": template.key, "digest": template.digest}


def _must_write(by: User, unit_code: str) -> None:
    if not may_write(by, unit_code):
        raise PermissionDenied


def _record(document: Document, action: str, by: User, key: uuid.UUID | None = None) -> None:
    audit_record(
        actor=by.pk,
        action=f"policy_document_{action}",
        subject=subject_of("policy_document", (key or document.pk).bytes),
        detail={"unit": document.unit_code, "kind": document.kind, "version": document.version},
    )
