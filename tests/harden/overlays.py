"""Search an overlay that `repair` wrote for texts that became structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from specpress.document import yaml_reader
from tests.harden.inspection import CONTROLS

# Names, indexes and literals only: no other query of JSONPath.
_LITERAL = r"'(?:[^'\\]|\\[\\'bfnrt/]|\\u[0-9A-Fa-f]{4})*'"
TARGET = re.compile(
    rf"\$(?:\.[A-Za-z_][A-Za-z0-9_]*|\[\d+\]|\[{_LITERAL}\]|\[\?@ == {_LITERAL}\])*"
)
EFFECTS = ({"remove"}, {"update"})
STRUCTURE = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken, yaml.DirectiveToken)


def inspect_overlay(text: str) -> Iterator[str]:
    """Yield what an overlay contains besides actions with literal targets."""
    for match in CONTROLS.finditer(text):
        yield f"contains {match[0]!a} in {text[max(0, match.start() - 60) : match.end() + 60]!a}"
        break
    try:
        yield from (f"contains {token}" for token in _structure(text))
        tree = yaml.safe_load(text)
        other, _ = yaml_reader.parse("overlay", text, [])
    except (yaml.YAMLError, ValueError) as error:
        yield f"is not YAML: {error!a}"[:300]
        return
    if tree != other:
        yield "is read as another tree by PyYAML"
    yield from _inspect_tree(other)


def _structure(text: str) -> Iterator[str]:
    documents = 0
    for token in yaml.scan(text, yaml.SafeLoader):
        documents += isinstance(token, yaml.DocumentStartToken)
        if isinstance(token, STRUCTURE) or documents:
            yield type(token).__name__


def _inspect_tree(tree: Any) -> Iterator[str]:
    if not isinstance(tree, dict) or [*tree] != ["overlay", "info", "actions"]:
        yield f"has another structure: {tree!a}"[:300]
        return
    if tree["overlay"] != "1.0.0" or [*tree["info"]] != ["title", "version"]:
        yield "has other information"
    for action in tree["actions"]:
        if action.keys() - {"target", "description"} not in EFFECTS:
            yield f"has an action with the keys {[*action]!a}"
        elif not TARGET.fullmatch(action["target"]):
            yield f"has the target {action['target']!a}"
        elif not isinstance(action["description"], str):
            yield "has a description that is no text"
