"""Overlays as text: JSONPath of places in a document, and the actions in YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from specpress.document.problems import Step
from specpress.document.queries import MAX_LENGTH
from specpress.schema.json_values import to_json
from specpress.swagger.opening import APPLIES_TO, UPGRADED
from specpress.terminal import printable

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*\Z")
_ESCAPES = {
    "\\": "\\\\",
    "'": "\\'",
    "\b": "\\b",
    "\f": "\\f",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}
# The JSONPath engine refuses other control characters, also as escapes.
_UNNAMEABLE = re.compile(r"[\x00-\x07\x0b\x0e-\x1f\ud800-\udfff]")
WIDTH = 100
# Characters for the part of a target after a path.
MAX_KEYWORD = 100


@dataclass(frozen=True, slots=True)
class Action:
    """An action of an overlay: removes the target, or merges `update` into it."""

    target: str
    description: str
    update: Any = None

    def to_dict(self) -> dict[str, Any]:
        """Return the action as an overlay has it."""
        effect = {"remove": True} if self.update is None else {"update": self.update}
        return {"target": self.target, "description": self.description, **effect}


def to_jsonpath(path: tuple[Step, ...]) -> str:
    """Return the JSONPath of one value."""
    return "$" + "".join(map(_format_step, path))


def _format_step(step: Step) -> str:
    if isinstance(step, int):
        return f"[{step}]"
    return f".{step}" if _NAME.match(step) else f"[{quote(step)}]"


def quote(text: str) -> str:
    """Return a string literal of JSONPath."""
    return "'" + "".join(_ESCAPES.get(character, character) for character in text) + "'"


def can_name(path: tuple[Step, ...]) -> bool:
    """Return whether the JSONPath engine accepts a path, with a keyword after it."""
    return not find_obstacle(path)


def find_obstacle(path: tuple[Step, ...]) -> str:
    """Return the reason why the JSONPath engine refuses a path; "" if it does not."""
    if any(_UNNAMEABLE.search(str(step)) for step in path):
        return "JSONPath cannot name the control characters on its path"
    if len(to_jsonpath(path)) > MAX_LENGTH - MAX_KEYWORD:
        return f"its JSONPath has more than {MAX_LENGTH - MAX_KEYWORD:,} characters"
    return ""


class _Dumper(yaml.SafeDumper):
    """Writes values where they are, without anchors, and indents the items of lists."""

    def ignore_aliases(self, data: Any) -> bool:
        """Return True: no value is shared."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent lists in objects."""
        super().increase_indent(flow, False)


def _represent_text(dumper: _Dumper, text: str) -> yaml.Node:
    # Only this style has escapes.
    style = None if printable(text) == text else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def write_overlay(
    title: str, actions: list[Action], *, is_upgraded: bool = False
) -> str:
    """Return an Overlay 1.0 document.

    Args:
        is_upgraded: The actions change the OpenAPI document that a Swagger document becomes.
    """
    document = {
        "overlay": "1.0.0",
        **({APPLIES_TO: UPGRADED} if is_upgraded else {}),
        "info": {"title": title, "version": "1.0.0"},
        "actions": [to_json(action.to_dict()) for action in actions],
    }
    text: str = yaml.dump(
        document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH
    )
    # PyYAML writes characters that reorder a text as they are: here, they are in double quotes.
    return printable(text)
