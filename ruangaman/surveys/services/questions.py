"""What a survey asks, changed while it is a draft."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ruangaman.lib.questionnaire.edit import EditError, empty
from ruangaman.people.faults import Refused
from ruangaman.people.models import User
from ruangaman.surveys.models import Content, Survey
from ruangaman.surveys.selectors.content import content_one, definition_in
from ruangaman.surveys.selectors.questions import crosswise_wait
from ruangaman.surveys.services.life import survey_create
from ruangaman.surveys.services.turns import must_keep, survey_turn

Edit = Callable[[Mapping[str, Any]], dict[str, Any]]

_SENTENCES = {
    "missing": _("Bagian atau pertanyaan ini sudah tidak ada. Lihat daftar yang sekarang."),
    "items": _("Tidak ada tempat lagi: paling banyak 8 pertanyaan di satu halaman, 40 semuanya."),
    "sections": _("Tidak ada tempat lagi: paling banyak 12 bagian."),
}


def survey_begin(*, by: User, template: str = "", copied: uuid.UUID | None = None) -> Survey:
    """Begin the draft of a survey: from the pack, from an earlier survey, or empty."""
    definition, measures = _beginning(template, copied)
    return survey_create(
        by=by,
        title=definition["title_id"],
        title_en=definition["title_en"],
        definition=definition,
        template=template,
        measures=measures,
    )


def _beginning(template: str, copied: uuid.UUID | None) -> tuple[dict[str, Any], str]:
    """Return a definition and what it measures; the empty one for what is not there."""
    if copied and (earlier := Survey.objects.filter(pk=copied).first()):
        return empty("survei") | earlier.definition, earlier.measures
    if template and (content := content_one(Content.Kind.SURVEY, template)):
        definition = definition_in(content)
        return definition, str(definition.get("measures", ""))
    return empty("survei"), ""


def questions_change(*, survey: Survey, by: User, revision: int, edit: Edit) -> None:
    """Change what a draft asks by a function of ``lib.questionnaire.edit``.

    ``Changed`` when somebody else was faster; ``Refused`` for an opened survey, or a change that
    cannot be made.
    """
    must_keep(by)
    with survey_turn(
        survey=survey,
        by=by.pk,
        revision=revision,
        action="survey_questions",
        states=(Survey.State.DRAFT,),
    ) as now:
        try:
            now.definition = edit(now.definition)
        except EditError as fault:
            raise Refused(_SENTENCES[fault.code]) from fault
        now.title, now.title_en = now.definition["title_id"], now.definition["title_en"]
        now.save(update_fields=["definition", "title", "title_en"])


def ethics_record(
    *,
    survey: Survey,
    by: User,
    revision: int,
    body: str,
    reference: str,
    on: dt.date | None,
    crosswise: bool,
) -> None:
    """Record the ethics clearance of a draft, and switch its crosswise items on or off.

    ``Refused`` for a day to come, a clearance in parts, or crosswise items that have to wait.
    """
    must_keep(by)
    if len({bool(body), bool(reference), bool(on)}) > 1:
        raise Refused(_("Isi lembaga, nomor surat, dan tanggalnya, atau kosongkan ketiganya."))
    if on and on > timezone.localdate():
        raise Refused(_("Tanggal kelaikan etik tidak boleh di hari yang akan datang."))
    with survey_turn(
        survey=survey,
        by=by.pk,
        revision=revision,
        action="survey_ethics",
        states=(Survey.State.DRAFT,),
        detail={"crosswise": crosswise},
    ) as now:
        now.ethics_body, now.ethics_reference, now.ethics_on = body, reference, on
        now.crosswise = crosswise
        if crosswise and (waits := crosswise_wait(now)):
            raise Refused(waits[0])
        fields = ["ethics_body", "ethics_reference", "ethics_on", "crosswise"]
        now.save(update_fields=fields)
