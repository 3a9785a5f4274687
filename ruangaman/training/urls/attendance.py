"""Addresses of training: attendance."""

from __future__ import annotations

from django.urls import URLPattern, path

from ruangaman.training.views import attendance, attendance_files, door, screen

_EVENT = "pelatihan/acara/<uuid:pk>/hadir/"
_SESSION = f"{_EVENT}sesi/<uuid:session>/"

urlpatterns: list[URLPattern] = [
    path("pelatihan/ikut/", door.door, name="door"),
    path("pelatihan/ikut/pergi/", door.leave, name="door_leave"),
    path("pelatihan/ikut/akun/", door.back, name="door_back"),
    path("pelatihan/ikut/<uuid:pk>/", door.taking_part, name="taking_part"),
    path("pelatihan/hadir/<uuid:session>/<slug:code>/", door.attend, name="attend"),
    path(_EVENT, attendance.attendance, name="attendance"),
    path(f"{_EVENT}lembar/", attendance_files.sheet, name="attendance_sheet"),
    path(f"{_EVENT}daftar.xlsx", attendance_files.list_xlsx, name="attendance_xlsx"),
    path(f"{_EVENT}daftar.csv", attendance_files.list_csv, name="attendance_csv"),
    path(f"{_EVENT}unggah/", attendance_files.upload, name="attendance_upload"),
    path(f"{_EVENT}unggah/catat/", attendance_files.confirm, name="attendance_confirm"),
    path(_SESSION, attendance.session_list, name="attendance_session"),
    path(f"{_SESSION}layar/", screen.screen, name="attendance_screen"),
    path(f"{_SESSION}layar/<slug:step>/", screen.step, name="attendance_screen_step"),
    path(f"{_SESSION}tarik/<uuid:participant>/", attendance.take_back, name="attendance_take_back"),
]
