"""The paths of the output: inside of its folder, valid on every system, no two that differ in case alone."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from hypothesis import given

from tests.property.documents import Document, documents
from tests.property.pressing import PACKAGE, press_tree

DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
LONGEST, MOST_BYTES, WHOLE = 80, 140, 140


@given(documents())
def test_paths_are_valid_on_every_system(document: Document) -> None:
    paths = [PurePosixPath(name) for name in press_tree(document).files]
    assert len({str(path).casefold() for path in paths}) == len(paths)
    for path in paths:
        assert not path.is_absolute()
        assert len(str(path)) <= WHOLE
        for part in path.parts:
            assert part not in ("..", ".", "")
            assert not DEVICES.match(part)
            assert len(part) <= LONGEST
            assert len(part.encode()) <= MOST_BYTES
            assert unicodedata.normalize("NFKC", part) == part
        if path.suffix == ".py" and path.parts[0] == PACKAGE:
            assert path.stem == path.stem.lower()
            assert all(part.isidentifier() for part in (*path.parts[:-1], path.stem))
