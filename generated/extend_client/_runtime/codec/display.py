"""Representations of models for people: their set fields, the texts of fields, and signatures."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields
from functools import cache
from itertools import pairwise
from reprlib import recursive_repr
from typing import Any

from .codec import ABSENT
from .deferred_annotations import read_source
from .models import is_set


def list_set(model: Any) -> Iterator[tuple[str, Any]]:
    """Yield the fields that are set with their values, and `extra` last if it is not empty."""
    null_keys = {entry.key for entry in getattr(model, "_received", ())}
    for field in fields(model):
        name = field.name
        if name == "extra" or not is_set(model, name):
            continue
        value = getattr(model, name)
        # The default None means that the key is missing.
        allows_null = field.default in (MISSING, ABSENT) or name in null_keys
        if value is not None or allows_null:
            yield name, value
    if model.extra:
        yield "extra", model.extra


def format_model(model: Any) -> str:
    """Return the call that creates the model."""
    text: str = _format(model)
    return text


@recursive_repr("...")
def _format(model):  # type: ignore[no-untyped-def]
    arguments = ", ".join(f"{name}={value!r}" for name, value in list_set(model))
    return f"{type(model).__qualname__}({arguments})"


def print_pretty(model: Any, printer: Any, is_cycle: bool) -> None:
    """Print a model with the pretty printer of IPython."""
    name = type(model).__qualname__
    if is_cycle:
        printer.text(f"{name}(...)")
        return
    with printer.group(len(name) + 1, f"{name}(", ")"):
        for index, (field, value) in enumerate(list_set(model)):
            if index:
                printer.text(",")
                printer.breakable()
            printer.text(f"{field}=")
            printer.pretty(value)


class ModelDoc:
    """The docstring of a model, with the texts of its fields."""

    def __init__(self, text: str | None) -> None:
        self.text = text

    def __get__(self, model: object, owner: type) -> str:
        # The dataclass decorator reads it before the module is complete, and replaces an empty one.
        spec = getattr(sys.modules.get(owner.__module__), "__spec__", None)
        if getattr(spec, "_initializing", False):
            return self.text or owner.__name__
        return _describe(owner, self.text)


@cache
def _describe(model: type, text: str | None) -> str:
    texts = read_field_texts(model)
    lines = [inspect.cleandoc(text or ""), *(["Attributes:"] if texts else [])]
    description = "\n\n".join(filter(None, lines))
    for name, field_text in texts.items():
        indented = field_text.replace("\n", "\n        ")
        description += f"\n    {name}: {indented}"
    return description.replace("\n        \n", "\n\n") or model.__name__


@cache
def read_field_texts(model: type) -> dict[str, str]:
    """Return the docstrings of the fields of a model, which only its source code has."""
    tree = ast.parse(read_source(model.__module__))
    classes = (n for n in tree.body if isinstance(n, ast.ClassDef))
    body = next((n.body for n in classes if n.name == model.__name__), [])
    texts = {}
    for node, successor in pairwise(body):
        match node, successor:
            case (
                ast.AnnAssign(target=ast.Name(id=name)),
                ast.Expr(value=ast.Constant(value=str(text))),
            ):
                texts[name] = inspect.cleandoc(text)
    return texts


class ModelSignature:
    """The signature of a model: its fields in the order of the document, then `extra`."""

    def __get__(self, model: object, owner: Any) -> inspect.Signature:
        try:
            signature = inspect.signature(owner.__init__, eval_str=True)
        except (NameError, AttributeError):  # a class of the caller
            signature = inspect.signature(owner.__init__)
        parameters = dict(signature.parameters)
        extra = parameters.pop("extra", None)
        hidden = ("self", "_presence")
        shown = [p for name, p in parameters.items() if name not in hidden]
        return signature.replace(parameters=[*shown, *([extra] if extra else [])])
