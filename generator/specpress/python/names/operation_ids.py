"""Operation ids without the parts that the generators of documents add by rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache

from specpress import ir
from specpress.python.names.case import CACHE_SIZE, words
from specpress.python.names.grammar import begins_with_verb
from specpress.python.names.paths import PathPart, is_generic, split_path

# NestJS: BoatsController_findAll.
_CONTROLLER = re.compile(r"\w*[a-z0-9_](?i:controller)[_.]+(?=\w)")
_VERSION = re.compile(r"_v[0-9]+(_[0-9]+)*$")
# springdoc numbers the methods of the same name: getBoat_1.
_NUMBERED = re.compile(r"([A-Za-z]\w*?)_[0-9]{1,2}")
# Litestar removes these characters from the path.
_LITESTAR_SEPARATORS = re.compile(r"[!#$%&'*+\-.^_`|~:/{}]+")


def simplify_id(operation: ir.Operation, ids: Collection[str]) -> str:
    """Return the id of an operation as its author wrote it; `ids` are all ids of the document.

    FastAPI appends path and method, Litestar prepends the path, NestJS the controller, and
    springdoc appends a number.
    """
    text = operation.operation_id or ""
    shorter = _remove_generated_parts(text, operation.method, operation.path)
    return shorter if shorter != text else remove_number(text, ids)


# Cached: classes, resources and operations need the same ids.
@lru_cache(CACHE_SIZE)
def _remove_generated_parts(text: str, method: str, path: str) -> str:
    shorter = _remove_fastapi_suffix(text, method, path)
    if shorter == text:
        shorter = _remove_litestar_prefix(text, path)
    if shorter == text and (match := _CONTROLLER.match(text)):
        return text[match.end() :]
    return shorter


def remove_number(text: str, ids: Collection[str]) -> str:
    """Return the id of an operation without the number that springdoc appends to it."""
    numbered = _NUMBERED.fullmatch(text)
    is_java = numbered is not None and _is_java_name(numbered[1], ids)
    return numbered[1] if numbered is not None and is_java else text


def remove_version(text: str, operation: ir.Operation) -> str:
    """Return a shorter id without the version that NestJS appends to it: `findAll_v1`."""
    has_controller = _CONTROLLER.match(operation.operation_id or "")
    return _VERSION.sub("", text) if has_controller else text


def _remove_fastapi_suffix(text: str, method: str, path: str) -> str:
    # Servers and documents may differ in the slash at the end.
    for complete in (path, path.rstrip("/")):
        suffix = re.sub(r"\W", "_", complete) + f"_{method.lower()}"
        if text.removesuffix(suffix):
            text = text.removesuffix(suffix)
    return text


def _remove_litestar_prefix(text: str, path: str) -> str:
    prefix = _LITESTAR_SEPARATORS.sub("", path.title())
    handler = text.removeprefix(prefix)
    is_handler = handler[:1].isupper() and begins_with_verb(words(handler))
    return handler if prefix and is_handler else text


def _is_java_name(name: str, ids: Collection[str]) -> bool:
    return name in ids or (name[0].islower() and name.isalnum() and not name.islower())


def remove_generic_prefix(id_words: Sequence[str]) -> list[str]:
    """Return words without `api` and versions at the beginning: `v1 users list`."""
    rest = list(id_words)
    while len(rest) > 1 and is_generic(rest[0]):
        del rest[0]
    return rest


def count_shared_words(ids: Sequence[Sequence[str]]) -> int:
    """Return the number of words that all ids share as a prefix, such as a module.

    The prefix does not begin with a verb, and what remains of each id does.
    """
    if len(ids) < 2:
        return 0
    shared = 0
    for column in zip(*ids, strict=False):
        if len(set(column)) > 1:
            break
        shared += 1
    counts = range(shared, 0, -1)
    return next((c for c in counts if _is_removable_prefix(ids, c)), 0)


def _is_removable_prefix(ids: Sequence[Sequence[str]], count: int) -> bool:
    is_verb_first = begins_with_verb(ids[0][:count])
    return not is_verb_first and all(begins_with_verb(i[count:]) for i in ids)


def repeat_paths(operations: Sequence[ir.Operation]) -> bool:
    """Return whether a generator derived all ids from method and path: `post_users_id_avatar`.

    People also write `getUsers`, but then no id contains the parameters of its path.
    """
    return any(map(spells_parameters, operations)) and all(
        map(_repeats_path, operations)
    )


def spells_parameters(
    operation: ir.Operation, styles: Sequence[str] = ("by", "name", "id")
) -> bool:
    """Return whether an id consists of method and path with parameters: `get-books-by-id`."""
    has_parameters = any(part.is_parameter for part in split_path(operation.path))
    return has_parameters and _repeats_path(operation, styles)


def _repeats_path(
    operation: ir.Operation, styles: Sequence[str] = ("by", "name", "id", "")
) -> bool:
    """Return whether an id consists of method and path, with parameters in one of the styles."""
    actual = "".join(remove_generic_prefix(words(operation.operation_id or "")))
    verbs = (
        ("get", "list") if operation.method == "GET" else (operation.method.lower(),)
    )
    if not actual.startswith(verbs) and not actual.endswith(verbs):
        return False
    parts = split_path(operation.path)
    forms = [_spell_path(parts, style) for style in styles]
    return any(actual in (verb + form, form + verb) for form in forms for verb in verbs)


def _spell_path(parts: Sequence[PathPart], style: str) -> str:
    """Return the words of a path, with parameters in the style of a generator."""
    prefix = {"by": "by", "id": "id"}.get(style, "")
    has_names = style in ("by", "name")
    return "".join(
        (
            "".join(part.words)
            if not part.is_parameter
            else prefix + "".join(part.words if has_names else [])
        )
        for part in parts
    )
