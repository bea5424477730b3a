"""Encoding of the arguments of methods, by the annotations of the methods."""

from __future__ import annotations

import ast
import sys
from typing import Any

from ..operation import Operation
from .codec import Codec
from .deferred_annotations import read_names
from .types import build_codec

# The names that annotations write before a type.
PREFIXES = ("builtins", "inputs")


def find_codecs(operation: Operation[Any]) -> dict[str, Codec]:
    """Return the codec of each argument of an operation, except that of the body."""
    annotations = _find_annotations(operation)
    names = (parameter.name for parameter in operation.parameters)
    return {n: _parse(annotations[n]) for n in names if n in annotations}


def requires_body(operation: Operation[Any]) -> bool:
    """Return whether the body must not be None."""
    annotation = _find_annotations(operation).get("body", "Any")
    return annotation != "Any" and not annotation.endswith("None")


def _find_annotations(operation: Operation[Any]) -> dict[str, str]:
    """Return the annotations of the method; none for an operation without a method."""
    name = operation.name.rpartition(".")[2]
    module = sys.modules.get(operation.module)
    for value in read_names(module).values() if module is not None else ():
        is_resource = isinstance(value, type) and value.__module__ == operation.module
        if is_resource and name in vars(value):
            annotations: dict[str, str] = vars(value)[name].__annotations__
            return annotations
    return {}


def _parse(annotation: str) -> Codec:
    node = ast.parse(annotation, mode="eval").body
    return build_codec(_RemovePrefixes().visit(node))


class _RemovePrefixes(ast.NodeTransformer):
    """Replaces `builtins.list` by `list`, and `inputs.Genre` by `Genre`."""

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        match node:
            case ast.Attribute(value=ast.Name(id=prefix), attr=name):
                if prefix in PREFIXES:
                    return ast.Name(name)
        return node
