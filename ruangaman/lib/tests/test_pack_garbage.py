"""Whatever stands in the files, the reader answers with a pack or with faults."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ruangaman.lib.pack import FILES, PackFault
from ruangaman.lib.tests.pack_copy import PackCopy

PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [b",", b'"', b"\n", b"[[", b"]]", b"= ", b"{}", b"{0}", b"1e9", b"-", b"\xff", b"\0"]
    ),
    st.text(max_size=6).map(lambda text: text.encode("utf-8", "replace")),
)


@settings(max_examples=120, deadline=None)
@given(
    file=st.sampled_from(FILES),
    place=st.floats(min_value=0, max_value=1),
    cut=st.integers(min_value=0, max_value=40),
    piece=PIECES,
)
def test_damage_anywhere_gives_faults_that_name_a_file(
    file: str, place: float, cut: int, piece: bytes
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = PackCopy(Path(folder))
        data = (copy.path / file).read_bytes()
        start = int(place * len(data))
        (copy.path / file).write_bytes(data[:start] + piece + data[start + cut :])
        for fault in copy.faults():
            assert isinstance(fault, PackFault)
            assert fault.file in FILES or (copy.path / fault.file).is_file()
            assert fault.row >= 0
            assert fault.message
