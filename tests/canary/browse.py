"""A small browser for real servers: forms, cookies, hidden fields. Standard library only."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar
from typing import Any

_FORM = re.compile(r"<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", re.S)
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


class Browser:
    """One person's browser."""

    def __init__(self, address: str) -> None:
        """Begin at ``address``."""
        self.address, self.page = address, ""
        jar = urllib.request.HTTPCookieProcessor(CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, path: str) -> str:
        """Open a page."""
        return self._ask(urllib.request.Request(self.address + path))

    def send(self, ending: str = "", to: str = "", **fields: Any) -> str:
        """Fill in the form whose address ends so, and send it there, or where a button says."""
        action, inner = next(
            (action, inner) for action, inner in _FORM.findall(self.page)
            if action.endswith(ending)
        )  # fmt: skip
        body = {**dict(_HIDDEN.findall(inner)), **fields}
        request = urllib.request.Request(
            self.address + (to or action), urllib.parse.urlencode(body, doseq=True).encode(),
            headers={"Origin": self.address, "Referer": self.address + "/"},
        )  # fmt: skip
        return self._ask(request)

    def upload(self, ending: str, name: str, raw: bytes, **fields: str) -> str:
        """Fill in the form whose address ends so, with a file, and send it."""
        action, inner = next(one for one in _FORM.findall(self.page) if one[0].endswith(ending))
        carried = dict(_HIDDEN.findall(inner))
        last = {"akhir": carried.pop("akhir")}
        mark = "batas-kenari"
        head = f"--{mark}\r\nContent-Disposition: form-data; name="
        before, after = (
            "".join(f'{head}"{key}"\r\n\r\n{value}\r\n' for key, value in some.items())
            for some in ({**carried, **fields}, last)
        )
        file = f'{head}"file"; filename="{name}"\r\n\r\n'
        body = b"".join(
            [before.encode(), file.encode(), raw, f"\r\n{after}--{mark}--\r\n".encode()]
        )
        kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
        own = {"Origin": self.address, "Referer": self.address + "/"}
        return self._ask(urllib.request.Request(self.address + action, body, {**kind, **own}))

    def fetch(self, ending: str, holding: str) -> bytes:
        """Send the form whose address ends so and that holds a field, and return the file."""
        action, inner = next(
            one for one in _FORM.findall(self.page)
            if one[0].endswith(ending) and f'name="{holding}"' in one[1]
        )  # fmt: skip
        body = urllib.parse.urlencode(dict(_HIDDEN.findall(inner))).encode()
        headers = {"Origin": self.address, "Referer": self.address + "/"}
        request = urllib.request.Request(self.address + action, body, headers)
        with self._opener.open(request) as answer:
            return bytes(answer.read())

    def _ask(self, request: urllib.request.Request) -> str:
        try:
            with self._opener.open(request) as answer:
                self.page = answer.read().decode()
        except urllib.error.HTTPError as answer:
            self.page = answer.read().decode()
        return self.page
