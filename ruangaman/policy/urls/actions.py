"""Addresses of action plans."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.policy.views import actions, plans, proposals

_PLAN = "kebijakan/aksi/<slug:code>/<int:year>/"
_GAP = "kebijakan/aksi/provinsi/<int:year>/usul/<slug:key>/"
_ONE = "kebijakan/aksi/satu/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("kebijakan/aksi/", plans.actions, name="actions"),
    path("kebijakan/aksi/daftar.xlsx", plans.sheet, name="actions_sheet"),
    path(_ONE, actions.action, name="action"),
    path(f"{_ONE}ubah/", actions.change, name="action_change"),
    path(f"{_ONE}selesai/", actions.done, name="action_done"),
    path(f"{_ONE}henti/", actions.drop, name="action_drop"),
    path(f"{_ONE}buka/", actions.reopen, name="action_reopen"),
    path(f"{_ONE}lanjut/", actions.carry, name="action_carry"),
    path(f"{_GAP}ambil/", proposals.take, name="proposal_take"),
    path(f"{_GAP}abaikan/", proposals.dismiss, name="proposal_dismiss"),
    path(f"{_GAP}kembali/", proposals.restore, name="proposal_restore"),
    path(_PLAN, plans.plan, name="plan"),
    path(f"{_PLAN}tambah/", plans.add, name="action_add"),
    path(f"{_PLAN}cetak.pdf", plans.paper, name="plan_paper"),
]
