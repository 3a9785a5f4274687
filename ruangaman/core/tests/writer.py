"""Run as a process of its own: record events, one transaction each. Arguments: how many, who."""

from __future__ import annotations

import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")
django.setup()

from django.db import transaction

from ruangaman.core.audit import audit_record

for _ in range(int(sys.argv[1])):
    with transaction.atomic():
        audit_record(actor=None, action=sys.argv[2])
