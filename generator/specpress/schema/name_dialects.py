"""Names that a document chooses: our extensions, and those that other generators defined for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specpress.document.problems import Problems
from specpress.document.resolve import Cursor

Reader = Callable[[Any], str]
# Name of the target language in extensions with one name per language.
LANGUAGE = "python"
OVERRIDES = "x-speakeasy-name-override"


def _read_text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _read_group(value: Any) -> str:
    """Return the words of a group; nested groups are a list, or separated by dots."""
    steps = value if isinstance(value, list) else [value]
    return " ".join(step.replace(".", " ") for step in steps if isinstance(step, str))


def _read_by_language(*keys: str) -> Reader:
    def read(value: Any) -> str:
        table = value.get(LANGUAGE) if isinstance(value, dict) else None
        names = (table.get(key) for key in keys) if isinstance(table, dict) else ()
        return next((name for name in names if isinstance(name, str)), "")

    return read


def _read_enum_name(value: Any) -> str:
    return _read_text(value.get("name")) if isinstance(value, dict) else ""


# For each kind of name the extensions and their readers, ours first.
EXTENSIONS: dict[str, dict[str, Reader]] = {
    "resource": {
        "x-specpress-resource": _read_text,
        "x-fern-sdk-group-name": _read_group,
        "x-speakeasy-group": _read_group,
    },
    "operation": {
        "x-specpress-name": _read_text,
        "x-fern-sdk-method-name": _read_text,
        OVERRIDES: _read_text,
        "x-stainless-naming": _read_by_language("method_name"),
    },
    "argument": {
        "x-specpress-name": _read_text,
        "x-fern-parameter-name": _read_text,
        OVERRIDES: _read_text,
        "x-stainless-param": _read_text,
        "x-stainless-naming": _read_by_language("property_name"),
        "x-ms-client-name": _read_text,
    },
    "field": {
        "x-specpress-name": _read_text,
        "x-fern-property-name": _read_text,
        "x-stainless-naming": _read_by_language("property_name"),
        "x-ms-client-name": _read_text,
    },
    "class": {
        "x-specpress-class": _read_text,
        "x-fern-type-name": _read_text,
        OVERRIDES: _read_text,
        "x-stainless-naming": _read_by_language("type_name", "model_name"),
        "x-ms-enum": _read_enum_name,
    },
    "environment": {
        "x-specpress-name": _read_text,
        "x-fern-server-name": _read_text,
        "x-speakeasy-server-id": _read_text,
        "x-server-name": _read_text,
    },
}
_NAMES = {kind: frozenset(extensions) for kind, extensions in EXTENSIONS.items()}
HINT = "the value is a string with the name"


def read_name(holder: Cursor, kind: str, problems: Problems) -> str | None:
    """Return the name of a kind that an object of the document states, or None.

    A value of another type is an error in our extensions; in those of others it is ignored with a
    warning.
    """
    if not isinstance(holder.value, dict) or _NAMES[kind].isdisjoint(holder.value):
        return None
    for extension, read in EXTENSIONS[kind].items():
        value = holder.value.get(extension)
        if value is None:
            continue
        if name := read(value).strip():
            return name
        _report(holder, extension, value, problems)
    return None


def _report(holder: Cursor, extension: str, value: Any, problems: Problems) -> None:
    node = holder.get(extension) or holder
    if extension.startswith("x-specpress-"):
        problems.error(
            node,
            f"{extension} must be a string that is not empty",
            HINT,
            code="invalid-extension",
        )
    elif not isinstance(value, dict):
        problems.warning(
            node,
            f"{extension} has no name, so it is ignored",
            HINT,
            code="ignored-name",
        )


@dataclass(frozen=True, slots=True)
class MethodNameRule:
    """A method name for all operations whose id matches a pattern."""

    matches: Callable[[str], bool]
    name: str


def read_method_name_rules(root: Cursor, problems: Problems) -> list[MethodNameRule]:
    """Return the rules at the root of a document: `x-speakeasy-name-override`."""
    listed = root.get(OVERRIDES) if isinstance(root.value, dict) else None
    if listed is None or not isinstance(listed.value, list):
        return []
    return list(_read_rules(listed, problems))


def _read_rules(listed: Cursor, problems: Problems) -> Iterator[MethodNameRule]:
    # Imported late: few documents have such rules.
    from specpress.document.patterns import compile_pattern

    for number, rule in enumerate(listed.value):
        table: Mapping[str, Any] = rule if isinstance(rule, dict) else {}
        pattern, name = table.get("operationId"), table.get("methodNameOverride")
        if isinstance(pattern, str) and isinstance(name, str) and name:
            compiled = compile_pattern(pattern)
            if compiled is None:
                node = listed.child(number)
                message = f"{OVERRIDES} has an invalid pattern: {pattern!r}"
                problems.warning(node, message, "ignored", code="invalid-pattern")
            else:
                yield MethodNameRule(compiled.matches, name)
