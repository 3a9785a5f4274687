"""Configuration of gunicorn for both surfaces (``--config python:ruangaman.ops.web``)."""

from __future__ import annotations

import datetime as dt
import logging
import os
from typing import Any

from gunicorn.glogging import Logger

from ruangaman.core.logs import Few, exception_lines
from ruangaman.ops.memory import large_blocks_returned

_ABOUT_PROCESSES = (
    "Exception in worker process",
    "Unhandled exception in main loop",
    "WORKER TIMEOUT (pid:%s)",
    "Worker (pid:%s)",
)


class ProcessFormatter(logging.Formatter):
    """Lines about processes as gunicorn writes them; about requests only that one failed."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line for ``record``, without address, path, header or exception text."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC)
        about_process = is_about_process(record)
        parts = [
            f"{at:%Y-%m-%dT%H:%M:%SZ} {record.levelname} gunicorn pid={record.process}",
            record.getMessage() if about_process else "a request failed",
        ]
        if record.exc_info and record.exc_info[1]:
            parts += exception_lines(record.exc_info[1])
        return " ".join(parts)


def is_about_process(record: logging.LogRecord) -> bool:
    """Say whether a line is about a process; all others are about requests."""
    return str(record.msg).startswith(_ABOUT_PROCESSES)


class FewRequests(Few):
    """A few lines a minute about requests that could not be read."""

    def about_refused(self, record: logging.LogRecord) -> bool:
        """Say whether this is about a request."""
        return not is_about_process(record)


class PrivateLogger(Logger):  # type: ignore[misc]
    """gunicorn's logger with ``ProcessFormatter``; there is no access log."""

    def setup(self, cfg: Any) -> None:
        """Set up as gunicorn does, then change how lines look."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ProcessFormatter())
            handler.addFilter(FewRequests())


def on_starting(_server: Any) -> None:
    """Before any process is forked: files of strangers leave no memory behind."""
    large_blocks_returned()


def post_worker_init(_worker: Any) -> None:
    """Let a public process say by the clock what it believes of the manifest of receivers."""
    from django.conf import settings

    if settings.SURFACE == "public":
        from ruangaman.people.watching import watch_begin

        watch_begin()


proc_name = "ruangaman"
preload_app = True
worker_class = "ruangaman.ops.worker.ImpatientWorker"
timeout = 60
graceful_timeout = 20
keepalive = 5
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108
umask = 0o077
forwarded_allow_ips = ""
"""No header sets scheme or path: Django reads what a trusted proxy says (``settings.HTTPS``)."""
limit_request_line = 4094
limit_request_fields = 60
limit_request_field_size = 8190
control_socket_disable = True
accesslog = None
errorlog = "-"
loglevel = "warning"
logger_class = PrivateLogger
