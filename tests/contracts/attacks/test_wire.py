"""On the wire: doubtful requests are refused, hidden ones never answered, slow ones stop nobody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from tests.contracts.attacks.proxy import KINDS, in_front_of
from tests.contracts.attacks.wire import answered, get, opened, statuses
from tests.house import House, new_house

HIDDEN = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
ODD_LENGTHS = ("+5", "-5", "0x5", "5, 5", "5 5", "5;", "", "٥", "1e1", "05\x0b", "9" * 30, "5\x00")
ODD_CODINGS = ("xchunked", "chunked, identity", "chunked, chunked", "gzip, chunked",
               "\x0bchunked", "chunked\x00", "\"chunked\"", "chunked;q=1", "ch\tunked")  # fmt: skip
ODD_CHUNKS = (b"0x5\r\nabcde\r\n0\r\n\r\n", b"-1\r\n\r\n", b"5\rabcde\r\n0\r\n\r\n", b" 5\r\nabcde\r\n0\r\n\r\n",
              b"+5\r\nabcde\r\n0\r\n\r\n", b"5;\nabcde\r\n0\r\n\r\n", b"f" * 20 + b"\r\n", b"5\r\nabcdeXX0\r\n\r\n")  # fmt: skip

pytestmark = pytest.mark.once


def post(*headers: str, body: bytes = b"") -> bytes:
    head = "\r\n".join(["POST /lapor/ HTTP/1.1", "Host: 127.0.0.1", *headers])
    return head.encode() + b"\r\n\r\n" + body


ZERO = b"0\r\n\r\n"
DOUBTFUL: dict[str, bytes] = {
    "both, length short": post("Content-Length: 5", "Transfer-Encoding: chunked", body=ZERO + HIDDEN),
    "both, length long": post("Transfer-Encoding: chunked", f"Content-Length: {5 + len(HIDDEN)}", body=ZERO + HIDDEN),
    "two lengths": post("Content-Length: 0", f"Content-Length: {len(HIDDEN)}", body=HIDDEN),
    "two lengths, long first": post(f"Content-Length: {len(HIDDEN)}", "Content-Length: 0", body=HIDDEN),
    "two codings": post("Transfer-Encoding: chunked", "Transfer-Encoding: x", body=ZERO + HIDDEN),
    "folded coding": post("Transfer-Encoding:\r\n chunked", "Content-Length: 5", body=ZERO + HIDDEN),
    "folded header": post("X-A: b", " Content-Length: 5", body=HIDDEN),
    "space before colon": post("Transfer-Encoding : chunked", "Content-Length: 5", body=ZERO + HIDDEN),
    "bare line feed": post("X-A: b\nContent-Length: 5", "Content-Length: 0", body=HIDDEN),
    "bare line feed before coding": post("X-A: b\nTransfer-Encoding: chunked", "Content-Length: 5", body=ZERO + HIDDEN),
    "bare return": post("X-A: b\rTransfer-Encoding: chunked", "Content-Length: 5", body=ZERO + HIDDEN),
    "name with a blank": post("Content Length: 5", body=HIDDEN),
    "zero byte in a header": post("X-A: b\x00c", "Content-Length: 0", body=HIDDEN),
    "no colon": post("Content-Length", body=HIDDEN),
    "no name": post(": 5", body=HIDDEN),
    "old version with coding": post("Transfer-Encoding: chunked", body=ZERO + HIDDEN).replace(b"1.1", b"1.0", 1),
    "other version": post("Content-Length: 0").replace(b"HTTP/1.1", b"HTTP/1.2", 1),
    "two hosts": post("Host: jahat.example", "Content-Length: 0"),
    "no host": b"POST /lapor/ HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
    "tabs in the line": b"GET\t/lapor/\tHTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "binary": bytes(range(256)) + b"\r\n\r\n",
    "hello of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100,
    **{f"length {odd!r}": post(f"Content-Length: {odd}", body=b"abcde" + HIDDEN) for odd in ODD_LENGTHS},
    **{f"coding {odd!r}": post(f"Transfer-Encoding: {odd}", body=ZERO + HIDDEN) for odd in ODD_CODINGS},
    **{f"chunk {odd!r}": post("Transfer-Encoding: chunked", body=odd + HIDDEN) for odd in ODD_CHUNKS},
}  # fmt: skip
REFUSED = {400, 403, 404, 405, 413, 414, 431, 501, 505}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    house = new_house(tmp_path_factory.mktemp("wire"))
    try:
        house.build(demo=False).serve()
        yield house
    finally:
        house.remove()


@pytest.fixture(scope="module")
def ports(house: House) -> dict[str, int]:
    """Where gunicorn itself listens, for each surface."""
    return {name: urlsplit(getattr(house, name)).port or 0 for name in ("public", "staff")}


@pytest.fixture(scope="module", params=KINDS)
def proxied(
    ports: dict[str, int],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[int]:
    """Where nginx listens in front of the public surface."""
    with in_front_of(ports["public"], tmp_path_factory.mktemp("nginx"), request.param) as port:
        yield port


def is_usable(port: int) -> bool:
    answer = answered(port, get("/lapor/"), ends=False)
    return statuses(answer) == [200] and b"Layanan Informasi" in answer


@pytest.mark.parametrize("surface", ["public", "staff"])
@pytest.mark.parametrize("case", DOUBTFUL)
def test_a_doubtful_request_hides_no_other(ports: dict[str, int], surface: str, case: str) -> None:
    answer = answered(ports[surface], DOUBTFUL[case])
    found = statuses(answer)
    assert set(found) <= REFUSED, answer
    assert set(found[1:]) <= {400}, answer
    assert not answer.endswith(b"\r\n\r\nok")


@pytest.mark.parametrize("case", DOUBTFUL)
def test_nor_through_nginx(proxied: int, case: str) -> None:
    """What nginx reads otherwise than gunicorn would be answered to whoever comes next."""
    request = DOUBTFUL[case].replace(
        b"Host: 127.0.0.1\r\n", b"Host: 127.0.0.1\r\nConnection: close\r\n", 1
    )
    answer = answered(proxied, request)
    assert set(statuses(answer)) <= REFUSED, answer
    assert b"\r\n\r\nok" not in answer
    for _ in range(2):
        assert is_usable(proxied), case


def test_two_whole_requests_get_two_answers(ports: dict[str, int]) -> None:
    """The count above would also be one where a second request is never read."""
    both = post("Content-Length: 5", body=b"abcde") + get("/healthz")
    assert statuses(answered(ports["public"], both))[-1] == 200


@pytest.mark.parametrize(
    "request_",
    [
        get("/lapor/", host="jahat.example"),
        get("http://jahat.example/lapor/"),
        get("http://jahat.example@127.0.0.1/lapor/"),
        get("//jahat.example/lapor/"),
        get("/lapor/", more="X-Forwarded-Host: jahat.example\r\nConnection: close\r\n"),
        get("/lapor/", more="Forwarded: host=jahat.example\r\nConnection: close\r\n"),
        get("/lapor/", host="127.0.0.1:1", more="SCRIPT_NAME: /jahat.example\r\nConnection: close\r\n"),
        get("/lapor", more="X-Forwarded-Host: jahat.example\r\nConnection: close\r\n"),
        get("/lapor/", more="X-Forwarded-Prefix: /jahat.example\r\nConnection: close\r\n"),
    ],
)  # fmt: skip
def test_no_host_but_ours_stands_in_an_answer(
    ports: dict[str, int], proxied: int, request_: bytes
) -> None:
    for port in (*ports.values(), proxied):
        answer = answered(port, request_, ends=False)
        assert statuses(answer)[0] < 500, answer
        assert b"jahat" not in answer.partition(b"\r\n\r\n")[0], answer
        assert b'"http://jahat' not in answer


@pytest.mark.parametrize(
    "request_",
    [
        get("/" + "a" * 9000),
        get("/", more="".join(f"X-{n}: a\r\n" for n in range(500))),
        get("/", more=f"X-A: {'a' * 70_000}\r\n"),
        get("/lapor/", more="Range: bytes=0-1,0-2,0-3\r\nExpect: 100-continue\r\nConnection: close\r\n"),
        get("/", more="Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n"),
        post("Content-Length: 99999999999", body=b"a"),
        post("Expect: 200-ok", "Content-Length: 0"),
    ],
)  # fmt: skip
def test_too_much_is_refused_at_once(ports: dict[str, int], request_: bytes) -> None:
    for port in ports.values():
        assert all(code < 500 for code in statuses(answered(port, request_)))
        assert statuses(answered(port, get("/healthz"))) == [200]


def halves(port: int, number: int, held: ExitStack) -> None:
    """Open connections that send half a head, half a body, a chunk, or nothing, and then wait."""
    kinds = (
        b"GET /lapor/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A:",
        post("Content-Length: 100000", "Content-Type: application/x-www-form-urlencoded", body=b"cerita=Ia"),
        post("Transfer-Encoding: chunked", body=b"5\r\nabcde\r\nff\r\nabc"),
        b"",
        b"G",
    )  # fmt: skip
    for place in range(number):
        held.enter_context(opened(port, kinds[place % len(kinds)]))


def test_a_hundred_slow_senders_do_not_stop_the_hundred_and_first(
    ports: dict[str, int], proxied: int
) -> None:
    """Behind nginx nobody notices them."""
    with ExitStack() as held:
        halves(proxied, 100, held)
        for _ in range(10):
            assert is_usable(proxied)
        assert statuses(answered(ports["staff"], get("/masuk/"), ends=False)) == [200]


def test_without_a_proxy_slow_senders_are_let_go(ports: dict[str, int]) -> None:
    """All eight threads are held; they are free again when their time is over."""
    with ExitStack() as held:
        halves(ports["public"], 10, held)
        for _ in range(3):
            assert is_usable(ports["public"])
    assert is_usable(ports["public"])
