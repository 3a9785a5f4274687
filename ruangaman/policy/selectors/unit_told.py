"""What policy tells about a unit: documents, signatures, self-assessment, plan, posters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.network.unit_facts import Fact, Tone
from ruangaman.policy.models import Action, Document
from ruangaman.policy.selectors.assessments import assessment_page
from ruangaman.policy.selectors.documents import in_force
from ruangaman.policy.selectors.overview import Standing
from ruangaman.policy.selectors.pledges import pledge_content
from ruangaman.policy.selectors.signatures import unit_pledges

EXPECTED = (
    Document.Kind.CIRCULAR,
    Document.Kind.CODE,
    Document.Kind.SOP,
    Document.Kind.PACT,
    Document.Kind.CLAUSE,
    Document.Kind.POSTER,
)
"""Documents that every unit should have, its own or the province's."""


def policy_told(code: str, today: dt.date) -> Iterator[Fact]:
    """Yield the policy of a unit, line by line."""
    yield from _documents(code, today)
    yield from _signatures(code)
    yield _assessment(code, today.year)
    yield _actions(code, today)


def _documents(code: str, today: dt.date) -> Iterator[Fact]:
    held = {one.document.kind: one for one in in_force(code)}
    for kind in EXPECTED:
        found = held.get(kind.value)
        where = reverse("policy:register")
        if found is None:
            yield Fact(str(kind.label), _("Belum ada"), Tone.MISSING, where)
            continue
        review = found.document.review_on
        late = review is not None and review < today
        words = _("Berlaku dari provinsi") if found.inherited else _("Berlaku, milik unit")
        if late:
            words = f"{words}. " + _("Masa tinjau sudah lewat")
        yield Fact(str(kind.label), words, Tone.MISSING if late else Tone.GOOD, where)


def _signatures(code: str) -> Iterator[Fact]:
    content = pledge_content()
    if content is None:
        return
    found = unit_pledges(code, content)
    where = reverse("policy:pledge_unit", args=[code])
    words = _("%(signed)s orang menandatangani") % {"signed": found.signed}
    if found.members:
        words += ". " + _("%(waiting)s di daftar belum") % {"waiting": len(found.waiting)}
    good = bool(found.signed) and not found.waiting
    yield Fact(_("Pernyataan pegawai"), words, Tone.GOOD if good else Tone.MISSING, where)


def _assessment(code: str, year: int) -> Fact:
    page = assessment_page(code, year)
    where = reverse("policy:assessment", args=[code, year])
    title = _("Penilaian mandiri %(year)s") % {"year": year}
    if page.assessment is None:
        return Fact(title, str(Standing.NONE.label), Tone.MISSING, where)
    points = page.points
    words = _("%(state)s, %(total)s dari %(most)s poin") % {
        "state": page.assessment.get_state_display(),
        "total": points.total,
        "most": points.most,
    }
    done = page.state in (Standing.SUBMITTED.value, Standing.VERIFIED.value)
    return Fact(title, words, Tone.GOOD if done else Tone.MISSING, where)


def _actions(code: str, today: dt.date) -> Fact:
    late = Q(due__lt=today)
    found = Action.objects.filter(unit_code=code, state=Action.State.OPEN).aggregate(
        open=Count("pk"), late=Count("pk", filter=late)
    )
    where = reverse("policy:plan", args=[code, today.year])
    number = found["open"]
    words = ngettext("%(open)s tindakan berjalan", "%(open)s tindakan berjalan", number) % found
    if found["late"]:
        words += ". " + ngettext("%(late)s terlambat", "%(late)s terlambat", found["late"]) % found
    tone = Tone.MISSING if found["late"] else Tone.GOOD if found["open"] else Tone.PLAIN
    return Fact(_("Rencana aksi"), words, tone, where)
