"""The module of a package with code of its user, which no run writes."""

from __future__ import annotations

import ast
from pathlib import Path, PurePosixPath

from specpress.document.files import note_read
from specpress.document.problems import UsageError
from specpress.output.targets import read_content

MODULE = "own"


def read_own_classes(output: Path, folder: str) -> frozenset[str]:
    """Return the names of the public classes in `own.py`; none without this module.

    A class with the name of a generated one takes its place.

    Args:
        folder: The folder of the package in the output directory; "" if it is this directory.

    Raises:
        UsageError: the module is not valid Python.
    """
    name = PurePosixPath(folder, f"{MODULE}.py").as_posix()
    content = read_content(output / name)
    note_read(output / name, content)
    if content is None:
        return frozenset()
    try:
        tree = ast.parse(content)
    except (SyntaxError, ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        at = name if line is None else f"{name}:{line}"
        reason = getattr(error, "msg", None) or str(error)
        message = f"{at}: not valid Python: {reason}"
        raise UsageError(message, code="invalid-own-code") from error
    names = (node.name for node in tree.body if isinstance(node, ast.ClassDef))
    return frozenset(name for name in names if not name.startswith("_"))
