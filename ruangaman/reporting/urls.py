"""URLs of the reporter's pages."""

from __future__ import annotations

from django.urls import path

from ruangaman.reporting.views.files import mailbox_files
from ruangaman.reporting.views.letters import letter
from ruangaman.reporting.views.mailbox import mailbox
from ruangaman.reporting.views.report import report

urlpatterns = [
    path("lapor/", report, name="report"),
    path("pesan/", mailbox, name="mailbox"),
    path("rujukan/", letter, name="letter"),
    path("pesan/file/", mailbox_files, name="files"),
]
