"""Descriptions of values: their own, and those of the parts of their types that have no class."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specpress import ir
from specpress.python.types import PythonTypes


def join_texts(*texts: str) -> str:
    """Return a text of the paragraphs that are not empty."""
    return "\n\n".join(filter(None, map(str.strip, texts)))


def describe_value(python: PythonTypes, description: str, type_id: ir.TypeId) -> str:
    """Return the description of a value, or else of its type, and those of the parts."""
    known = description.strip() or python.inline_description(type_id).strip()
    return join_texts(known, *describe_parts(python, type_id, [known]))


def describe_parts(
    python: PythonTypes, type_id: ir.TypeId, known: Iterable[str]
) -> Iterator[str]:
    """Yield the descriptions of a type and of its items, values and variants, except known texts.

    What has a class is described there.
    """
    return _describe(python, _list_parts(python, "", type_id), known)


def describe_alias(python: PythonTypes, schema: ir.Type) -> str:
    """Return the description of a type that is an alias, and those of its parts."""
    known = schema.description.strip()
    parts = _list_inner_parts(python, "", schema.id)
    return join_texts(known, *_describe(python, parts, [known]))


def _describe(
    python: PythonTypes, parts: Iterable[tuple[str, ir.TypeId]], known: Iterable[str]
) -> Iterator[str]:
    texts = {paragraph for text in known for paragraph in text.split("\n\n")}
    for label, part in parts:
        paragraphs = python.types[part].description.strip().split("\n\n")
        new = [
            paragraph for paragraph in paragraphs if not _consists_of(paragraph, texts)
        ]
        # A paragraph without label would say something about the whole.
        is_line = label and not any("\n" in paragraph for paragraph in new)
        text = (" " if is_line else "\n\n").join(new)
        if text:
            texts.update(new)
            yield f"{label}: {text}" if label else text


def _consists_of(paragraph: str, texts: Iterable[str]) -> bool:
    """Return whether a paragraph consists of known ones; that of constraints has one sentence for each."""
    rest = paragraph
    for text in sorted(filter(None, texts), key=len, reverse=True):
        rest = rest.replace(text, "")
    return not rest.strip()


def _list_parts(
    python: PythonTypes, label: str, type_id: ir.TypeId
) -> Iterator[tuple[str, ir.TypeId]]:
    """Yield a type and its parts without a class, each with its label."""
    # A nullable component passes its class and its description on to the type without null.
    inner = python.plain(type_id).id
    if not (_has_class(python, type_id) or _has_class(python, inner)):
        yield label, type_id
        yield from _list_inner_parts(python, label, type_id)


def _has_class(python: PythonTypes, type_id: ir.TypeId) -> bool:
    return type_id in python.named or type_id in python.shared_schemas


def _list_inner_parts(
    python: PythonTypes, label: str, type_id: ir.TypeId
) -> Iterator[tuple[str, ir.TypeId]]:
    """Yield the parts of a type without a class, from the outside to the inside."""
    for own, part in _list_own_parts(python, python.types[type_id]):
        yield from _list_parts(python, _join_labels(label, own), part)


def _join_labels(outer: str, inner: str) -> str:
    """Return the label of a part of a part, such as "Items, values"."""
    if not outer or not inner:
        return outer or inner
    return f"{outer}, {inner[:1].lower()}{inner[1:]}"


def _list_own_parts(
    python: PythonTypes, schema: ir.Type
) -> Iterator[tuple[str, ir.TypeId]]:
    match schema:
        case ir.Nullable(inner=inner) | ir.Alias(target=inner):
            yield "", inner
        case ir.Array(item=item):
            yield "Items", item
        case ir.Map(value=value):
            yield "Values", value
        case ir.Tuple(items=items, rest=rest):
            yield from ((f"Item {n}", item) for n, item in enumerate(items, 1))
            if rest is not None:
                yield "Further items" if items else "Items", rest
        case ir.Union(variants=variants):
            for variant in variants:
                # Optional items make several tuples of one array.
                is_tuple = isinstance(python.types[variant], ir.Tuple)
                yield "" if is_tuple else f"`{python.format_type(variant)}`", variant
