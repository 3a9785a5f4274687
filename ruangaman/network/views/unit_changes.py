"""Pages on which the coordinator enters units and changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ruangaman.network.forms import units as forms
from ruangaman.network.forms.unit_fields import PROVINCE
from ruangaman.network.models import Unit
from ruangaman.network.permissions import coordinator_required
from ruangaman.network.selectors.unit_pages import UnitPage, unit_page
from ruangaman.network.services import unit_cancelling, unit_changes, unit_mergers
from ruangaman.network.services.unit_rows import Occasion, UnitChanged, UnitRefused
from ruangaman.network.views.units import unit_or_404
from ruangaman.people.access import user_of
from ruangaman.people.forms import posted

_asking = require_http_methods(["GET", "HEAD", "POST"])
Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A way to change a unit.

    ``run`` gets the unit's page, what was typed and the occasion, and returns the code of the unit
    to show afterwards. ``fits`` says for which units it is: those that have no end, else.
    """

    title: Any
    intro: Any
    button: Any
    form: type[forms.ChangeForm]
    run: Callable[[UnitPage, Any, Occasion], str]
    fits: Callable[[UnitPage], bool] = lambda shown: shown.open is not None
    prefilled: tuple[str, ...] = ()


def _rename(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    given = form.cleaned_data
    return unit_changes.unit_rename(
        code=shown.code, name=given["name"], short_name=given["short_name"], occasion=occasion
    ).code


def _move(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    given = form.cleaned_data
    parent = given["parent"].code if given["parent"] else ""
    return unit_changes.unit_move(
        code=shown.code, parent=parent, region=given["region"], occasion=occasion
    ).code


def _merge(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    given, here = form.cleaned_data, shown.rows[0]
    into: Any = given["into"].code if given["into"] else unit_changes.UnitFacts(
        name=given["name"],
        short_name=given["short_name"],
        kind=given["kind"],
        parent=here.parent,
        region=here.region,
    )  # fmt: skip
    codes = [shown.code, *given["others"]]
    return unit_mergers.unit_merge(codes=codes, into=into, occasion=occasion).code


def _split(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    parts = [
        unit_mergers.part_of(shown.rows[0], name=name, short_name=short)
        for name, short in form.parts
    ]
    stays = form.cleaned_data["stays"]
    unit_mergers.unit_split(code=shown.code, parts=parts, stays=stays, occasion=occasion)
    return shown.code


def _close(shown: UnitPage, _form: Any, occasion: Occasion) -> str:
    unit_changes.unit_close(code=shown.code, occasion=occasion)
    return shown.code


def _reopen(shown: UnitPage, _form: Any, occasion: Occasion) -> str:
    return unit_changes.unit_reopen(code=shown.code, occasion=occasion).code


def _cancel(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    unit_cancelling.change_cancel(
        code=shown.code, reason=form.cleaned_data["reason"], occasion=occasion
    )
    return shown.code


def _correct(shown: UnitPage, form: Any, occasion: Occasion) -> str:
    given = form.cleaned_data
    names = {one.name for one in fields(unit_changes.UnitFacts)} & given.keys()
    values = {name: given[name] for name in names}
    return unit_changes.unit_correct(
        code=shown.code, values=values, valid_from=given["day"], occasion=occasion
    ).code


STEPS = {
    "ganti-nama": Step(
        gettext_lazy("Ganti nama"),
        gettext_lazy("Nama yang sekarang tetap ada dalam riwayat. Timnya tetap sama."),
        gettext_lazy("Simpan nama baru"),
        forms.RenameForm,
        _rename,
        prefilled=("name", "short_name"),
    ),
    "pindah": Step(
        gettext_lazy("Pindahkan"),
        gettext_lazy("Yang ada di bawahnya ikut pindah. Fokal pointnya tetap."),
        gettext_lazy("Pindahkan unit"),
        forms.MoveForm,
        _move,
        prefilled=("parent", "region"),
    ),
    "gabung": Step(
        gettext_lazy("Gabungkan dengan unit lain"),
        gettext_lazy(
            "Unit yang digabung berakhir sehari sebelumnya, dan SK-nya berakhir bersamanya. Yang"
            " ada di bawahnya pindah ke unit yang baru. Fokal point tidak pindah sendiri: unit"
            " yang baru memerlukan SK."
        ),
        gettext_lazy("Gabungkan"),
        forms.MergeForm,
        _merge,
    ),
    "pecah": Step(
        gettext_lazy("Pecah menjadi beberapa unit"),
        gettext_lazy(
            "Unit yang dipecah berakhir sehari sebelumnya, dan SK-nya berakhir bersamanya, kecuali"
            " bila ia tetap ada. Yang ada di bawahnya pindah ke unit baru yang pertama. Tiap unit"
            " baru memerlukan SK."
        ),
        gettext_lazy("Pecah unit"),
        forms.SplitForm,
        _split,
    ),
    "tutup": Step(
        gettext_lazy("Tutup unit"),
        gettext_lazy(
            "Untuk unit yang dihapus tanpa pengganti. SK-nya berakhir bersamanya. Riwayatnya tetap"
            " dapat dibaca."
        ),
        gettext_lazy("Tutup unit"),
        forms.CloseForm,
        _close,
    ),
    "buka-lagi": Step(
        gettext_lazy("Buka lagi"),
        gettext_lazy(
            "Hanya bila unit ini ditutup karena keliru. SK yang sudah berakhir tidak kembali."
        ),
        gettext_lazy("Buka lagi"),
        forms.ReopenForm,
        _reopen,
        fits=lambda shown: shown.open is None and shown.pending is None,
    ),
    "batalkan": Step(
        gettext_lazy("Batalkan rencana perubahan"),
        gettext_lazy(
            "Semua unit yang disebut kembali seperti sebelum rencana ini dicatat, dan unit yang"
            " baru direncanakan dihapus. Rencana dan alasan Anda tetap terbaca dalam riwayat."
        ),
        gettext_lazy("Batalkan rencana ini"),
        forms.CancelForm,
        _cancel,
        fits=lambda shown: shown.pending is not None,
    ),
    "perbaiki": Step(
        gettext_lazy("Perbaiki data"),
        gettext_lazy(
            "Untuk salah ketik dan data yang kurang. Tidak masuk riwayat nama. Bila namanya"
            " sungguh berganti, pakai Ganti nama."
        ),
        gettext_lazy("Simpan perbaikan"),
        forms.CorrectForm,
        _correct,
        prefilled=("name", "short_name", "kind", "region", "personnel", "day", "legal_basis"),
    ),
}
"""By the last part of the address."""


@_asking
@coordinator_required
def unit_new(request: HttpRequest) -> HttpResponse:
    """Enter a unit."""
    above = request.GET.get("di-bawah", "")
    form = forms.NewUnitForm(posted(request), initial={"parent": above})
    if request.method == "POST" and form.is_valid():
        try:
            made = unit_changes.unit_add(facts=form.facts, occasion=_occasion(request, form))
        except UnitRefused as refused:
            _say(form, refused)
        else:
            messages.success(request, _("Unit ditambahkan."))
            return redirect("network:unit", made.code)
    return _asked(request, form, STEP_NEW, None)


STEP_NEW = Step(
    gettext_lazy("Tambah unit"),
    gettext_lazy("Unit mendapat tim fokal point sendiri. Fokal pointnya ditunjuk dengan SK."),
    gettext_lazy("Tambah unit"),
    forms.NewUnitForm,
    lambda _shown, _form, _occasion: "",
)


@_asking
@coordinator_required
def unit_change(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Change a unit in one of the ways of ``STEPS``."""
    shown, way = unit_or_404(request, code), STEPS.get(step)
    if way is None:
        raise Http404
    if not way.fits(shown):
        return _too_late(request, code)
    form = way.form(posted(request), initial=_initial(way, shown))
    if request.method == "POST" and form.is_valid():
        try:
            then = way.run(shown, form, _occasion(request, form, code))
        except UnitRefused as refused:
            _say(form, refused)
            shown = unit_page(code)
        else:
            messages.success(request, _("Perubahan unit dicatat."))
            return _to(then)
    return _asked(request, form, way, shown)


def _too_late(request: HttpRequest, code: str) -> HttpResponse:
    """Tell the second of two that the unit is no longer as it was shown."""
    if request.method != "POST":
        raise Http404
    messages.error(request, _("Unit ini baru saja diubah orang lain. Tidak ada yang disimpan."))
    return redirect("network:unit", code)


def _to(code: str) -> HttpResponse:
    """Go to a unit's page; to the list if the unit was only planned and is no more."""
    there = Unit.objects.filter(code=code).exists()
    return redirect("network:unit", code) if there else redirect("network:units")


def _initial(way: Step, shown: UnitPage) -> dict[str, Any]:
    row: Unit = shown.rows[0]
    known = {
        **{name: getattr(row, name) for name in ("name", "short_name", "kind", "personnel")},
        "parent": row.parent,
        "region": row.region or PROVINCE,
        "day": row.valid_from,
        "legal_basis": row.legal_basis,
    }
    return {"seen": shown.mark} | {name: known[name] for name in way.prefilled}


def _occasion(request: HttpRequest, form: Any, code: str = "") -> Occasion:
    given = form.cleaned_data
    return Occasion(
        day=given["day"] or timezone.localdate(),
        by=user_of(request),
        legal_basis=given["legal_basis"],
        seen={code: given["seen"]} if code else {},
    )


def _say(form: Any, refused: UnitRefused) -> None:
    """Say at the field why nothing was changed; keep all that was typed."""
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, refused.message)
    form.was_changed = isinstance(refused, UnitChanged)


def _seen(form: Any, shown: UnitPage | None) -> str:
    """Return the mark to go on with: what she saw first, until she was told of another change."""
    if form.is_bound and not getattr(form, "was_changed", False):
        return str(form["seen"].value() or "")
    return shown.mark if shown else ""


def _asked(request: HttpRequest, form: Any, way: Step, shown: UnitPage | None) -> HttpResponse:
    changed = getattr(form, "was_changed", False)
    context = {"form": form, "way": way, "shown": shown, "seen": _seen(form, shown)}
    status = 409 if changed else 422 if form.is_bound else 200
    return render(request, "network/unit_change.html", context, status=status)
