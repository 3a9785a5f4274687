"""The installation that is tried: PostgreSQL, nginx and both surfaces in a temporary folder."""

from __future__ import annotations

import json
import os
import pwd
import re
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.postgresql import free_port, running

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
PUBLIC_HOST, STAFF_HOST = "lapor.contoh.test", "meja.contoh.test"
ONION_HOST = f"{'contoh' * 9}ab.onion"
LONGEST = 60.0
ROLES = ("owner", "public", "staff", "backup")
_OURS = ("RUANGAMAN_", "DATABASE_URL", "DJANGO_", "PYTHONPATH")


@dataclass
class Scratch:
    """Everything about the installation; ``world`` is what ``ruangaman demo`` printed."""

    folder: Path
    superuser: str = ""
    ports: dict[str, int] = field(default_factory=dict)
    passwords: dict[str, str] = field(default_factory=dict)
    world: dict[str, Any] = field(default_factory=dict)
    token: str = field(default_factory=lambda: secrets.token_hex(32))

    @property
    def nginx(self) -> Path:
        """The folder of nginx."""
        return self.folder / "nginx"

    def database(self, role: str) -> str:
        """Return ``DATABASE_URL`` of a role."""
        port = urlsplit(self.superuser).port
        return f"postgresql://ruangaman_{role}:{self.passwords[role]}@127.0.0.1:{port}/ruangaman"

    def environment(self) -> dict[str, str]:
        """Return the environment of the installation's processes: nothing of ours is passed on."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
        return kept | {
            "RUANGAMAN_HOME": str(self.folder / "home"),
            "RUANGAMAN_EPHEMERAL_HOME": str(self.folder / "ephemeral"),
            "RUANGAMAN_HTTPS": "yes",
            "RUANGAMAN_TRUSTED_PROXIES": "1",
            "RUANGAMAN_PUBLIC_HOSTS": f"{PUBLIC_HOST},{ONION_HOST}",
            "RUANGAMAN_STAFF_HOSTS": STAFF_HOST,
            "RUANGAMAN_PUBLIC_ADDRESS": f"https://{PUBLIC_HOST}",
            "RUANGAMAN_METRICS_TOKEN": self.token,
            "DATABASE_URL": self.database("owner"),
            "DATABASE_URL_PUBLIC": self.database("public"),
            "DATABASE_URL_STAFF": self.database("staff"),
            "DATABASE_URL_BACKUP": self.database("backup"),
            "TMPDIR": str(self.folder / "tmp"),
            "PYTHONWARNINGS": "",
        }

    def run(self, *command: str, role: str = "owner") -> str:
        """Run a command of ``ruangaman`` with an account and return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "ruangaman", *command],
            cwd=ROOT, env=self.environment() | {"DATABASE_URL": self.database(role)},
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"ruangaman {' '.join(command)}: {done.stderr}")
        return done.stdout


@contextmanager
def installation(folder: Path) -> Iterator[Scratch]:
    """Make and serve it; everything is stopped afterwards, and ``folder`` is left as it is."""
    scratch = Scratch(folder)
    for name in ("home", "ephemeral", "tmp"):
        (folder / name).mkdir(mode=0o700)
    folder.chmod(0o711)
    scratch.ports = {name: free_port() for name in ("http", "https", "public", "staff")}
    with ExitStack() as stack:
        _database_make(scratch, stack.enter_context(running(folder / "postgresql")))
        stack.enter_context(_served(scratch))
        stack.enter_context(proxied(scratch))
        yield scratch


