"""Decrees of appointment."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import decree_files, decree_people, decree_steps, decrees

_ONE = "jejaring/sk/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("jejaring/sk/", decrees.decree_list, name="decree_list"),
    path("jejaring/sk/baru/", decrees.decree_new, name="decree_new"),
    path(_ONE, decrees.decree, name="decree"),
    path(f"{_ONE}ubah/", decrees.decree_edit, name="decree_edit"),
    path(f"{_ONE}orang/", decree_people.person_add, name="decree_person_add"),
    path(f"{_ONE}orang/<uuid:line>/", decree_people.person_change, name="decree_person"),
    path(
        f"{_ONE}orang/<uuid:line>/hapus/", decree_people.person_remove, name="decree_person_remove"
    ),
    path(
        f"{_ONE}orang/<uuid:line>/pernyataan/", decree_people.declaration, name="decree_declaration"
    ),
    path(
        f"{_ONE}orang/<uuid:line>/formulir/",
        decree_people.declaration_paper,
        name="decree_declaration_paper",
    ),
    path(f"{_ONE}terbitkan/", decree_steps.issue, name="decree_issue"),
    path(f"{_ONE}naskah.<slug:form>", decree_files.paper, name="decree_paper"),
    path(f"{_ONE}pindaian/", decree_files.scan_add, name="decree_scan_add"),
    path(f"{_ONE}pindaian/<uuid:file_id>/", decree_files.scan, name="decree_scan"),
    path(f"{_ONE}langkah/<slug:step>/", decree_steps.step, name="decree_step"),
    path("jejaring/pernyataan/", decree_people.own, name="own_declarations"),
    path("jejaring/pernyataan/<uuid:line>/", decree_people.own_answer, name="own_declaration"),
]
