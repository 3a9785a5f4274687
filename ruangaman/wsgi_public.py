"""The public surface as a WSGI application."""

from __future__ import annotations

import os

os.environ["RUANGAMAN_SURFACE"] = "public"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")

from ruangaman.core.serving import application_read

application = application_read()
