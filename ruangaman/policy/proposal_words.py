"""What is proposed to the province, in sentences: what to do, why, and who could do it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ruangaman.core.pack_content import said
from ruangaman.core.templatetags.dates import day
from ruangaman.policy.models import Answer, Content, Document

_TITLE = 120


@dataclass(frozen=True, slots=True)
class Wording:
    """A proposal: ``what`` goes into the plan as it is; ``href`` leads to where the gap is seen."""

    what: str
    why: str
    who: str
    href: str


def missing_words(
    kind: Document.Kind, *, draft: Document | None, ended: Document | None
) -> Wording:
    """Say that the province has nothing in force of a kind."""
    why = _("Provinsi belum punya yang berlaku, jadi unit tanpa aturan sendiri juga tidak punya.")
    if ended is not None and ended.ended_on:
        why = _("Yang terakhir tidak berlaku lagi sejak %(day)s.") % {"day": day(ended.ended_on)}
    if draft is not None:
        why += " " + _("Ada draf yang belum berlaku: %(title)s.") % {"title": draft.title}
    return Wording(
        _("Menyusun dan memberlakukan tingkat provinsi: %(kind)s.") % {"kind": kind.label},
        why,
        _lawyers(),
        _register(),
    )


def review_words(document: Document) -> Wording:
    """Say that a document of the province should have been looked at again."""
    title = Truncator(document.title).chars(_TITLE)
    return Wording(
        _("Meninjau “%(title)s” dan memperbarui atau memperpanjangnya.") % {"title": title},
        _("Seharusnya ditinjau paling lambat %(day)s.")
        % {"day": day(document.review_on) if document.review_on else ""},
        _lawyers(),
        reverse("policy:document", args=[document.pk]),
    )


def standard_words(content: Content, *, view: str, units: int, of: int, year: int) -> Wording:
    """Say that many verified units do not reach a standard."""
    title = Truncator(str(said(content.body, "title"))).chars(_TITLE)
    named = {"number": content.body["number"], "title": title, "units": units, "all": of}
    named["year"] = year
    if view == Answer.View.STANDARD:
        what = _("Membantu unit-unit memperbaiki standar %(number)s: %(title)s.")
        why = _("%(units)s dari %(all)s unit yang diverifikasi tahun %(year)s bernilai 0 atau 1.")
    else:
        what = _("Membantu unit-unit memenuhi standar kapasitas mitra %(number)s: %(title)s.")
        why = _("%(units)s dari %(all)s unit yang diverifikasi tahun %(year)s belum memenuhinya.")
    where = f"{reverse('policy:assessments')}?tahun={year}"
    return Wording(what % named, why % named, _keeper(), where)


def sent_words(units: int, *, year: int) -> Wording:
    """Say that many units have not sent their self-assessment."""
    return Wording(
        _("Mendampingi unit yang belum mengirim penilaian mandiri %(year)s.") % {"year": year},
        ngettext("%(units)s unit belum mengirimnya.", "%(units)s unit belum mengirimnya.", units)
        % {"units": units},
        _keeper(),
        f"{reverse('policy:assessments')}?tahun={year}",
    )


def rules_words(count: int) -> Wording:
    """Say that values which the law sets were confirmed by no office."""
    return Wording(
        _("Meminta Biro Hukum memeriksa nilai dari peraturan yang belum diverifikasi."),
        ngettext(
            "%(count)s nilai masih tampil dengan tanda “belum diverifikasi”.",
            "%(count)s nilai masih tampil dengan tanda “belum diverifikasi”.",
            count,
        )
        % {"count": count},
        _lawyers(),
        "",
    )


def _keeper() -> str:
    return _("Koordinator")


def _lawyers() -> str:
    return _("Koordinator bersama Biro Hukum")


def _register() -> str:
    return reverse("policy:register_of", args=["provinsi"])
