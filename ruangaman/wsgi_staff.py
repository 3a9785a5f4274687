"""The staff surface as a WSGI application."""

from __future__ import annotations

import os

os.environ["RUANGAMAN_SURFACE"] = "staff"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruangaman.settings")

from django.core.wsgi import get_wsgi_application

from ruangaman.core.restored import refuse_to_serve
from ruangaman.core.surface import heap_settle

application = get_wsgi_application()
refuse_to_serve()
heap_settle()