def _database_make(scratch: Scratch, server: Any) -> None:
    """Make roles and database with roles.sql, fill them as an operator would."""
    scratch.superuser = server.database("first").rsplit("/", 1)[0] + "/postgres"
    scratch.passwords = {role: secrets.token_hex(16) for role in ROLES}
    for _ in range(2):  # again: it must be safe
        given = [f"{role}_password={password}" for role, password in scratch.passwords.items()]
        variables = [item for text in ("ON_ERROR_STOP=1", "database=ruangaman", *given)
                     for item in ("-v", text)]  # fmt: skip
        file = DEPLOY / "postgresql" / "roles.sql"
        subprocess.run(
            ["psql", "-qX", *variables, "-f", str(file), scratch.superuser],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    scratch.run("migrate", "--verbosity", "0")
    scratch.run("database-roles", "--apply")
    scratch.run("load-pack", "ntt")
    scratch.world = json.loads(scratch.run("demo", "--json"))


@contextmanager
def _served(scratch: Scratch) -> Iterator[None]:
    ports = scratch.ports
    log = (scratch.folder / "serve.log").open("ab")
    command = [sys.executable, "-m", "ruangaman", "serve", "--public-port", str(ports["public"])]
    process = subprocess.Popen(
        [*command, "--staff-port", str(ports["staff"]), "--workers", "1"],
        cwd=ROOT, stdout=log, stderr=log,
        env=scratch.environment() | {"DATABASE_URL": scratch.database("staff")},
    )  # fmt: skip
    try:
        wait_for(lambda: _healthy(ports["public"], PUBLIC_HOST), process, "public pages")
        wait_for(lambda: _healthy(ports["staff"], STAFF_HOST), process, "staff pages")
        yield
    finally:
        process.terminate()
        process.wait(LONGEST)


@contextmanager
def proxied(scratch: Scratch) -> Iterator[None]:
    """Run nginx in front of the two surfaces."""
    configure(scratch)
    command = ["nginx", "-p", str(scratch.nginx), "-c", str(scratch.nginx / "nginx.conf")]
    subprocess.run([*command, "-t", "-q"], check=True)
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        wait_for((scratch.nginx / "onion.sock").exists, process, "nginx")
        yield
    finally:
        process.terminate()
        process.wait(LONGEST)


def configure(scratch: Scratch) -> None:
    """Write nginx's files with the names of this installation, and certificates."""
    folder = scratch.nginx
    for name in ("certificates", "bodies", "answers", "ruangaman-pages"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    names = {
        "PUBLIC_HOST": PUBLIC_HOST, "STAFF_HOST": STAFF_HOST, "ONION_HOST": ONION_HOST,
        "CERTIFICATES": str(folder / "certificates"), "CONFIGURATION": str(folder),
        "RUN": str(folder), "ERROR_LOG": str(folder / "ruangaman-error.log"),
        **{f"{name.upper()}_PORT": str(port) for name, port in scratch.ports.items()},
    }  # fmt: skip
    for path in (DEPLOY / "nginx").glob("*.conf"):
        text = path.read_text("utf-8").replace("#onion ", "")
        text = re.sub(r"@([A-Z_]+)@", lambda found: names[found[1]], text)
        (folder / path.name).write_text(text, "utf-8")
    shutil.copytree(DEPLOY / "nginx" / "pages", folder / "ruangaman-pages", dirs_exist_ok=True)
    for surface, host in (("public", PUBLIC_HOST), ("staff", STAFF_HOST)):
        certificate(folder / "certificates", surface, host)
    user = "user www-data;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, user=user), "utf-8")
    if os.getuid() == 0:
        for name in ("bodies", "answers"):
            os.chown(folder / name, pwd.getpwnam("www-data").pw_uid, -1)


def certificate(folder: Path, surface: str, host: str) -> None:
    """Make a certificate for ``host`` that nobody has signed."""
    subprocess.run(
        ["openssl", "req", "-x509", "-nodes", "-days", "2", "-newkey", "ec",
         "-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", f"/CN={host}",
         "-addext", f"subjectAltName=DNS:{host}",
         "-keyout", str(folder / f"{surface}.key"), "-out", str(folder / f"{surface}.pem")],
        check=True, capture_output=True,
    )  # fmt: skip


_NGINX = """\
# As on Debian: what its nginx.conf says of TLS, gzip and an access log for everything.
{user}
pid {folder}/nginx.pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    gzip on;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/ruangaman.conf;
    include {folder}/ruangaman-onion.conf;
}}
"""


def wait_for(there: Any, process: subprocess.Popen[bytes], what: str) -> None:
    """Wait until something is there; it is an error when its process ends before."""
    deadline = time.monotonic() + LONGEST
    while not there():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{what}: not there")
        time.sleep(0.05)


def _healthy(port: int, host: str) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=LONGEST)
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
