"""One surface in a process of its own, as its server has it: answers to GET, as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.contracts.sources import ROOT

_SCRIPT = """
import json, sys
from ruangaman.wsgi_{surface} import application
from django.test import Client
client = Client(raise_request_exception=False)
answers = {{}}
for path in json.loads(sys.argv[1]):
    answer = client.get(path, secure={https})
    answers[path] = {{
        "status": answer.status_code, "headers": dict(answer.headers),
        "cookies": {{name: dict(morsel) for name, morsel in answer.cookies.items()}},
        "body": answer.content.decode() if not answer.streaming else "",
    }}
print(json.dumps(answers))
"""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    cookies: dict[str, dict[str, Any]]
    body: str


def answers(home: Path, surface: str, *paths: str, https: bool = False) -> dict[str, Answer]:
    """Ask ``surface`` for ``paths`` that need no database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUANGAMAN_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT.format(surface=surface, https=https), json.dumps(paths)],
        cwd=ROOT,
        env=kept | {
            "RUANGAMAN_HOME": str(home), "RUANGAMAN_HTTPS": str(https), "PYTHONWARNINGS": "",
            "DATABASE_URL": "sqlite:///:memory:", "RUANGAMAN_PUBLIC_HOSTS": "testserver",
            "RUANGAMAN_STAFF_HOSTS": "testserver",
        },
        capture_output=True,
        text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path: Answer(**body) for path, body in json.loads(done.stdout).items()}
