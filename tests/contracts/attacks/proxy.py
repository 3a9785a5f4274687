"""nginx in front of a surface: as ``deploy/`` sets it up, and with kept connections behind."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.contracts.attacks.wire import waited_for
from tests.house import ROOT, free_port

_CONFIGURATION = """
daemon off; master_process off; worker_processes 1; pid {folder}/pid; error_log {folder}/error error;
events {{ worker_connections 1024; }}
http {{
  access_log off; server_tokens off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  upstream surface {{ server 127.0.0.1:{behind}; keepalive 1; }}
  server {{
    listen 127.0.0.1:{port};
    {common}
    location / {{ proxy_pass http://surface; }}
  }}
}}
"""
_KEPT = """
    client_max_body_size 1m; client_body_buffer_size 1m; proxy_http_version 1.1;
    proxy_request_buffering on; proxy_set_header Connection ""; proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $remote_addr; proxy_set_header X-Forwarded-Proto $scheme;
"""
KINDS = ("deployed", "kept connections")


@contextmanager
def in_front_of(behind: int, folder: Path, kind: str) -> Iterator[int]:
    """Run nginx before the surface at port ``behind``; yields the port where one connects."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    assert found, "nginx is not installed; bin/test installs it"
    port, file = free_port(), folder / "nginx.conf"
    common = _deployed(folder) if kind == "deployed" else _KEPT
    file.write_text(_CONFIGURATION.format(folder=folder, behind=behind, port=port, common=common))
    process = subprocess.Popen([found, "-c", str(file), "-p", str(folder)])
    try:
        waited_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _deployed(folder: Path) -> str:
    """Return what ``deploy/`` sets for each surface."""
    text = (ROOT / "deploy" / "nginx" / "ruangaman-surface.conf").read_text("utf-8")
    return text.replace("@ERROR_LOG@", str(folder / "error")).replace(
        "@CONFIGURATION@", str(folder)
    )
