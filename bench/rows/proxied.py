"""Submissions as an installation takes them: through nginx with TLS, into PostgreSQL."""

from __future__ import annotations

import shutil
from pathlib import Path

from bench.calibration import calibrate
from bench.installation import Installation, Served, install
from bench.load import load
from bench.measures import CannotMeasure, Measure, Rows, percentile
from bench.postgresql import free_port, running
from bench.rows.submit import SECONDS, lost_of, states
from deploy.trial.scratch import PUBLIC_HOST, Scratch, proxied

_CLIENTS = 16


def submit_tls(folder: Path, runs: int) -> Rows:
    """The row of PostgreSQL with 16 clients again, behind the files of ``deploy/nginx``.

    Every report comes over a connection of its own, with a full handshake.
    """
    if not shutil.which("nginx"):
        raise CannotMeasure("nginx is not installed")
    rate = Measure("submit-tls", "nginx, TLS: reports per second, 16 clients", "/s", 100.0,
                   at_least=True)  # fmt: skip
    slow = Measure("submit-tls", "nginx, TLS: p95, 16 clients", "ms", 250.0)
    lost = Measure("submit-tls", "nginx, TLS: faults and lost reports", "", 0.0, pick="worst")
    with running(folder / "server") as server:
        made = install(folder / "home", database=server.database("bench"), label="nginx, TLS")
        for run in range(runs):
            place = folder / f"proxy-{run}"
            place.mkdir(mode=0o755)
            names = f"127.0.0.1,{PUBLIC_HOST}"
            with made.serving(
                RUANGAMAN_PUBLIC_HOSTS=names, RUANGAMAN_TRUSTED_PROXIES="1", RUANGAMAN_HTTPS="yes"
            ) as served:
                _measure(made, served, place, run, (rate, slow, lost))
    yield from (rate, slow, lost)


def _measure(
    made: Installation,
    served: Served,
    place: Path,
    run: int,
    measures: tuple[Measure, Measure, Measure],
) -> None:
    ports = {"http": free_port(), "https": free_port()}
    scratch = Scratch(place, ports={**ports, "public": served.public, "staff": served.staff})
    paths = states(made, place, PUBLIC_HOST, _CLIENTS, run)
    rate, slow, lost = measures
    with proxied(scratch):
        beside = calibrate()
        sent = load(ports["https"], paths, seconds=SECONDS, host=PUBLIC_HOST)
    rate.add(sent.rate, beside)
    slow.add(percentile(sent.times, 95) * 1000, beside)
    lost.add(len(sent.faults) + lost_of(made, place, sent.codes), beside)
