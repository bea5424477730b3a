"""Types of the expressions in a template, from the annotations of its view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from jinja2 import nodes

Scope = Mapping[str, Any]


def check_attributes(tree: nodes.Node, variables: Scope) -> list[str]:
    """Return the attributes in a template that the class of their object does not have.

    Expressions whose type is unknown, such as arguments of macros, are ignored.
    """
    return [*_check_node(tree, variables)]


def _check_node(node: nodes.Node, scope: Scope) -> Iterator[str]:
    match node:
        case nodes.For(iter=iterable, target=nodes.Name(name=name)):
            yield from _check_node(iterable, scope)
            scope = {**scope, name: _item_type(_find_type(iterable, scope))}
            children = iter([*node.body, *node.else_])
        case nodes.For() | nodes.Macro():
            children = node.iter_child_nodes()
        case _:
            if isinstance(node, nodes.Getattr) and _is_missing(node, scope):
                yield f"{_find_type(node.node, scope)}.{node.attr}"
            children = node.iter_child_nodes()
    for child in children:
        yield from _check_node(child, scope)


def _is_missing(node: nodes.Getattr, scope: Scope) -> bool:
    owner = _find_type(node.node, scope)
    # Without slots, a field is not an attribute of its class.
    return isinstance(owner, type) and not (
        hasattr(owner, node.attr) or node.attr in get_type_hints(owner)
    )


def _find_type(node: nodes.Node, scope: Scope) -> Any:
    """Return the type of an expression; None if it is unknown."""
    match node:
        case nodes.Name(name=name):
            return scope.get(name)
        case nodes.Getattr(node=inner, attr=name):
            return _attribute_type(_find_type(inner, scope), name)
    return None


def get_getter(value: object) -> Callable[..., Any] | None:
    """Return the function of a property, also of one that computes its value once; None for anything else."""
    if isinstance(value, property):
        return value.fget
    return value.func if isinstance(value, cached_property) else None


def _attribute_type(owner: Any, name: str) -> Any:
    """Return the type of a field or property, without None."""
    if not isinstance(owner, type):
        return None
    value = getattr(owner, name, None)
    if (getter := get_getter(value)) is not None:
        return _remove_none(get_type_hints(getter).get("return"))
    return _remove_none(get_type_hints(owner).get(name))


def _remove_none(hint: Any) -> Any:
    if get_origin(hint) not in (Union, UnionType):
        return hint
    members = [member for member in get_args(hint) if member is not NoneType]
    return members[0] if len(members) == 1 else None


def _item_type(hint: Any) -> Any:
    """Return the type of the items of a list or tuple."""
    return get_args(hint)[0] if get_origin(hint) in (list, tuple) else None
