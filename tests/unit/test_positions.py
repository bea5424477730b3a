"""Lines and columns of positions, and the lines of excerpts, in texts that are split in parts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specpress.document import lines
from specpress.document.json_reader import line_and_column
from specpress.document.lines import excerpt

TEXTS = st.text(alphabet="ab\n\r\u2028\U0001f600", max_size=30)


@pytest.fixture(autouse=True, scope="module")
def _short_parts() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "PART", 3)
        yield


@given(TEXTS, st.data())
def test_line_and_column(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    before = text[:offset].split("\n")
    assert line_and_column(text, offset) == (len(before), len(before[-1]) + 1)


@given(TEXTS, st.integers(1, 40))
def test_excerpt(text: str, line: int) -> None:
    expected_lines = dict(enumerate(text.splitlines(), 1))
    expected = [
        (n, expected_lines[n])
        for n in (line - 1, line, line + 1)
        if n in expected_lines
    ]
    # A position after the last line has the last line.
    if line <= len(expected_lines) + 1:
        assert list(excerpt(text, line)) == expected
