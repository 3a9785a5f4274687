"""Addresses of the register of incidents."""

from __future__ import annotations

from django.urls import path, re_path

from ruangaman.incidents.views import officer, register, report

app_name = "incidents"
CODE = r"(?P<code>INS-[0-9]{5})"

urlpatterns = [
    path("insiden/", register.incidents, name="list"),
    path("insiden/lapor/", report.report, name="report"),
    path("insiden/jejak/", officer.trail, name="trail"),
    path("insiden/peta-data/", officer.data_map, name="data_map"),
    re_path(rf"^insiden/{CODE}/$", register.incident, name="detail"),
    re_path(rf"^insiden/{CODE}/cetak/$", register.record, name="record"),
    re_path(rf"^insiden/{CODE}/(?P<name>[a-z-]+)/$", register.step, name="step"),
]
