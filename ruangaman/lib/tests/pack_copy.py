"""A copy of packs/ntt that a test may break."""

import shutil
from pathlib import Path

from ruangaman.lib.pack import PackError, PackFault, read_pack

NTT = Path(__file__).resolve().parents[3] / "packs" / "ntt"


class PackCopy:
    """The pack of NTT in a temporary folder."""

    def __init__(self, parent: Path) -> None:
        self.path = parent / "ntt"
        shutil.copytree(NTT, self.path)

    def replace(self, file: str, old: str, new: str) -> None:
        """Puts ``new`` in the place of the first ``old``, which must be there."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (self.path / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, file: str, text: str) -> None:
        with (self.path / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def write_bytes(self, file: str, old: bytes, new: bytes) -> None:
        data = (self.path / file).read_bytes()
        assert old in data, f"{old!r} is not in {file}"
        (self.path / file).write_bytes(data.replace(old, new, 1))

    def line_of(self, file: str, text: str) -> int:
        """The line, from 1, on which ``text`` first stands."""
        lines = (self.path / file).read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def faults(self) -> tuple[PackFault, ...]:
        """What is wrong with the copy; () where nothing is."""
        try:
            read_pack(self.path)
        except PackError as error:
            return error.faults
        return ()
