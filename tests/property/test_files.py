"""Paths of generated files: inside the output directory, valid on every system, unique ignoring case."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from hypothesis import given

from specpress.output.outputs import OUTPUTS
from tests.property.documents import Document, documents
from tests.property.examples import divide_examples
from tests.property.packages import PACKAGE, render_tree

WINDOWS_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
MAX_PATH, MAX_NAME, MAX_NAME_BYTES = 140, 80, 140


@divide_examples(10)
@given(documents())
def test_paths_are_valid_on_every_system(document: Document) -> None:
    paths = [PurePosixPath(name) for name in render_tree(document, OUTPUTS)]
    assert len({str(path).casefold() for path in paths}) == len(paths)
    for path in paths:
        assert not path.is_absolute()
        assert len(str(path)) <= MAX_PATH
        for part in path.parts:
            assert part not in ("..", ".", "")
            assert not WINDOWS_DEVICES.match(part)
            assert len(part) <= MAX_NAME
            assert len(part.encode()) <= MAX_NAME_BYTES
            # macOS normalises names: another form would be another file.
            assert unicodedata.normalize("NFKC", part) == part
        if path.suffix == ".py" and path.parts[0] == PACKAGE:
            assert path.stem == path.stem.lower()
            assert all(part.isidentifier() for part in (*path.parts[:-1], path.stem))
