"""How a surface's process begins."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.core.handlers.wsgi import WSGIHandler


def application_read() -> WSGIHandler:
    """Return the application of this surface, with everything read that its processes share.

    Nobody looks for garbage meanwhile: that took a seventh of the time. Raises ``NotReplayed``.
    """
    gc.disable()
    from django.core.wsgi import get_wsgi_application

    application = get_wsgi_application()
    from ruangaman.core.restored import refuse_to_serve
    from ruangaman.core.surface import heap_settle

    refuse_to_serve()
    heap_settle()
    return application
