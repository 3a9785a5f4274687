"""People of the network."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.network.views import leaves, people, person

_ONE = "jejaring/orang/<uuid:pk>/"

urlpatterns: list[URLPattern] = [
    path("jejaring/orang/", people.people, name="people"),
    path("jejaring/orang/baru/", people.person_add, name="person_add"),
    path(_ONE, person.person, name="person"),
    path(f"{_ONE}ubah/", people.person_change, name="person_change"),
    path(f"{_ONE}nip/", person.person_nip, name="person_nip"),
    path(f"{_ONE}langkah/<slug:step>/", person.person_step, name="person_step"),
    path(
        f"{_ONE}cuti/<uuid:leave>/batal/",
        person.person_leave_cancel,
        name="person_leave_cancel",
    ),
    path(f"{_ONE}usul-cuti/", leaves.propose, name="person_leave_propose"),
    path(f"{_ONE}usul-cuti/<uuid:proposal>/", leaves.answer, name="person_leave_answer"),
    path("jejaring/pernyataan/cuti/", leaves.own, name="own_leave"),
    path(
        "jejaring/pernyataan/cuti/<uuid:leave>/batal/", leaves.own_cancel, name="own_leave_cancel"
    ),
    path(
        "jejaring/pernyataan/usul-cuti/<uuid:proposal>/",
        leaves.own_answer,
        name="own_leave_answer",
    ),
]
