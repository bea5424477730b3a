"""Swagger documents of the corpus: counts that do not depend on specpress, and the upgraded tree."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from specpress.document.load import load
from specpress.document.policy import DEFAULT_POLICY
from specpress.document.problems import Problems
from specpress.document.resolve import Workspace
from specpress.schema.written_values import adapt_values
from specpress.swagger.opening import open_workspace


def open_document(path: Path) -> Workspace:
    """Return the workspace of a document, which is upgraded if it is Swagger 2.0."""
    main = load(str(path))
    return open_workspace(main, [], DEFAULT_POLICY, adapt_values, Problems())


def open_tree(path: Path) -> Any:
    """Return the upgraded tree of a Swagger document."""
    return open_document(path).main.tree
