"""An action plan told: as a page to print, and as a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ruangaman.core.sheets import sheet_bytes
from ruangaman.core.templatetags.dates import day, short_day
from ruangaman.policy.models import Action
from ruangaman.policy.selectors.actions import ActionLine, PlanPage


def state_words(line: ActionLine) -> str:
    """Return how an action stands, with the days it is overdue."""
    one = line.action
    if line.overdue:
        return _("Terlambat %(n)d hari") % {"n": line.ago}
    if one.state == Action.State.DONE and one.done_on:
        return _("Selesai %(day)s") % {"day": short_day(one.done_on)}
    if one.state == Action.State.CARRIED and line.later:
        return _("Dilanjutkan ke %(year)d") % {"year": line.later.year}
    return str(one.get_state_display())


def plan_paper(page: PlanPage) -> dict[str, Any]:
    """Return the data of ``action_plan.typ``."""
    return {
        "lang": get_language() or settings.LANGUAGE_CODE,
        "publisher": page.unit.name,
        "title": _("Rencana aksi %(year)d") % {"year": page.year},
        "summary": _("%(all)d tindakan: %(done)d selesai, %(late)d terlambat.")
        % {"all": len(page.lines), "done": page.done, "late": page.overdue},
        "columns": [_("Apa"), _("Siapa"), _("Paling lambat"), _("Keadaan")],
        "rows": [_row(line) for line in page.lines],
        "left_title": _("Belum selesai dari tahun sebelumnya"),
        "left": [_row(line) for line in page.left],
        "empty": _("Belum ada tindakan."),
        "note": _("Tidak ada keterangan tentang laporan di sini."),
        "made": _("Dibuat %(day)s") % {"day": day(timezone.localdate())},
    }


def actions_sheet(lines: Iterable[ActionLine], names: Mapping[str, str]) -> bytes:
    """Return actions of many units as XLSX."""
    columns = (
        (_("Unit"), 40),
        (_("Tahun"), 8),
        (_("Apa"), 60),
        (_("Siapa"), 28),
        (_("Paling lambat"), 14),
        (_("Keadaan"), 24),
        (_("Selesai"), 14),
    )
    cells = (
        (
            names.get(one.action.unit_code, one.action.unit_code),
            one.action.year,
            one.action.what,
            one.action.who,
            one.action.due,
            state_words(one),
            one.action.done_on,
        )
        for one in lines
    )
    return sheet_bytes(_("Rencana aksi"), columns, cells)


def _row(line: ActionLine) -> list[str]:
    one = line.action
    what = "\n".join(filter(None, (one.what, line.standard and f"({line.standard})", one.note)))
    return [what, one.who, short_day(one.due), state_words(line)]
